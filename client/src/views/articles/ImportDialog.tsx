import { Button, FileButton, Group, Modal, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { routes } from '#shared/protocol/routes.js';
import { proposedTitle, wordCount } from '../../state/text/article-draft.js';
import { countWords } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';
import { useCommand } from '../session/use-command.js';
import { type Draft, draftsOf, EMPTY_DRAFT } from './drafts.js';

interface ImportDialogProps {
  readonly opened: boolean;
  readonly close: () => void;
  /** Dropped files, imported one after the other. */
  readonly drafts: readonly Draft[];
  readonly setDrafts: (drafts: readonly Draft[]) => void;
}

export function ImportDialog({ opened, close, drafts, setDrafts }: ImportDialogProps) {
  const [, navigate] = useLocation();
  const done = (articleId: string): void => {
    const rest = drafts.slice(1);
    setDrafts(rest);
    if (rest.length > 0) return;
    navigate(`/articles/${articleId}`);
  };
  const skip = (): void => (drafts.length > 1 ? setDrafts(drafts.slice(1)) : close());
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={drafts.length > 1 ? `Import articles: ${drafts.length} to go` : 'Import an article'}
      size="xl"
    >
      <ImportForm
        key={`${drafts.length} ${drafts[0]?.fileName ?? ''}`}
        draft={drafts[0] ?? EMPTY_DRAFT}
        done={done}
        skip={skip}
        setDrafts={setDrafts}
        several={drafts.length > 1}
      />
    </Modal>
  );
}

interface ImportFormProps {
  readonly draft: Draft;
  readonly several: boolean;
  readonly done: (articleId: string) => void;
  readonly skip: () => void;
  readonly setDrafts: (drafts: readonly Draft[]) => void;
}

function ImportForm({ draft, several, done, skip, setDrafts }: ImportFormProps) {
  const [text, setText] = useState(draft.text);
  const [title, setTitle] = useState<string | null>(null);
  const [about, setAbout] = useState({ source: '', publishedOn: '', url: '', byline: '' });
  const add = useCommand(routes.importArticle);
  const proposed = title ?? proposedTitle(text);
  useEffect(() => setText(draft.text), [draft]);
  const submit = async (): Promise<void> => {
    const filled = Object.fromEntries(Object.entries(about).filter(([, value]) => value.trim() !== ''));
    const receipt = await add.run({ body: { text, title: proposed, ...filled } });
    if (receipt !== null) done(receipt.id);
  };
  const field = (name: keyof typeof about) => ({
    value: about[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setAbout((was) => ({ ...was, [name]: value }));
    },
  });
  return (
    <Stack gap="sm">
      {draft.problem !== null && (
        <Refusal error={new Error(`${draft.fileName ?? 'The file'} ${draft.problem}`)} title="This file cannot be imported" />
      )}
      <Textarea
        label="Text"
        description="Paste it as it stands. It is cleaned, cut into regions, and then frozen: nobody can change it afterwards."
        required
        data-autofocus
        dir="auto"
        minRows={9}
        maxRows={16}
        classNames={{ input: 'serif' }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="space-between">
        <FileButton multiple accept="text/*,.txt,.md" onChange={(files) => void draftsOf(files).then(setDrafts)}>
          {(props) => (
            <Button {...props} leftSection={<IconFileText size={14} aria-hidden />}>
              Open text files…
            </Button>
          )}
        </FileButton>
        <Text c="dimmed">{countWords(wordCount(text), 'word')}</Text>
      </Group>
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
      </SimpleGrid>
      <Refusal error={add.error} title="Not imported" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={skip}>
          {several ? 'Skip this one' : 'Cancel'}
        </Button>
        <Button variant="filled" loading={add.busy} disabled={text.trim() === '' || proposed.trim() === ''} onClick={() => void submit()}>
          Import
        </Button>
      </Group>
    </Stack>
  );
}
