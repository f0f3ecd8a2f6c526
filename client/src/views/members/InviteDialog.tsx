import { Button, Code, CopyButton, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { ROLES, type Role } from '#shared/domain/actor.js';
import { routes } from '#shared/protocol/routes.js';
import { dayWords, ROLE_WORDS } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';
import { useCommand } from '../session/use-command.js';

export function InviteDialog({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Invite a member">
      {opened && <InviteForm close={close} />}
    </Modal>
  );
}

function InviteForm({ close }: { close: () => void }) {
  const [made, setMade] = useState<{ link: string; name: string; expiresAt: string } | null>(null);
  const invite = useCommand(routes.inviteMember);
  const form = useForm<{ name: string; email: string; role: Role }>({ initialValues: { name: '', email: '', role: 'checker' } });
  const submit = form.onSubmit(async (body) => {
    const invitation = await invite.run({ body });
    if (invitation !== null) setMade({ link: invitation.link ?? '', name: invitation.name, expiresAt: invitation.expiresAt });
  });
  if (made !== null) return <MadeLink {...made} close={close} />;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
        <TextInput label="E-mail" type="email" required {...form.getInputProps('email')} />
        <RoleField role={form.values.role} change={(role) => form.setFieldValue('role', role)} />
        <Refusal error={invite.error} title="Not invited" />
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" variant="filled" loading={invite.busy}>
            Make the link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function MadeLink({ link, name, expiresAt, close }: { link: string; name: string; expiresAt: string; close: () => void }) {
  const address = new URL(link, window.location.origin).href;
  return (
    <Stack gap="sm">
      <Text>
        Send this link to {name}. It works once, until {dayWords(expiresAt)}, and is not shown again.
      </Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {address}
      </Code>
      <Group justify="flex-end" gap="xs">
        <CopyButton value={address}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy the link'}</Button>}
        </CopyButton>
        <Button variant="filled" onClick={close}>
          Done
        </Button>
      </Group>
    </Stack>
  );
}

export function RoleField({ role, change }: { role: Role; change: (role: Role) => void }) {
  return (
    <Radio.Group label="Role" value={role} onChange={(value) => change(ROLES.find((known) => known === value) ?? role)}>
      <Stack gap={6} mt={6}>
        {ROLES.map((known) => (
          <Radio
            key={known}
            size="xs"
            value={known}
            label={
              <span>
                <strong style={{ fontWeight: 500 }}>{ROLE_WORDS[known].name}</strong> <span className="soft">{ROLE_WORDS[known].does}</span>
              </span>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
