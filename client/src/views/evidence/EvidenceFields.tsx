import { Radio, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import type { Grade, Stance } from '#shared/domain/evidence.js';
import { STANCES } from '#shared/domain/evidence.js';
import { StanceSign } from '../../ui/StanceSign.js';
import { GradeFields } from './GradeFields.js';

export interface EvidenceDraft {
  readonly stance: Stance | null;
  readonly source: string;
  readonly note: string;
  readonly grade: Grade | null;
  readonly gradeReason: string;
  readonly interests: string;
  readonly protectedSource: boolean;
}

export const EMPTY_EVIDENCE: EvidenceDraft = {
  stance: null,
  source: '',
  note: '',
  grade: null,
  gradeReason: '',
  interests: '',
  protectedSource: false,
};

/** The fields all kinds of evidence have, as they are sent. */
export function commonBody(draft: EvidenceDraft) {
  return {
    stance: draft.stance ?? 'context',
    source: draft.source,
    note: draft.note,
    interests: draft.interests,
    protectedSource: draft.protectedSource,
    ...(draft.grade === null ? {} : { grade: { ...draft.grade }, gradeReason: draft.gradeReason }),
  };
}

export function EvidenceFields({ draft, change }: { draft: EvidenceDraft; change: (part: Partial<EvidenceDraft>) => void }) {
  return (
    <Stack gap="sm">
      <Radio.Group
        label="Stance"
        description="What it does to the claim"
        required
        value={draft.stance}
        onChange={(value) => change({ stance: STANCES.find((known) => known === value) ?? null })}
      >
        <Stack gap={4} mt={6}>
          {STANCES.map((stance) => (
            <Radio
              key={stance}
              size="xs"
              value={stance}
              label={
                <span>
                  <StanceSign stance={stance} />{' '}
                  <span className="soft">
                    {{ supports: 'speaks for it', refutes: 'speaks against it', context: 'helps to understand it' }[stance]}
                  </span>
                </span>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput
        label="Source"
        placeholder="Who says or shows it"
        dir="auto"
        value={draft.source}
        onChange={(event) => change({ source: event.currentTarget.value })}
      />
      <Textarea
        label="Note"
        description="What it shows, and what it does not."
        dir="auto"
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      <TextInput
        label="Interests of the source"
        description="What it stands to gain or lose. Write “none known” where you looked and found none."
        dir="auto"
        value={draft.interests}
        onChange={(event) => change({ interests: event.currentTarget.value })}
      />
      <Switch
        label="Protect this source"
        description="Outside the team it is told without name, words, address and bytes."
        checked={draft.protectedSource}
        onChange={(event) => change({ protectedSource: event.currentTarget.checked })}
      />
      <GradeFields
        grade={draft.grade}
        reason={draft.gradeReason}
        change={(grade, gradeReason) => change({ grade, gradeReason })}
        optional
      />
    </Stack>
  );
}
