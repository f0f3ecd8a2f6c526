import { Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import {
  type Grade,
  INFORMATION_CREDIBILITIES,
  INFORMATION_CREDIBILITY_WORDS,
  type InformationCredibility,
  SOURCE_RELIABILITIES,
  SOURCE_RELIABILITY_WORDS,
  type SourceReliability,
} from '#shared/domain/evidence.js';

const RELIABILITY = SOURCE_RELIABILITIES.map((value) => ({ value, label: `${value}  ${SOURCE_RELIABILITY_WORDS[value]}` }));
const CREDIBILITY = INFORMATION_CREDIBILITIES.map((value) => ({ value, label: `${value}  ${INFORMATION_CREDIBILITY_WORDS[value]}` }));

interface GradeFieldsProps {
  readonly grade: Grade | null;
  readonly reason: string;
  readonly change: (grade: Grade | null, reason: string) => void;
  readonly optional?: boolean;
}

/** The two axes of the Admiralty code, judged apart. A grade counts only with both. */
export function GradeFields({ grade, reason, change, optional = false }: GradeFieldsProps) {
  const [reliability, setReliability] = useState<SourceReliability | null>(grade?.sourceReliability ?? null);
  const [credibility, setCredibility] = useState<InformationCredibility | null>(grade?.informationCredibility ?? null);
  const tell = (a: SourceReliability | null, b: InformationCredibility | null): void => {
    setReliability(a);
    setCredibility(b);
    change(a !== null && b !== null ? { sourceReliability: a, informationCredibility: b } : null, reason);
  };
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label="Source reliability"
          description="How far its source can be relied on"
          placeholder={optional ? 'not graded yet' : undefined}
          clearable={optional}
          data={RELIABILITY}
          value={reliability}
          onChange={(value) => tell(SOURCE_RELIABILITIES.find((known) => known === value) ?? null, credibility)}
        />
        <Select
          label="Information credibility"
          description="How far this information holds"
          placeholder={optional ? 'not graded yet' : undefined}
          clearable={optional}
          data={CREDIBILITY}
          value={credibility}
          onChange={(value) => tell(reliability, INFORMATION_CREDIBILITIES.find((known) => known === value) ?? null)}
        />
      </SimpleGrid>
      {(reliability !== null || credibility !== null || !optional) && (
        <Textarea
          label="Why this grade"
          required={!optional}
          dir="auto"
          value={reason}
          onChange={(event) => change(grade, event.currentTarget.value)}
        />
      )}
      {(reliability === 'F' || credibility === '6') && (
        <Text size="sm" c="dimmed">
          F and 6 mean “cannot be judged”. They are not the worst grade.
        </Text>
      )}
      {(reliability === null) !== (credibility === null) && (
        <Text size="sm" c="dimmed">
          Judge both; if one cannot be judged, say so with F or 6.
        </Text>
      )}
    </Stack>
  );
}
