import { Button, CopyButton, Group, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { parseDocumentName } from '#shared/document/layout.js';
import { type ConnectionWords, connectionWords } from '../../state/connection.js';
import { momentWords } from '../../state/words.js';
import type { RefusedEdit, SaveState, SyncClient } from '../../sync/session.js';
import { useConnection } from '../session/Live.js';

/** The one truth of the connection. Opens to what is not saved, where, and what to do. */
export function ConnectionChip() {
  const { state, client } = useConnection();
  const [opened, setOpened] = useState(false);
  const words = connectionWords(state);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={360} trapFocus>
      <Popover.Target>
        <UnstyledButton
          className="chip"
          data-tone={words.tone}
          onClick={() => setOpened((was) => !was)}
          aria-label={`${words.short}. Connection: ${words.sentence}`}
          aria-expanded={opened}
        >
          <span className="chip-words">{words.short}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ConnectionPanel state={state} client={client} />
      </Popover.Dropdown>
      <span className="visually-hidden" role="status" aria-label="Connection">
        <WorseSaid words={words} />
      </span>
    </Popover>
  );
}

/**
 * Says when it gets worse, once and not with every word typed meanwhile, and when all is well again. A page that opens has no
 * connection yet: that is not said, nor that it has one then.
 */
function WorseSaid({ words }: { words: ConnectionWords }) {
  const [said, setSaid] = useState({ tone: words.tone, sentence: '' });
  const news = words.tone !== said.tone && words.tone !== 'busy';
  useEffect(() => {
    if (news) setSaid((was) => ({ tone: words.tone, sentence: words.tone === 'calm' && was.sentence === '' ? '' : words.sentence }));
  }, [news, words.tone, words.sentence]);
  return said.sentence;
}

function ConnectionPanel({ state, client }: { state: SaveState; client: SyncClient }) {
  const words = connectionWords(state);
  const unsaved = client.unsaved();
  const refused = [
    ...(state.kind === 'refused' ? state.copies : []),
    ...unsaved.flatMap((item) => (item.state.kind === 'refused' ? item.state.copies : [])),
  ];
  return (
    <Stack gap="xs">
      <Text fw={500}>{words.sentence}</Text>
      {unsaved.length > 0 && (
        <ul className="plain-list">
          {unsaved.map((item) => (
            <li key={item.document} style={{ display: 'flex', justifyContent: 'space-between', gap: 12 }}>
              <span>{documentWords(item.document)}</span>
              <span className="soft">{connectionWords(item.state).short}</span>
            </li>
          ))}
        </ul>
      )}
      {state.kind === 'offline' && (
        <Text size="sm" c="dimmed">
          Keep this tab open, or come back to it on this device. What you wrote goes out by itself, in order, once the server answers.
        </Text>
      )}
      {uniqueEdits(refused).map((edit) => (
        <RefusedCopy key={keyOf(edit)} edit={edit} />
      ))}
    </Stack>
  );
}

/** A refused edit never vanishes: its words stay here to be copied. */
export function RefusedCopy({ edit }: { edit: RefusedEdit }) {
  return (
    <section style={{ borderTop: '1px solid var(--hair)', paddingTop: 8 }}>
      <Text size="sm">
        {documentWords(edit.document)}, {momentWords(edit.at, Date.now())}: {edit.message}
      </Text>
      <blockquote className="serif" dir="auto" style={{ margin: '6px 0', maxHeight: 140, overflow: 'auto', whiteSpace: 'pre-wrap' }}>
        {edit.text === '' ? 'No words were lost; the edit only removed or changed the form of text.' : edit.text}
      </blockquote>
      {edit.text !== '' && (
        <Group gap="xs">
          <CopyButton value={edit.text}>
            {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy the words'}</Button>}
          </CopyButton>
          <Button onClick={() => saveAsFile(edit)}>Save them as a file</Button>
        </Group>
      )}
    </section>
  );
}

/** Tells refused edits of one moment apart. */
export function keyOf(edit: RefusedEdit): string {
  return `${edit.document} ${edit.at} ${edit.text.length} ${edit.message}`;
}

function saveAsFile(edit: RefusedEdit): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([edit.text, '\n'], { type: 'text/plain;charset=utf-8' }));
  link.download = `not saved, ${edit.at.slice(0, 16).replace(/[T:]/g, '-')}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function uniqueEdits(edits: readonly RefusedEdit[]): RefusedEdit[] {
  return [...new Map(edits.map((edit) => [keyOf(edit), edit])).values()];
}

export function documentWords(name: string): string {
  switch (parseDocumentName(name)?.kind) {
    case 'article':
      return 'Marks on an article';
    case 'sheet':
      return 'Wording and rationale of a claim';
    case 'notes':
      return 'Notes of a claim';
    default:
      return 'A document';
  }
}
