import { ActionIcon, Button, Fieldset, MultiSelect, NumberInput, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useGroups } from './use-groups.js';

/** So many approvals from members of these groups, by id. */
export interface Requirement {
  readonly approvals: number;
  readonly groups: string[];
}

interface GroupRequirementsProps {
  readonly value: readonly Requirement[];
  readonly approvalsNeeded: number;
  readonly change: (value: Requirement[]) => void;
}

/** How many of the approvals come from which groups; a line each. */
export function GroupRequirements({ value, approvalsNeeded, change }: GroupRequirementsProps) {
  const groups = useGroups();
  const known = groups.data?.groups ?? [];
  const set = (index: number, fields: Partial<Requirement>) =>
    change(value.map((one, place) => (place === index ? { ...one, ...fields } : one)));
  return (
    <Fieldset legend="Of the approvals, from groups" variant="unstyled">
      <Stack gap="xs" mt={4}>
        {value.map((requirement, index) => {
          const members = known.filter(({ id }) => requirement.groups.includes(id)).flatMap((group) => group.members);
          const leads = [...new Set(members.filter((one) => one.role === 'lead' && !one.removed).map(({ id }) => id))].length;
          const short = requirement.groups.length > 0 && leads < requirement.approvals;
          return (
            // A line has no name of its own; it is where it stands.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <div key={index} className="group-requirement">
              <NumberInput
                label="At least"
                min={1}
                max={Math.max(approvalsNeeded, 1)}
                value={requirement.approvals}
                onChange={(approvals) => set(index, { approvals: Number(approvals) || 1 })}
              />
              <MultiSelect
                label="from members of"
                placeholder={requirement.groups.length === 0 ? 'Choose groups' : ''}
                data={known.map(({ id, name }) => ({ value: id, label: name }))}
                value={requirement.groups}
                onChange={(chosen) => set(index, { groups: chosen })}
                error={
                  short
                    ? `There ${leads === 1 ? 'is only 1 lead' : leads === 0 ? 'is no lead' : `are only ${leads} leads`} among them.`
                    : null
                }
              />
              <ActionIcon
                variant="subtle"
                aria-label={`Ask nothing of them, line ${index + 1}`}
                onClick={() => change(value.filter((_, place) => place !== index))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </div>
          );
        })}
        {known.length === 0 ? (
          <Text size="sm" c="dimmed">
            Make a group above to ask approvals from it.
          </Text>
        ) : (
          <div>
            <Button
              size="compact-sm"
              leftSection={<IconPlus size={14} aria-hidden />}
              disabled={value.length >= 5}
              onClick={() => change([...value, { approvals: 1, groups: [] }])}
            >
              Ask approvals from a group
            </Button>
          </div>
        )}
      </Stack>
    </Fieldset>
  );
}
