import { Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { must } from '#shared/lib/must.js';
import { routes } from '#shared/protocol/routes.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { draftAfter } from '../../articles/draft.js';
import { type FilledArticle, ImportForm } from '../../articles/ImportForm.js';
import { ImportOne } from '../../articles/ImportOne.js';
import { useImport } from '../../articles/use-import.js';
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

function Content({ article, close, done }: Omit<ImportVersionDialogProps, 'opened'>) {
  const [last] = useState(() => must(article.versions.at(-1), 'an article has a version'));
  const { step, take, leave } = useImport(draftAfter(last));
  const add = useCommand(routes.addArticleVersion);
  const send = async ({ text, title, about, raw }: FilledArticle): Promise<void> => {
    const receipt = await add.run({ params: { id: article.id }, body: { text, title, ...about, ...raw } });
    if (receipt !== null) done(receipt.number ?? last.number + 1);
  };
  if (step.kind === 'batch') return null;
  return (
    <Stack gap="sm">
      <Text c="dimmed">
        Version {last.number} stays as it is and stays readable. Marks are looked for in the new text; what is not certain, you will be
        asked. The new version has its own title, source and day: what is marked in it from now on is cited with them.
      </Text>
      <ImportOne step={step} take={take} leave={leave} again={last.url ?? ''}>
        {({ nth, draft }) => (
          <ImportForm
            key={nth}
            draft={draft}
            label={`Text of version ${last.number + 1}`}
            confirm="Import the version"
            send={send}
            busy={add.busy}
            error={add.error}
            cancel={close}
          />
        )}
      </ImportOne>
    </Stack>
  );
}
