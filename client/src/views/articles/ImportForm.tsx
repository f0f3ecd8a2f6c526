import { Alert, Button, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import { proposedTitle, wordCount } from '../../state/text/article-draft.js';
import { countWords } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';
import { useCommand } from '../session/use-command.js';
import type { Draft } from './draft.js';

interface ImportFormProps {
  readonly draft: Draft;
  readonly done: (articleId: string) => void;
  readonly cancel: () => void;
}

const FIELDS = ['source', 'publishedOn', 'byline', 'url', 'language'] as const;
type Field = (typeof FIELDS)[number];

/** One article before it is frozen; everything proposed can be changed. */
export function ImportForm({ draft, done, cancel }: ImportFormProps) {
  const [text, setText] = useState(draft.text);
  const [title, setTitle] = useState(draft.title);
  const [about, setAbout] = useState<Record<Field, string>>(() => ({ ...draft }));
  const add = useCommand(routes.importArticle);
  const proposed = title ?? proposedTitle(text);
  const submit = async (): Promise<void> => {
    const filled = FIELDS.filter((name) => about[name].trim() !== '').map((name) => [name, about[name].trim()]);
    const raw = draft.from === null ? {} : { raw: draft.from.proposal.raw, marked: draft.from.proposal.marked };
    const receipt = await add.run({ body: { text, title: proposed, ...Object.fromEntries(filled), ...raw } });
    if (receipt !== null) done(receipt.id);
  };
  const field = (name: Field) => ({
    value: about[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setAbout((was) => ({ ...was, [name]: value }));
    },
  });
  return (
    <Stack gap="sm">
      <ReadFrom draft={draft} />
      <Textarea
        label="Text"
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
      <TextInput
        label="Title"
        description={title === null && text !== '' ? 'Proposed from the text; change it as you like.' : undefined}
        dir="auto"
        value={proposed}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={500}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label="Source" placeholder="Who published it" dir="auto" {...field('source')} />
        <TextInput label="Published on" type="date" {...field('publishedOn')} />
        <TextInput label="By" placeholder="As printed" dir="auto" {...field('byline')} />
        <TextInput label="Link" type="url" placeholder="https://" {...field('url')} />
        <TextInput label="Language" placeholder="en, he, ar, pt-BR…" maxLength={35} {...field('language')} />
      </SimpleGrid>
      <Refusal error={add.error} title="Not imported" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={cancel}>
          Cancel
        </Button>
        <Button variant="filled" loading={add.busy} disabled={text.trim() === '' || proposed.trim() === ''} onClick={() => void submit()}>
          Import
        </Button>
      </Group>
    </Stack>
  );
}

/** What it was read from, and what to look at before it is frozen. */
function ReadFrom({ draft: { from } }: { draft: Draft }) {
  if (from === null) return null;
  const { warnings, bytes, raw } = from.proposal;
  return (
    <>
      <div className="soft" style={{ overflowWrap: 'anywhere' }}>
        Read from <bdi>{from.name}</bdi>. Its {bytes.toLocaleString('en')} bytes are kept with the article, SHA-256{' '}
        <span className="mono" title={raw}>
          {raw.slice(0, 12)}…
        </span>
      </div>
      {warnings.length > 0 && (
        <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} title="Look before you import">
          {warnings.map((warning) => (
            <div key={warning} dir="auto">
              {warning}
            </div>
          ))}
        </Alert>
      )}
    </>
  );
}
