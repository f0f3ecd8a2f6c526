import { Button, PasswordInput, Stack, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import { call } from '../../api/call.js';
import { queryKeys } from '../../state/query-keys.js';
import { ROLE_WORDS } from '../../state/words.js';
import { Loading, Refusal } from '../../ui/feedback.js';
import { Doorway } from './Doorway.js';
import { SetUp } from './SetUp.js';
import { useCommand } from './use-command.js';

export function SignIn() {
  const setUp = useQuery({ queryKey: queryKeys.setUp, queryFn: ({ signal }) => call(routes.setUpState, { signal }) });
  if (setUp.isPending) return <Loading what="the door" />;
  if (setUp.data?.needed === true) return <SetUp />;
  return <SignInForm demo={setUp.data?.demo ?? []} />;
}

type DemoPerson = { readonly name: string; readonly email: string; readonly role: keyof typeof ROLE_WORDS };

function SignInForm({ demo }: { demo: readonly DemoPerson[] }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useCommand(routes.signIn);
  const queryClient = useQueryClient();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const session = await signIn.run({ body: { email: email.trim(), password } });
    if (session !== null) queryClient.setQueryData(queryKeys.session, session);
  };
  return (
    <Doorway title="Sign in" lead="Read together, weigh the evidence, and keep the reasons.">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={(e) => setEmail(e.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(e) => setPassword(e.currentTarget.value)}
          />
          <Refusal error={signIn.error} title="Not signed in" />
          <Button type="submit" variant="filled" size="sm" loading={signIn.busy}>
            Sign in
          </Button>
        </Stack>
      </form>
      {demo.length > 0 && <DemoPeople demo={demo} choose={setEmail} />}
    </Doorway>
  );
}

function DemoPeople({ demo, choose }: { demo: readonly DemoPerson[]; choose: (email: string) => void }) {
  return (
    <section aria-labelledby="demo-people" style={{ marginTop: 28 }}>
      <h2 id="demo-people" className="soft" style={{ fontSize: '0.8125rem', fontWeight: 500, margin: '0 0 4px' }}>
        This is the demo team. Choose a person; the password is in the README.
      </h2>
      <ul className="plain-list">
        {demo.map((person) => (
          <li key={person.email} style={{ borderTop: '1px solid var(--hair)' }}>
            <UnstyledButton onClick={() => choose(person.email)} w="100%" py={6}>
              <span style={{ fontWeight: 500 }}>{person.name}</span>{' '}
              <span className="soft">{ROLE_WORDS[person.role].name.toLowerCase()}</span>
              <span className="soft" style={{ display: 'block', fontSize: '0.8125rem' }}>
                {person.email}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
