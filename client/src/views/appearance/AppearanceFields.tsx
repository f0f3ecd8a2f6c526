import { ActionIcon, Button, Checkbox, Fieldset, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowLeft, IconPlus, IconX } from '@tabler/icons-react';
import { ATTITUDES, type Attitude } from '#shared/domain/appearance.js';
import { ATTITUDE_WORDS } from '../../state/words.js';

export interface StepDraft {
  readonly key: number;
  readonly name: string;
  readonly anonymous: boolean;
}
export interface AppearanceDraft {
  readonly attitude: Attitude;
  readonly attribution: readonly StepDraft[];
}

export function emptyAppearance(source: string | null): AppearanceDraft {
  return { attitude: 'asserts', attribution: source === null ? [] : [{ key: 0, name: source, anonymous: false }] };
}

/** The steps as they are sent: without empty ones. */
export function trimmedSteps(steps: readonly StepDraft[]): { name: string; anonymous: boolean }[] {
  return steps.filter((step) => step.name.trim() !== '').map(({ name, anonymous }) => ({ name: name.trim(), anonymous }));
}

/** What the article does with the claim, and through whom it says so. */
export function AppearanceFields({ draft, change }: { draft: AppearanceDraft; change: (draft: AppearanceDraft) => void }) {
  const setStep = (key: number, part: Partial<StepDraft>): void =>
    change({ ...draft, attribution: draft.attribution.map((step) => (step.key === key ? { ...step, ...part } : step)) });
  const add = (): void => {
    const key = Math.max(-1, ...draft.attribution.map((step) => step.key)) + 1;
    change({ ...draft, attribution: [...draft.attribution, { key, name: '', anonymous: false }] });
  };
  return (
    <Stack gap="sm">
      <Radio.Group
        label="Attitude"
        description="What the article does with the claim"
        value={draft.attitude}
        onChange={(value) => change({ ...draft, attitude: ATTITUDES.find((known) => known === value) ?? draft.attitude })}
      >
        <Stack gap={4} mt={6}>
          {ATTITUDES.map((attitude) => (
            <Radio
              key={attitude}
              size="xs"
              value={attitude}
              label={
                <span>
                  <strong style={{ fontWeight: 500 }}>{attitude}</strong> <span className="soft">{ATTITUDE_WORDS[attitude]}</span>
                </span>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      <Fieldset legend="Attribution chain" variant="unstyled">
        <Text c="dimmed" size="sm" mb={6}>
          Nearest to the reader first: the outlet, whom it cites, whom they cite.
        </Text>
        <Stack gap={6}>
          {draft.attribution.map((step, index) => (
            <Group key={step.key} gap={8} wrap="nowrap">
              {index > 0 && <IconArrowLeft size={14} aria-label="according to" style={{ flex: 'none' }} />}
              <TextInput
                size="xs"
                style={{ flex: 1 }}
                dir="auto"
                aria-label={`Step ${index + 1}`}
                placeholder={index === 0 ? 'The outlet' : 'Whom it cites'}
                value={step.name}
                onChange={(event) => setStep(step.key, { name: event.currentTarget.value })}
              />
              <Checkbox
                size="xs"
                label="unnamed"
                checked={step.anonymous}
                onChange={(event) => setStep(step.key, { anonymous: event.currentTarget.checked })}
              />
              <ActionIcon
                size="sm"
                aria-label={`Take away step ${index + 1}`}
                onClick={() => change({ ...draft, attribution: draft.attribution.filter((other) => other.key !== step.key) })}
              >
                <IconX size={14} />
              </ActionIcon>
            </Group>
          ))}
          {draft.attribution.length < 12 && (
            <Group>
              <Button variant="subtle" size="compact-xs" leftSection={<IconPlus size={12} aria-hidden />} onClick={add}>
                {draft.attribution.length === 0 ? 'Add who says so' : 'Add whom they cite'}
              </Button>
            </Group>
          )}
        </Stack>
      </Fieldset>
    </Stack>
  );
}
