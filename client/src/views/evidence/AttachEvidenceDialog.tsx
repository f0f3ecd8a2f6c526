import { Button, FileInput, Group, Modal, Stack, Tabs, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { EvidenceKind } from '#shared/domain/evidence.js';
import { EVIDENCE_KINDS } from '#shared/domain/evidence.js';
import type { AttachEvidenceBody } from '#shared/protocol/commands.js';
import { routes } from '#shared/protocol/routes.js';
import { sendCapture } from '../../api/captures.js';
import { newId } from '../../api/new-id.js';
import { Refusal } from '../../ui/feedback.js';
import { useCommand } from '../session/use-command.js';
import { type ArticleSpan, ArticleSpanField } from './ArticleSpanField.js';
import { commonBody, EMPTY_EVIDENCE, type EvidenceDraft, EvidenceFields } from './EvidenceFields.js';

const KIND_WORDS: Record<EvidenceKind, string> = { link: 'Link', quote: 'Quote', file: 'File', 'article-span': 'Words of an article' };

interface Subject {
  readonly kind: EvidenceKind;
  readonly url: string;
  readonly words: string;
  readonly file: File | null;
  readonly span: ArticleSpan | null;
}

/** Evidence is fixed when it is attached: its words or bytes are stored with their SHA-256. */
export function AttachEvidenceDialog({ claimId, opened, close }: { claimId: string; opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Attach evidence" size="lg">
      {opened && <AttachForm claimId={claimId} close={close} />}
    </Modal>
  );
}

function AttachForm({ claimId, close }: { claimId: string; close: () => void }) {
  const [subject, setSubject] = useState<Subject>({ kind: 'link', url: '', words: '', file: null, span: null });
  const [draft, setDraft] = useState<EvidenceDraft>(EMPTY_EVIDENCE);
  const [fileError, setFileError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const attach = useCommand(routes.attachEvidence);
  const submit = async (): Promise<void> => {
    setSending(true);
    setFileError(null);
    try {
      const body = await bodyOf(subject, draft);
      if (body !== null && (await attach.run({ params: { id: claimId }, body })) !== null) close();
    } catch (error) {
      setFileError(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <Stack gap="sm">
      <SubjectFields subject={subject} change={(part) => setSubject((was) => ({ ...was, ...part }))} />
      <EvidenceFields draft={draft} change={(part) => setDraft((was) => ({ ...was, ...part }))} />
      <Refusal error={fileError ?? attach.error} title="Not attached" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button
          variant="filled"
          loading={sending}
          disabled={!isComplete(subject) || draft.stance === null || (draft.grade !== null && draft.gradeReason.trim() === '')}
          onClick={() => void submit()}
        >
          Attach
        </Button>
      </Group>
    </Stack>
  );
}

function SubjectFields({ subject, change }: { subject: Subject; change: (part: Partial<Subject>) => void }) {
  const words = (label: string, description: string) => (
    <Textarea
      label={label}
      description={description}
      required
      dir="auto"
      minRows={4}
      classNames={{ input: 'serif' }}
      value={subject.words}
      onChange={(event) => change({ words: event.currentTarget.value })}
    />
  );
  return (
    <Tabs
      value={subject.kind}
      onChange={(value) => change({ kind: EVIDENCE_KINDS.find((kind) => kind === value) ?? 'link' })}
      keepMounted={false}
    >
      <Tabs.List mb="sm">
        {EVIDENCE_KINDS.map((kind) => (
          <Tabs.Tab key={kind} value={kind}>
            {KIND_WORDS[kind]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="link">
        <Stack gap="sm">
          <TextInput
            label="Address of the page"
            type="url"
            required
            placeholder="https://"
            value={subject.url}
            onChange={(event) => change({ url: event.currentTarget.value })}
          />
          {words('Words that matter', 'Copy them from the page: pages change, these words are fixed here.')}
        </Stack>
      </Tabs.Panel>
      <Tabs.Panel value="quote">{words('Quote', 'Word for word, as it was said or printed.')}</Tabs.Panel>
      <Tabs.Panel value="file">
        <FileInput
          label="File"
          required
          placeholder="Choose a document, picture or recording"
          value={subject.file}
          onChange={(file) => change({ file })}
          clearable
        />
        <Text size="sm" c="dimmed" mt={4}>
          Its bytes are stored as they are.
        </Text>
      </Tabs.Panel>
      <Tabs.Panel value="article-span">
        <ArticleSpanField span={subject.span} change={(span) => change({ span })} />
      </Tabs.Panel>
    </Tabs>
  );
}

function isComplete(subject: Subject): boolean {
  switch (subject.kind) {
    case 'link':
      return /^https?:\/\/\S+\.\S+/.test(subject.url.trim()) && subject.words.trim() !== '';
    case 'quote':
      return subject.words.trim() !== '';
    case 'file':
      return subject.file !== null;
    case 'article-span':
      return subject.span !== null;
  }
}

async function bodyOf(subject: Subject, draft: EvidenceDraft): Promise<AttachEvidenceBody | null> {
  const common = { gradeReason: '', ...commonBody(draft) };
  switch (subject.kind) {
    case 'link':
      return { kind: 'link', url: subject.url.trim(), excerpt: subject.words, ...common };
    case 'quote':
      return { kind: 'quote', quote: subject.words, ...common };
    case 'file': {
      if (subject.file === null) return null;
      const capture = await sendCapture(subject.file, newId());
      return { kind: 'file', capture: capture.sha256, ...common };
    }
    case 'article-span':
      return subject.span === null
        ? null
        : { kind: 'article-span', articleId: subject.span.articleId, anchor: { ...subject.span.anchor }, ...common };
  }
}
