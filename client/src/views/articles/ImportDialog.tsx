import { Alert, Button, Modal, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { routes } from '#shared/protocol/routes.js';
import { type KnownArticle, knownArticle } from '../../state/text/known-article.js';
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
  const send = async ({ text, title, about, raw }: FilledArticle, again: boolean): Promise<void> => {
    const said = Object.entries(about).filter(([, value]) => value !== null);
    const receipt = await add.run({ body: { text, title, ...Object.fromEntries(said), ...raw, ...(again ? { again } : {}) } });
    if (receipt !== null) done(receipt.id);
  };
  const known = knownArticle(add.error);
  return (
    <ImportForm
      draft={form.draft}
      label="Text"
      confirm="Import"
      send={send}
      busy={add.busy}
      error={add.error}
      notice={known === null ? null : (importAnyway) => <Known known={known} importAnyway={importAnyway} busy={add.busy} leave={cancel} />}
      cancel={cancel}
    />
  );
}

interface KnownProps {
  readonly known: KnownArticle;
  readonly importAnyway: () => void;
  readonly busy: boolean;
  readonly leave: () => void;
}

function Known({ known: { articleId, number, title }, importAnyway, busy, leave }: KnownProps) {
  return (
    <Alert
      role="alert"
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={`This is article ${number} already`}
    >
      <Stack gap="xs" align="flex-start">
        <div>
          The same text from the same place is here as{' '}
          <Link href={`/articles/${articleId}`} dir="auto" onClick={leave}>
            {title}
          </Link>
          .
        </div>
        <Button size="compact-sm" variant="default" loading={busy} onClick={importAnyway}>
          Import it all the same
        </Button>
      </Stack>
    </Alert>
  );
}
