import { Button, FileButton, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportedAnnotationsData, ImportOutcome } from '#shared/protocol/reading.js';
import { routes } from '#shared/protocol/routes.js';
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

function Content({ articleId, close }: Omit<ImportAnnotationsDialogProps, 'opened'>) {
  const [result, setResult] = useState<ImportedAnnotationsData | null>(null);
  const [unreadable, setUnreadable] = useState<Error | null>(null);
  const command = useCommand(routes.importAnnotations);
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setResult(null);
    const annotations = await parsed(file);
    setUnreadable(annotations.ok ? null : new Error(`${file.name} is no JSON: ${annotations.reason}`));
    if (annotations.ok) setResult(await command.run({ params: { id: articleId }, body: { annotations: annotations.value } }));
  };
  return (
    <Stack gap="sm">
      <Text c="dimmed">
        A file of W3C Web Annotations (JSON-LD), as Assay and other tools export them. Each is found again by its quote; what is not certain
        is told and not imported. They come in under your name, and say who made them.
      </Text>
      <Group>
        <FileButton accept=".json,.jsonld,application/json,application/ld+json" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} loading={command.busy} leftSection={<IconFileText size={14} aria-hidden />}>
              Open a file…
            </Button>
          )}
        </FileButton>
      </Group>
      <Refusal error={unreadable ?? command.error} title="Nothing was imported" />
      {result !== null && <Result result={result} />}
      <Group justify="flex-end">
        <Button variant="subtle" onClick={close}>
          Close
        </Button>
      </Group>
    </Stack>
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
};

function Result({ result }: { result: ImportedAnnotationsData }) {
  return (
    <div role="status">
      <Text fw={600}>
        {result.imported} of {countWords(result.items.length, 'annotation')} imported.
      </Text>
      <Table.ScrollContainer minWidth={420} mah={360}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Words</Table.Th>
              <Table.Th>Outcome</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {result.items.map((item) => (
              <Table.Tr key={item.index}>
                <Table.Td className="serif" dir="auto">
                  {item.exact}
                </Table.Td>
                <Table.Td>
                  {OUTCOME_WORDS[item.outcome]}
                  <div className="soft" dir="auto">
                    {item.reason}
                  </div>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}

async function parsed(file: File): Promise<{ ok: true; value: unknown } | { ok: false; reason: string }> {
  try {
    return { ok: true, value: JSON.parse(await file.text()) as unknown };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : 'it cannot be read' };
  }
}
