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
import { type ContactDraft, ContactFields, contactBody, EMPTY_CONTACT, isCompleteContact } from './parts/ContactFields.js';
import { UploadProgress } from './parts/UploadProgress.js';

const KIND_WORDS: Record<EvidenceKind, string> = {
  link: 'Link',
  quote: 'Quote',
  file: 'File',
  'article-span': 'Words of an article',
  contact: 'Contact',
};

interface Subject {
  readonly kind: EvidenceKind;
  readonly url: string;
  readonly words: string;
  readonly file: File | null;
  readonly span: ArticleSpan | null;
  readonly contact: ContactDraft;
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
  const [subject, setSubject] = useState<Subject>({ kind: 'link', url: '', words: '', file: null, span: null, contact: EMPTY_CONTACT });
  const [progress, setProgress] = useState<number | null>(null);
  const [draft, setDraft] = useState<EvidenceDraft>(EMPTY_EVIDENCE);
  const [fileError, setFileError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const attach = useCommand(routes.attachEvidence);
  const changeSubject = (part: Partial<Subject>): void => {
    setSubject((was) => ({ ...was, ...part }));
    // A contact speaks for neither side by itself.
    if (part.kind === 'contact') setDraft((was) => (was.stance === null ? { ...was, stance: 'context' } : was));
  };
  const submit = async (): Promise<void> => {
    setSending(true);
    setFileError(null);
    try {
      const body = await bodyOf(subject, draft, setProgress);
      if (body !== null && (await attach.run({ params: { id: claimId }, body })) !== null) close();
    } catch (error) {
      setFileError(error);
    } finally {
      setProgress(null);
      setSending(false);
    }
  };
  return (
    <Stack gap="sm">
      <SubjectFields subject={subject} change={changeSubject} />
      <EvidenceFields draft={draft} change={(part) => setDraft((was) => ({ ...was, ...part }))} />
      {progress !== null && <UploadProgress part={progress} />}
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
  const words = (label: string, description: string, required = true) => (
    <Textarea
      label={label}
      description={description}
      required={required}
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
          <Tabs.Tab key={kind} value={kind} px={{ base: 7, sm: 'md' }}>
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
          <Text size="sm" c="dimmed">
            The page is fetched and kept as soon as the link is attached: its final address, its bytes and their SHA-256, its readable text.
          </Text>
          {words('Words that matter', 'Copy them from the page, so that everyone sees at once what is meant.', false)}
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
          A document, picture, sound, video or table of up to 25 MB. Its bytes are stored as they are; what it is, its content says and not
          its name. It is never shown as a page here.
        </Text>
      </Tabs.Panel>
      <Tabs.Panel value="article-span">
        <ArticleSpanField span={subject.span} change={(span) => change({ span })} />
      </Tabs.Panel>
      <Tabs.Panel value="contact">
        <ContactFields contact={subject.contact} change={(contact) => change({ contact })} />
      </Tabs.Panel>
    </Tabs>
  );
}

function isComplete(subject: Subject): boolean {
  switch (subject.kind) {
    case 'link':
      return /^https?:\/\/\S+\.\S+/.test(subject.url.trim());
    case 'quote':
      return subject.words.trim() !== '';
    case 'file':
      return subject.file !== null;
    case 'article-span':
      return subject.span !== null;
    case 'contact':
      return isCompleteContact(subject.contact);
  }
}

async function bodyOf(subject: Subject, draft: EvidenceDraft, told: (part: number) => void): Promise<AttachEvidenceBody | null> {
  const common = { gradeReason: '', ...commonBody(draft) };
  switch (subject.kind) {
    case 'link':
      return { kind: 'link', url: subject.url.trim(), excerpt: subject.words, ...common };
    case 'quote':
      return { kind: 'quote', quote: subject.words, ...common };
    case 'file': {
      if (subject.file === null) return null;
      const capture = await sendCapture(subject.file, newId(), told);
      return { kind: 'file', capture: capture.sha256, ...common };
    }
    case 'article-span':
      return subject.span === null
        ? null
        : { kind: 'article-span', articleId: subject.span.articleId, anchor: { ...subject.span.anchor }, ...common };
    case 'contact':
      return { kind: 'contact', contact: contactBody(subject.contact), ...common };
  }
}
