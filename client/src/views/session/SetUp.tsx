import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { routes } from '#shared/protocol/routes.js';
import { queryKeys } from '../../state/query-keys.js';
import { Refusal } from '../../ui/feedback.js';
import { Doorway } from './Doorway.js';
import { useCommand } from './use-command.js';

export const passwordRule = (value: string): string | null => (value.length < 10 ? 'At least 10 characters' : null);

/** First run without the demo: makes the team and its first admin. */
export function SetUp() {
  const setUp = useCommand(routes.setUp);
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { teamName: '', name: '', email: '', password: '' },
    validate: { password: passwordRule },
  });
  const submit = form.onSubmit(async (body) => {
    const session = await setUp.run({ body });
    if (session !== null) queryClient.setQueryData(queryKeys.session, session);
  });
  return (
    <Doorway title="Set up your team" lead="A new workspace. The first person is its admin and invites the others.">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput label="Team" placeholder="Fact-checking desk" required autoFocus {...form.getInputProps('teamName')} />
          <TextInput label="Your name" autoComplete="name" required {...form.getInputProps('name')} />
          <TextInput label="E-mail" type="email" autoComplete="username" required {...form.getInputProps('email')} />
          <PasswordInput
            label="Password"
            description="At least 10 characters"
            autoComplete="new-password"
            required
            {...form.getInputProps('password')}
          />
          <Refusal error={setUp.error} />
          <Button type="submit" variant="filled" size="sm" loading={setUp.busy}>
            Make the team
          </Button>
        </Stack>
      </form>
    </Doorway>
  );
}
