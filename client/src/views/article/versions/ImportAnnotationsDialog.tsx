import { Box, Button, FileButton, Group, Modal, Progress, ScrollArea, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ImportedAnnotationsData, ImportOutcome } from '#shared/protocol/reading.js';
import { routes } from '#shared/protocol/routes.js';
import { parsedAnnotations } from '../../../state/versions/annotation-file.js';
import { importInParts, type PartsDone } from '../../../state/versions/import-in-parts.js';
import { countWords } from '../../../state/words.js';
import { Refusal } from '../../../ui/feedback.js';
import { useCommand } from '../../session/use-command.js';

interface ImportAnnotationsDialogProps {
  readonly articleId: string;
  readonly opened: boolean;
  readonly close: () => void;
}

/** Annotations made elsewhere, from a file of W3C Web Annotations. */
export function ImportAnnotationsDialog({ articleId, opened, close }: ImportAnnotationsDialogProps) {
  return (
    <Modal opened={opened} onClose={close} title="Import annotations" size="lg">
      {opened && <Content articleId={articleId} close={close} />}
    </Modal>
  );
}

interface HowFar {
  readonly done: number;
  readonly total: number;
}

function Content({ articleId, close }: Omit<ImportAnnotationsDialogProps, 'opened'>) {
  const [done, setDone] = useState<PartsDone | null>(null);
  const [wrong, setWrong] = useState<Error | null>(null);
  const [howFar, setHowFar] = useState<HowFar | null>(null);
  const stopped = useRef(false);
  const command = useCommand(routes.importAnnotations);
  // Whoever closes the dialog stops it, too: what is in the article by then stays.
  useEffect(() => {
    stopped.current = false;
    return () => {
      stopped.current = true;
    };
  }, []);
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setDone(null);
    setWrong(null);
    command.reset();
    stopped.current = false;
    try {
      const send = (annotations: readonly unknown[]) => command.run({ params: { id: articleId }, body: { annotations } });
      const told = (sent: number, total: number): void => setHowFar({ done: sent, total });
      setDone(await importInParts(parsedAnnotations(file.name, await file.text()), { send, told, stopped: () => stopped.current }));
    } catch (error) {
      setWrong(error instanceof Error ? error : new Error('The file cannot be read.'));
    }
    setHowFar(null);
  };
  const partly = done !== null && done.result.items.length > 0;
  return (
    <Stack gap="sm">
      <Text c="dimmed">
        A file of W3C Web Annotations (JSON-LD), as Assay and other tools export them, or of Hypothesis (JSON or JSON Lines). Each is found
        again by its quote; what is not certain is told and not imported. They come in under your name, and say who made them.
      </Text>
      <Group>
        <FileButton accept=".json,.jsonld,.jsonl,.ndjson,application/json,application/ld+json" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} loading={howFar !== null} leftSection={<IconFileText size={14} aria-hidden />}>
              Open a file…
            </Button>
          )}
        </FileButton>
        {howFar !== null && (
          <Button variant="default" onClick={() => (stopped.current = true)}>
            Stop
          </Button>
        )}
      </Group>
      {howFar !== null && <OnTheWay {...howFar} />}
      <Refusal error={wrong ?? command.error} title={partly ? 'Not all was imported' : 'Nothing was imported'} />
      {done !== null && <Result {...done} />}
      <Group justify="flex-end">
        <Button variant="subtle" onClick={close}>
          Close
        </Button>
      </Group>
    </Stack>
  );
}

function OnTheWay({ done, total }: HowFar) {
  return (
    <div>
      <Text size="sm" role="status">
        {done === 0 ? `Placing ${countWords(total, 'annotation')}…` : `${done} of ${countWords(total, 'annotation')} are placed…`}
      </Text>
      <Progress value={(done / Math.max(1, total)) * 100} animated={done === 0} aria-label="Annotations that are placed" mt={4} />
    </div>
  );
}

const OUTCOME_WORDS: Record<ImportOutcome, string> = {
  exact: 'imported',
  moved: 'imported, moved',
  changed: 'imported, changed',
  known: 'was here already',
  unsure: 'not imported: unsure',
  ambiguous: 'not imported: ambiguous',
  orphan: 'not imported: orphan',
  unreadable: 'not imported: no words',
};

/** What needs to be read comes first. */
const BY_NEED: readonly ImportOutcome[] = ['orphan', 'ambiguous', 'unsure', 'unreadable', 'changed', 'moved', 'exact', 'known'];
/** So many are named; a file may hold thousands. */
const NAMED = 200;

function Result({ result, total, whole }: PartsDone) {
  const items = result.items.toSorted((a, b) => BY_NEED.indexOf(a.outcome) - BY_NEED.indexOf(b.outcome) || a.index - b.index);
  return (
    <div role="status">
      <Text fw={600}>
        {result.imported} of {countWords(total, 'annotation')} imported.
      </Text>
      {!whole && <Text>The others were not looked at. Open the file again for them: what is here already is not made twice.</Text>}
      <ScrollArea.Autosize mah={360} offsetScrollbars viewportProps={{ tabIndex: 0, 'aria-label': 'What became of each', role: 'group' }}>
        <ul className="plain-list">
          {items.slice(0, NAMED).map((item) => (
            <OutcomeRow key={item.index} item={item} />
          ))}
        </ul>
      </ScrollArea.Autosize>
      {items.length > NAMED && <Text c="dimmed">{restWords(items.slice(NAMED))}</Text>}
    </div>
  );
}

/** On a narrow screen what became of it stands below the words. */
function OutcomeRow({ item }: { item: ImportedAnnotationsData['items'][number] }) {
  return (
    <Box component="li" py={6} style={{ borderTop: '1px solid var(--hair)' }}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing={2} style={{ overflowWrap: 'anywhere' }}>
        <div className={item.exact === '' ? 'soft' : 'serif'} dir="auto">
          {item.exact === '' ? '—' : item.exact}
        </div>
        <div>
          {OUTCOME_WORDS[item.outcome]}
          <div className="soft" dir="auto">
            {item.reason}
          </div>
        </div>
      </SimpleGrid>
    </Box>
  );
}

function restWords(items: ImportedAnnotationsData['items']): string {
  const counts = BY_NEED.flatMap((outcome) => {
    const count = items.filter((item) => item.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${OUTCOME_WORDS[outcome]}`];
  });
  return `And ${items.length} more: ${counts.join('; ')}.`;
}
