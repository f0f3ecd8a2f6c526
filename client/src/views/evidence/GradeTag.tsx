import { Button, Group, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { type Grade, INFORMATION_CREDIBILITY_WORDS, SOURCE_RELIABILITY_WORDS } from '#shared/domain/evidence.js';
import { routes } from '#shared/protocol/routes.js';
import type { EvidenceData } from '#shared/protocol/views.js';
import { momentWords } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';
import { Name } from '../../ui/people.js';
import type { ClaimRight } from '../claim/claim-rights.js';
import { useCommand } from '../session/use-command.js';
import { GradeFields } from './GradeFields.js';

export function gradeWords(grade: Grade): string {
  return `${SOURCE_RELIABILITY_WORDS[grade.sourceReliability]} source; ${INFORMATION_CREDIBILITY_WORDS[grade.informationCredibility]}`;
}

/** The grade, its words, its history; and the place to grade anew. */
export function GradeTag({ item, right }: { item: EvidenceData; right: ClaimRight }) {
  const [opened, setOpened] = useState(false);
  const short = item.grade === null ? 'not graded' : `${item.grade.sourceReliability}${item.grade.informationCredibility}`;
  const words = item.grade === null ? 'Not graded yet' : gradeWords(item.grade);
  return (
    <Popover opened={opened} onChange={setOpened} width={400} position="bottom-start" trapFocus>
      <Popover.Target>
        <UnstyledButton className="grade" title={words} aria-label={`Grade ${short}: ${words}`} onClick={() => setOpened((was) => !was)}>
          {short}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown maw="92vw">
        <Stack gap="xs">
          <Text fw={500}>{words}</Text>
          {item.gradings.map((grading) => (
            <Text key={grading.at} size="sm">
              <span className="grade">
                {grading.grade.sourceReliability}
                {grading.grade.informationCredibility}
              </span>{' '}
              <Name person={grading.by} />, {momentWords(grading.at, Date.now())}:{' '}
              <bdi>{grading.reason === '' ? 'no reason given' : grading.reason}</bdi>
            </Text>
          ))}
          {item.withdrawn === null && right.allowed && <GradeForm item={item} close={() => setOpened(false)} />}
          {!right.allowed && <Text c="dimmed">{right.reason}</Text>}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function GradeForm({ item, close }: { item: EvidenceData; close: () => void }) {
  const [grade, setGrade] = useState<Grade | null>(item.grade);
  const [reason, setReason] = useState('');
  const send = useCommand(routes.gradeEvidence);
  const submit = async (): Promise<void> => {
    if (grade !== null && (await send.run({ params: { id: item.id }, body: { grade: { ...grade }, reason } })) !== null) close();
  };
  return (
    <Stack gap="xs">
      <hr className="rule" style={{ margin: '4px 0' }} />
      <GradeFields
        grade={grade}
        reason={reason}
        change={(next, why) => {
          setGrade(next);
          setReason(why);
        }}
      />
      <Refusal error={send.error} title="Not graded" />
      <Group justify="flex-end">
        <Button variant="filled" loading={send.busy} disabled={grade === null || reason.trim() === ''} onClick={() => void submit()}>
          {item.grade === null ? 'Grade' : 'Grade anew'}
        </Button>
      </Group>
    </Stack>
  );
}
