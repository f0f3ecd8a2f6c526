import { Alert, Button, Group, Loader, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ArticleData, ArticleProposalData } from '#shared/protocol/views.js';
import { type ImportOrigin, propose } from '../../../api/imports.js';
import { wordCount } from '../../../state/text/article-draft.js';
import { countWords } from '../../../state/words.js';
import { Refusal } from '../../../ui/feedback.js';
import { nameOf } from '../../articles/draft.js';
import { Origins } from '../../articles/Origins.js';
import { useCommand } from '../../session/use-command.js';

interface ImportVersionDialogProps {
  readonly article: ArticleData;
  readonly opened: boolean;
  readonly close: () => void;
  readonly done: (number: number) => void;
}

/** The article as it stands now, from the clipboard, a file or its page: the next version. */
export function ImportVersionDialog({ article, opened, close, done }: ImportVersionDialogProps) {
  return (
    <Modal opened={opened} onClose={close} title="Import a new version" size="xl">
      {opened && <Content article={article} close={close} done={done} />}
    </Modal>
  );
}

interface Read {
  readonly name: string;
  readonly proposal: ArticleProposalData;
}

function Content({ article, close, done }: Omit<ImportVersionDialogProps, 'opened'>) {
  const { text, setText, read, reading, error, failed, take } = useProposal();
  const add = useCommand(routes.addArticleVersion);
  const submit = async (): Promise<void> => {
    const raw = read === null ? {} : { raw: read.proposal.raw, marked: read.proposal.marked };
    const receipt = await add.run({ params: { id: article.id }, body: { text, ...raw } });
    if (receipt !== null) done(receipt.number ?? article.version.number + 1);
  };
  return (
    <Stack gap="sm">
      <Text c="dimmed">
        The text of version {article.versions.at(-1)?.number ?? 1} stays as it is and stays readable. Marks are looked for in the new text;
        what is not certain, you will be asked.
      </Text>
      <Origins take={take} address={article.url ?? ''} one />
      {reading !== null && (
        <Group gap="xs" role="status">
          <Loader size="xs" /> Reading <bdi>{reading}</bdi>…
        </Group>
      )}
      <Refusal error={error} title={failed === null ? 'Not read' : `${failed} cannot be imported`} />
      <Warnings read={read} />
      <Textarea
        label={`Text of version ${(article.versions.at(-1)?.number ?? 0) + 1}`}
        description="It is cleaned, cut into regions, and then frozen: nobody can change it afterwards."
        required
        data-autofocus
        dir="auto"
        minRows={9}
        maxRows={16}
        classNames={{ input: 'serif' }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Text c="dimmed" ta="end">
        {countWords(wordCount(text), 'word')}
      </Text>
      <Refusal error={add.error} title="Not imported" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" loading={add.busy} disabled={text.trim() === ''} onClick={() => void submit()}>
          Import the version
        </Button>
      </Group>
    </Stack>
  );
}

function Warnings({ read }: { read: Read | null }) {
  const warnings = read?.proposal.warnings ?? [];
  if (warnings.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} title="Look before you import">
      {warnings.map((warning) => (
        <div key={warning} dir="auto">
          {warning}
        </div>
      ))}
    </Alert>
  );
}

/** What is in the text field, and where it was read from. The last one that was asked for counts. */
function useProposal() {
  const [text, setText] = useState('');
  const [read, setRead] = useState<Read | null>(null);
  const [reading, setReading] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const abort = useRef<AbortController | null>(null);
  const take = (origins: readonly ImportOrigin[]): void => {
    const [origin] = origins;
    if (origin === undefined) return;
    abort.current?.abort();
    const own = new AbortController();
    abort.current = own;
    const name = nameOf(origin);
    setReading(name);
    setError(null);
    propose(origin, own.signal)
      .then(
        (proposal) => {
          if (abort.current !== own) return;
          setText(proposal.text);
          setRead({ name, proposal });
        },
        (reason: unknown) => {
          if (abort.current !== own) return;
          setError(reason);
          setFailed(name);
        },
      )
      .finally(() => {
        if (abort.current === own) setReading(null);
      });
  };
  return { text, setText, read, reading, error, failed, take };
}
