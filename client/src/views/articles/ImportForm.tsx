import { Alert, Button, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ClipboardEvent, type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { ArticleProposalData } from '#shared/protocol/views.js';
import { RefusedByServer } from '../../state/call-errors.js';
import {
  DESCRIPTION_FIELDS,
  type DescriptionField,
  proposedDescription,
  proposedTitle,
  tooLong,
  wordCount,
} from '../../state/text/article-draft.js';
import { countWords } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';
import { DayInput } from '../../ui/fields/DayInput.js';
import type { Draft } from './draft.js';

/** What the form holds when it is sent. */
export interface FilledArticle {
  readonly text: string;
  readonly title: string;
  /** The title is the one that was proposed from the text; nobody and nothing said it. */
  readonly titleProposed: boolean;
  /** Null is unknown. */
  readonly about: Readonly<Record<DescriptionField, string | null>>;
  /** The stored bytes that the text was read from, with the kinds of paragraph that they told. */
  readonly raw: Partial<Pick<ArticleProposalData, 'raw' | 'marked'>>;
}

interface ImportFormProps {
  readonly draft: Draft;
  /** What the text is called, and the button. */
  readonly label: string;
  readonly confirm: string;
  /** `anyway`: in spite of what the notice says. */
  readonly send: (article: FilledArticle, anyway: boolean) => Promise<void>;
  readonly busy: boolean;
  /** Something is to be decided first, as the notice says. */
  readonly held?: boolean;
  readonly error: unknown;
  /** What is to be decided before it can be sent; stands in the place of the error. */
  readonly notice?: ((sendAnyway: () => void) => ReactNode) | null;
  readonly cancel: () => void;
}

/**
 * One article, or a version of one, before it is frozen; everything proposed can be changed. What the draft says of the article may
 * become another while the form is open: it shows where nobody typed.
 */
export function ImportForm({ draft, label, confirm, send, busy, held = false, error, notice = null, cancel }: ImportFormProps) {
  const [text, setText] = useState(draft.text);
  const [title, setTitle] = useState(draft.title);
  const [typed, setTyped] = useState<Partial<Record<DescriptionField, string>>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const counted = useDeferredValue(text);
  const words = useMemo(() => wordCount(counted), [counted]);
  const proposed = title ?? proposedTitle(text);
  const inText: Partial<Record<DescriptionField, string>> = useMemo(
    () => (draft.describesItself ? proposedDescription(counted) : {}),
    [counted, draft.describesItself],
  );
  const said = (name: DescriptionField): string => typed[name] ?? (draft[name] || (inText[name] ?? ''));
  const put = (next: string): void => {
    const why = tooLong(next);
    setRefused(why);
    if (why === null) setText(next);
  };
  // What does not fit is not put into the field at all: a browser takes long to lay out millions of characters.
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const why = tooLong(text.slice(0, selectionStart) + event.clipboardData.getData('text/plain') + text.slice(selectionEnd));
    setRefused(why);
    if (why !== null) event.preventDefault();
  };
  const submit = (anyway: boolean): Promise<void> => {
    const article = {
      text,
      title: proposed,
      titleProposed: title === null,
      about: Object.fromEntries(DESCRIPTION_FIELDS.map((name) => [name, said(name).trim() || null])) as FilledArticle['about'],
      raw: draft.from === null ? {} : { raw: draft.from.proposal.raw, marked: draft.from.proposal.marked },
    };
    return send(article, anyway);
  };
  const wrong = (name: string): string | undefined =>
    notice === null && error instanceof RefusedByServer && error.body.path === name
      ? error.body.message.replace(`${name}: `, '')
      : undefined;
  const field = (name: DescriptionField) => ({
    value: said(name),
    error: wrong(name),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((was) => ({ ...was, [name]: value }));
    },
  });
  return (
    <Stack gap="sm">
      <ReadFrom draft={draft} />
      <Textarea
        label={label}
        error={refused ?? wrong('text')}
        description="It is cleaned, cut into regions, and then frozen: nobody can change it afterwards."
        required
        data-autofocus
        dir="auto"
        minRows={9}
        maxRows={16}
        classNames={{ input: 'serif' }}
        value={text}
        onPaste={paste}
        onChange={(event) => put(event.currentTarget.value)}
      />
      <Text c="dimmed" ta="end">
        {countWords(words, 'word')}
      </Text>
      <TextInput
        label="Title"
        description={title === null && text !== '' ? 'Proposed from the text; change it as you like.' : undefined}
        dir="auto"
        error={wrong('title')}
        value={proposed}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={500}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label="Source" placeholder="Who published it" dir="auto" {...field('source')} />
        <DayInput label="Published on" {...field('publishedOn')} />
        <TextInput label="By" placeholder="As printed" dir="auto" {...field('byline')} />
        <TextInput label="Link" type="url" placeholder="https://" {...field('url')} />
        <TextInput label="Language" placeholder="en, he, ar, pt-BR…" maxLength={35} {...field('language')} />
      </SimpleGrid>
      {notice?.(() => void submit(true)) ?? <Refusal error={error} title="Not imported" />}
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={cancel}>
          Cancel
        </Button>
        <Button
          variant="filled"
          loading={busy}
          disabled={held || text.trim() === '' || proposed.trim() === ''}
          onClick={() => void submit(false)}
        >
          {confirm}
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
