import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { type ImportOrigin, importProposal, propose } from '../../api/imports.js';
import { newId } from '../../api/new-id.js';
import { ImportBatch } from '../../state/text/import-batch.js';
import { Refusal, refusalWords } from '../../ui/feedback.js';
import { BatchList } from './BatchList.js';
import { type Draft, draftOf, EMPTY_DRAFT, nameOf } from './draft.js';
import { ImportForm } from './ImportForm.js';
import { Origins } from './Origins.js';

interface ImportDialogProps {
  readonly opened: boolean;
  readonly close: () => void;
  /** Files dropped on the page. */
  readonly files: readonly File[];
  readonly filesTaken: () => void;
}

interface FormStep {
  readonly kind: 'form';
  readonly draft: Draft;
  /** Another number makes another form. */
  readonly nth: number;
  /** Why a file or page could not be read, and which. */
  readonly error: unknown;
  readonly failed: string | null;
}

/** What the dialog is doing: one article in the form, one being read, or many. */
type Step =
  | FormStep
  | { readonly kind: 'reading'; readonly name: string; readonly abort: AbortController }
  | { readonly kind: 'batch'; readonly batch: ImportBatch<ImportOrigin> };

const EMPTY: FormStep = { kind: 'form', draft: EMPTY_DRAFT, nth: 0, error: null, failed: null };

export function ImportDialog({ opened, close, files, filesTaken }: ImportDialogProps) {
  const [, navigate] = useLocation();
  const { step, take, leave } = useImport();
  useEffect(() => {
    if (!opened || files.length === 0) return;
    take(files);
    filesTaken();
  }, [opened, files, filesTaken, take]);
  const end = (): void => {
    leave();
    close();
  };
  const done = (articleId: string): void => {
    leave();
    navigate(`/articles/${articleId}`);
  };
  const title = step.kind === 'batch' ? 'Import articles' : 'Import an article';
  return (
    <Modal opened={opened} onClose={end} title={title} size="xl">
      {step.kind === 'batch' && <BatchList batch={step.batch} close={end} />}
      {step.kind === 'reading' && <Reading name={step.name} cancel={leave} />}
      {step.kind === 'form' && (
        <Stack gap="sm">
          <Origins key={step.nth} take={take} address={step.failed !== null && /^https?:/i.test(step.failed) ? step.failed : ''} />
          <Refusal error={step.error} title={step.failed === null ? 'Not read' : `${step.failed} cannot be imported`} />
          <ImportForm key={step.nth} draft={step.draft} done={done} cancel={end} />
        </Stack>
      )}
    </Modal>
  );
}

function Reading({ name, cancel }: { name: string; cancel: () => void }) {
  return (
    <Stack gap="sm" align="center" py={48} role="status">
      <Loader />
      <Text>
        Reading <bdi>{name}</bdi>…
      </Text>
      <Group>
        <Button variant="subtle" onClick={cancel}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}

/** One origin is read and proposed in the form; several are imported one after another. */
function useImport() {
  const queryClient = useQueryClient();
  const [step, setStep] = useState<Step>(EMPTY);
  const count = useRef(0);
  const current = useRef<Step>(EMPTY);
  const go = useCallback((next: Step) => {
    current.current = next;
    setStep(next);
  }, []);
  const leave = useCallback(() => {
    const { current: left } = current;
    if (left.kind === 'reading') left.abort.abort();
    if (left.kind === 'batch') left.batch.stop();
    go({ ...EMPTY, nth: ++count.current });
  }, [go]);
  const takeOne = useCallback(
    async (origin: ImportOrigin) => {
      const reading: Step = { kind: 'reading', name: nameOf(origin), abort: new AbortController() };
      go(reading);
      const next = await propose(origin, reading.abort.signal).then(
        (proposal): Step => ({ ...EMPTY, draft: draftOf(nameOf(origin), proposal), nth: ++count.current }),
        (error: unknown): Step => ({ ...EMPTY, nth: ++count.current, error, failed: nameOf(origin) }),
      );
      if (current.current === reading) go(next);
    },
    [go],
  );
  const take = useCallback(
    (origins: readonly ImportOrigin[]) => {
      const [first] = origins;
      if (first === undefined) return;
      if (origins.length === 1) {
        void takeOne(first);
        return;
      }
      const entries = origins.map((origin) => ({ name: nameOf(origin), origin }));
      const batch = new ImportBatch<ImportOrigin>(entries, {
        importOne: async (origin, key, signal) => {
          const proposal = await propose(origin, signal);
          const { id } = await importProposal(proposal, key, signal);
          return { articleId: id, title: proposal.title, warnings: proposal.warnings };
        },
        newKey: newId,
        wordsFor: (error) => refusalWords(error).text,
      });
      go({ kind: 'batch', batch });
      void batch.run().then(() => queryClient.invalidateQueries());
    },
    [go, takeOne, queryClient],
  );
  return { step, take, leave };
}
