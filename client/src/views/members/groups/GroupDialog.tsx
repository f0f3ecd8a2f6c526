import { Button, Modal, MultiSelect, Group as Row, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { PersonView } from '#shared/protocol/views.js';
import { ROLE_WORDS } from '../../../state/words.js';
import { Refusal } from '../../../ui/feedback.js';
import { useCommand } from '../../session/use-command.js';
import type { Group } from './GroupsPanel.js';

interface GroupDialogProps {
  /** Null makes a new one; undefined is closed. */
  readonly group: Group | null | undefined;
  readonly members: readonly PersonView[];
  readonly close: () => void;
}

export function GroupDialog({ group, members, close }: GroupDialogProps) {
  return (
    <Modal opened={group !== undefined} onClose={close} title={group ? `Change ${group.name}` : 'Make a group'}>
      {group !== undefined && <GroupForm group={group} members={members} close={close} />}
    </Modal>
  );
}

function GroupForm({ group, members, close }: { group: Group | null; members: readonly PersonView[]; close: () => void }) {
  const [name, setName] = useState(group?.name ?? '');
  const [chosen, setChosen] = useState<string[]>(group?.members.map(({ id }) => id) ?? []);
  const [reason, setReason] = useState('');
  const make = useCommand(routes.makeGroup);
  const change = useCommand(routes.changeGroup);
  const send = group === null ? make : change;
  const body = { name, members: chosen, reason };
  const submit = async (): Promise<void> => {
    const done =
      group === null ? await make.run({ body }) : await change.run({ params: { id: group.id }, body: { ...body, version: group.version } });
    if (done !== null) close();
  };
  const standing = members.filter((member) => !member.removed || chosen.includes(member.id));
  return (
    <Stack gap="sm">
      <TextInput
        label="Name"
        required
        data-autofocus
        maxLength={80}
        dir="auto"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <MultiSelect
        label="Members"
        description="An approval counts for the group while whoever gave it is a lead and in it."
        searchable
        data={standing.map((member) => ({ value: member.id, label: `${member.name}, ${ROLE_WORDS[member.role].name.toLowerCase()}` }))}
        value={chosen}
        onChange={setChosen}
      />
      <Textarea label="Reason" required dir="auto" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Refusal error={send.error} title={group === null ? 'Not made' : 'Not changed'} />
      <Row justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" loading={send.busy} disabled={name.trim() === '' || reason.trim() === ''} onClick={() => void submit()}>
          {group === null ? 'Make the group' : 'Change the group'}
        </Button>
      </Row>
    </Stack>
  );
}
