import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { must } from '#shared/lib/must.js';
import { textHash } from '#shared/log/hash.js';
import type { ArticleVersionData } from '#shared/protocol/reading.js';
import { routes } from '#shared/protocol/routes.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { normaliseText } from '#shared/text/normalise.js';
import { call } from '../../../api/call.js';
import { describedOver, descriptionChanges } from '../../../state/text/article-draft.js';
import { Refusal } from '../../../ui/feedback.js';
import { type Draft, draftAfter } from '../../articles/draft.js';
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
  const newest = must(article.versions.at(-1), 'an article has a version');
  const [opened] = useState(newest);
  const [last, goOnAfter] = useState(newest);
  const { step, take, leave, fill } = useImport(draftAfter(opened));
  const add = useCommand(routes.addArticleVersion);
  const send = async ({ text, title, titleProposed, about, raw }: FilledArticle): Promise<void> => {
    // The same text proposes no other title than the one that it has.
    const kept = titleProposed && textHash(normaliseText(text)) === last.sha256;
    const body = { after: last.number, text, title: kept ? last.title : title, ...about, ...raw };
    const receipt = await add.run({ params: { id: article.id }, body });
    if (receipt !== null) done(receipt.number ?? last.number + 1);
  };
  const goOn = (): void => {
    goOnAfter(newest);
    add.reset();
  };
  if (step.kind === 'batch') return null;
  const outdated = newest.number > last.number;
  return (
    <Stack gap="sm">
      <Text c="dimmed">
        Version {last.number} stays as it is and stays readable. Marks are looked for in the new text; what is not certain, you will be
        asked. The new version has its own title, source and day: what is marked in it from now on is cited with them.
      </Text>
      <ImportOne step={step} take={take} leave={leave} again={last.url ?? ''}>
        {({ nth, draft }) => (
          <>
            <SameText article={article} last={last} fill={fill} />
            <ImportForm
              key={nth}
              draft={describedOver(draft, draftAfter(opened), draftAfter(last))}
              label={`Text of version ${last.number + 1}`}
              confirm="Import the version"
              send={send}
              busy={add.busy}
              held={outdated}
              error={add.error}
              notice={outdated ? () => <Outdated last={last} newest={newest} goOn={goOn} /> : null}
              cancel={close}
            />
          </>
        )}
      </ImportOne>
    </Stack>
  );
}

interface SameTextProps {
  readonly article: ArticleData;
  readonly last: ArticleVersionData;
  readonly fill: (draft: Draft) => void;
}

/** For whoever only mends what the article says of itself. */
function SameText({ article, last, fill }: SameTextProps) {
  const load = useMutation({
    mutationFn: () => call(routes.article, { params: { id: article.id }, query: { version: last.number } }),
    onSuccess: ({ text }) => fill({ ...draftAfter(last), text, title: last.title }),
  });
  return (
    <>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" loading={load.isPending} onClick={() => load.mutate()}>
          Take the text of version {last.number}
        </Button>
        <Text c="dimmed" size="sm">
          to mend only title, source, day and the like
        </Text>
      </Group>
      <Refusal error={load.error} title="Not loaded" />
    </>
  );
}

interface OutdatedProps {
  readonly last: ArticleVersionData;
  readonly newest: ArticleVersionData;
  readonly goOn: () => void;
}

/** Somebody else imported a version while this one was prepared: nothing that was typed is lost, and nothing of theirs. */
function Outdated({ last, newest, goOn }: OutdatedProps) {
  const changes = descriptionChanges(last, newest);
  return (
    <Alert
      role="alert"
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={`${newest.importedBy.name} imported version ${newest.number} meanwhile`}
    >
      <Stack gap="xs" align="flex-start">
        <div>{newest.sha256 === last.sha256 ? 'Its text is the same.' : 'It has another text.'} What you typed stays here.</div>
        {changes.length > 0 && (
          <ul className="plain-list">
            {changes.map((change) => (
              <li key={change} dir="auto">
                {change}
              </li>
            ))}
          </ul>
        )}
        <Button size="compact-sm" variant="default" onClick={goOn}>
          Go on after version {newest.number}
        </Button>
        <div>What you did not change of source, day and the like is then as in version {newest.number}.</div>
      </Stack>
    </Alert>
  );
}
