import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { routes } from '#shared/protocol/routes.js';
import { queryKeys } from '../../state/query-keys.js';
import { Refusal } from '../../ui/feedback.js';
import { Doorway } from './Doorway.js';
import { passwordRule } from './SetUp.js';
import { useCommand } from './use-command.js';

/** Opened from an invitation link. */
export function Invitation({ token }: { token: string }) {
  const accept = useCommand(routes.acceptInvitation);
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const form = useForm({
    initialValues: { password: '', again: '' },
    validate: { password: passwordRule, again: (value, values) => (value === values.password ? null : 'The two are not the same') },
  });
  const submit = form.onSubmit(async ({ password }) => {
    const session = await accept.run({ body: { token, password } });
    if (session === null) return;
    queryClient.setQueryData(queryKeys.session, session);
    navigate('/', { replace: true });
  });
  return (
    <Doorway title="Join the team" lead="You were invited. Choose a password, and the desk is yours too.">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <PasswordInput
            label="Password"
            description="At least 10 characters"
            autoComplete="new-password"
            required
            autoFocus
            {...form.getInputProps('password')}
          />
          <PasswordInput label="The same again" autoComplete="new-password" required {...form.getInputProps('again')} />
          <Refusal error={accept.error} />
          <Button type="submit" variant="filled" size="sm" loading={accept.busy}>
            Join
          </Button>
        </Stack>
      </form>
    </Doorway>
  );
}
