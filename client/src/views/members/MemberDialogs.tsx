import { Button, Group, Modal, PasswordInput, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Role } from '#shared/domain/actor.js';
import { routes } from '#shared/protocol/routes.js';
import type { PersonView } from '#shared/protocol/views.js';
import { Refusal } from '../../ui/feedback.js';
import { useCommand } from '../session/use-command.js';
import { RoleField } from './InviteDialog.js';

export interface MemberAct {
  readonly kind: 'role' | 'remove';
  readonly member: PersonView;
}

export function MemberDialogs({ act, close }: { act: MemberAct | null; close: () => void }) {
  return (
    <Modal
      opened={act !== null}
      onClose={close}
      title={act?.kind === 'remove' ? `Remove ${act.member.name}` : `Role of ${act?.member.name ?? ''}`}
    >
      {act?.kind === 'role' && <RoleForm member={act.member} close={close} />}
      {act?.kind === 'remove' && <RemoveForm member={act.member} close={close} />}
    </Modal>
  );
}

function RoleForm({ member, close }: { member: PersonView; close: () => void }) {
  const [role, setRole] = useState<Role>(member.role);
  const [password, setPassword] = useState('');
  const send = useCommand(routes.changeRole);
  const submit = async (): Promise<void> => {
    if ((await send.run({ params: { id: member.id }, body: { role, password } })) !== null) close();
  };
  return (
    <Stack gap="sm">
      <RoleField role={role} change={setRole} />
      <Text c="dimmed">It counts at once, also for what {member.name} has open now.</Text>
      <Confirmed
        password={password}
        setPassword={setPassword}
        error={send.error}
        busy={send.busy}
        off={role === member.role}
        words="Change the role"
        close={close}
        submit={submit}
      />
    </Stack>
  );
}

function RemoveForm({ member, close }: { member: PersonView; close: () => void }) {
  const [reason, setReason] = useState('');
  const [password, setPassword] = useState('');
  const send = useCommand(routes.removeMember);
  const submit = async (): Promise<void> => {
    if ((await send.run({ params: { id: member.id }, body: { reason, password } })) !== null) close();
  };
  return (
    <Stack gap="sm">
      <Text>{member.name} is signed out everywhere at once. All they wrote, gave and signed stays, with their name.</Text>
      <Textarea
        label="Reason, for the record"
        required
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Confirmed
        password={password}
        setPassword={setPassword}
        error={send.error}
        busy={send.busy}
        off={reason.trim() === ''}
        words="Remove"
        close={close}
        submit={submit}
      />
    </Stack>
  );
}

interface ConfirmedProps {
  readonly password: string;
  readonly setPassword: (password: string) => void;
  readonly error: unknown;
  readonly busy: boolean;
  readonly off: boolean;
  readonly words: string;
  readonly close: () => void;
  readonly submit: () => Promise<void>;
}

function Confirmed({ password, setPassword, error, busy, off, words, close, submit }: ConfirmedProps) {
  return (
    <>
      <PasswordInput
        label="Your password, again"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Refusal error={error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" loading={busy} disabled={off || password === ''} onClick={() => void submit()}>
          {words}
        </Button>
      </Group>
    </>
  );
}
