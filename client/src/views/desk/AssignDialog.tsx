import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimRowData } from '#shared/protocol/views.js';
import { ROLE_WORDS } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';
import { useRight } from '../session/Session.js';
import { useCommand } from '../session/use-command.js';
import { useClaims, useMembers } from '../session/use-queries.js';

/** Who works on these claims. Each tick counts at once. */
export function AssignDialog({ rows, close }: { rows: readonly ClaimRowData[] | null; close: () => void }) {
  const members = useMembers();
  const right = useRight('claim.assign');
  const assign = useCommand(routes.assignMember);
  const live = useClaims().data?.claims ?? [];
  const claims = live.filter((claim) => rows?.some((row) => row.id === claim.id) === true);
  const able = (members.data?.members ?? []).filter((member) => !member.removed && (member.role === 'checker' || member.role === 'lead'));
  const set = async (userId: string, assigned: boolean): Promise<void> => {
    for (const claim of claims) await assign.run({ params: { id: claim.id }, body: { userId, assigned } });
  };
  return (
    <Modal
      opened={claims.length > 0}
      onClose={close}
      title={claims.length === 1 ? `Assign claim #${claims[0]?.number}` : `Assign ${claims.length} claims`}
      size="sm"
    >
      <Stack gap="sm">
        {!right.allowed && <Text c="dimmed">{right.reason}</Text>}
        {able.map((member) => {
          const on = claims.filter((claim) => claim.assigned.some((person) => person.id === member.id)).length;
          return (
            <Checkbox
              key={member.id}
              label={`${member.name}, ${ROLE_WORDS[member.role].name.toLowerCase()}`}
              checked={on === claims.length && on > 0}
              indeterminate={on > 0 && on < claims.length}
              disabled={!right.allowed || assign.busy}
              onChange={(event) => void set(member.id, event.currentTarget.checked)}
            />
          );
        })}
        <Refusal error={assign.error} />
        <Group justify="flex-end">
          <Button onClick={close}>Done</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
