import { Button, Group, Progress, Stack } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import type { ImportOrigin } from '../../api/imports.js';
import type { BatchItem, BatchState, ImportBatch } from '../../state/text/import-batch.js';

const STATE_WORDS: Record<BatchState, string> = {
  waiting: 'waits',
  reading: 'reading…',
  done: 'imported',
  known: 'skipped',
  refused: 'refused',
  stopped: 'stopped',
};

/** Many on their way in: how far, what became of each, and what can be tried again. */
export function BatchList({ batch, close }: { batch: ImportBatch<ImportOrigin>; close: () => void }) {
  const items = useSyncExternalStore(batch.subscribe, batch.items);
  const settled = items.filter(({ state }) => state !== 'waiting' && state !== 'reading').length;
  const failed = items.filter(({ state }) => state === 'refused' || state === 'stopped').length;
  const running = settled < items.length;
  const done = items.filter(({ state }) => state === 'done').length;
  const known = items.filter(({ state }) => state === 'known').length;
  return (
    <Stack gap="sm">
      <div role="status">
        {running ? `${settled + 1} of ${items.length}` : `${done} of ${items.length} imported`}
        {known > 0 && `, ${known} here already`}
        {failed > 0 && `, ${failed} not`}
      </div>
      <Progress value={(settled / Math.max(1, items.length)) * 100} aria-label="How many are done" />
      <ul className="plain-list batch">
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order, and names may repeat
          <BatchRow key={index} item={item} retry={running ? null : () => void batch.retry(index)} close={close} />
        ))}
      </ul>
      <Group justify="flex-end" gap="xs">
        {!running && failed > 1 && (
          <Button variant="default" onClick={() => void batch.retry()}>
            Try all {failed} again
          </Button>
        )}
        {running ? <Button onClick={() => batch.stop()}>Stop</Button> : <Button onClick={close}>Close</Button>}
      </Group>
    </Stack>
  );
}

interface BatchRowProps {
  readonly item: BatchItem<ImportOrigin>;
  /** Null while others are still on their way. */
  readonly retry: (() => void) | null;
  readonly close: () => void;
}

function BatchRow({ item, retry, close }: BatchRowProps) {
  const again = retry !== null && (item.state === 'refused' || item.state === 'stopped');
  return (
    <li className="batch-row" data-state={item.state}>
      <span className="name">
        {item.articleId === null ? (
          <bdi>{item.name}</bdi>
        ) : (
          <Link href={`/articles/${item.articleId}`} dir="auto" onClick={close}>
            {item.title}
          </Link>
        )}
        {item.state === 'known' && (
          <span className="why soft">
            <bdi>{item.name}</bdi> is article {item.number} already
          </span>
        )}
        {item.why !== null && <span className="why">{item.why}</span>}
        {item.warnings.map((warning) => (
          <span key={warning} className="why soft" dir="auto">
            {warning}
          </span>
        ))}
      </span>
      <span className="soft">{STATE_WORDS[item.state]}</span>
      {again ? (
        <Button size="compact-xs" variant="default" onClick={retry} aria-label={`Try ${item.name} again`}>
          Try again
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}
