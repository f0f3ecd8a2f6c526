import { Modal } from '@mantine/core';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { routes } from '#shared/protocol/routes.js';
import { useCommand } from '../session/use-command.js';
import { BatchList } from './BatchList.js';
import { EMPTY_DRAFT } from './draft.js';
import { type FilledArticle, ImportForm } from './ImportForm.js';
import { ImportOne } from './ImportOne.js';
import { type FormStep, useImport } from './use-import.js';

interface ImportDialogProps {
  readonly opened: boolean;
  readonly close: () => void;
  /** Files dropped on the page. */
  readonly files: readonly File[];
  readonly filesTaken: () => void;
}

export function ImportDialog({ opened, close, files, filesTaken }: ImportDialogProps) {
  const [, navigate] = useLocation();
  const { step, take, leave } = useImport(EMPTY_DRAFT);
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
      {step.kind === 'batch' ? (
        <BatchList batch={step.batch} close={end} />
      ) : (
        <ImportOne step={step} take={take} leave={leave}>
          {(form) => <NewArticle key={form.nth} form={form} done={done} cancel={end} />}
        </ImportOne>
      )}
    </Modal>
  );
}

function NewArticle({ form, done, cancel }: { form: FormStep; done: (articleId: string) => void; cancel: () => void }) {
  const add = useCommand(routes.importArticle);
  const send = async ({ text, title, about, raw }: FilledArticle): Promise<void> => {
    const known = Object.entries(about).filter(([, value]) => value !== null);
    const receipt = await add.run({ body: { text, title, ...Object.fromEntries(known), ...raw } });
    if (receipt !== null) done(receipt.id);
  };
  return <ImportForm draft={form.draft} label="Text" confirm="Import" send={send} busy={add.busy} error={add.error} cancel={cancel} />;
}
