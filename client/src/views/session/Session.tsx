import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { Action } from '#shared/domain/permissions.js';
import { may, rolesThatMay } from '#shared/domain/permissions.js';
import { routes } from '#shared/protocol/routes.js';
import type { SessionData } from '#shared/protocol/views.js';
import { call } from '../../api/call.js';
import { RefusedByServer } from '../../state/call-errors.js';
import { queryKeys } from '../../state/query-keys.js';
import { ROLE_WORDS } from '../../state/words.js';
import { LoadFailed, Loading } from '../../ui/feedback.js';
import { PeopleProvider } from '../../ui/people.js';
import { LiveProvider } from './Live.js';
import { SignIn } from './SignIn.js';
import { useMembers } from './use-queries.js';

const SessionContext = createContext<SessionData | null>(null);

/** Who is signed in. */
export function useSession(): SessionData {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('a signed-in part of the screen stands outside SessionGate');
  return session;
}

/** Whether the person's role allows it, and otherwise the sentence that says who may. */
export function useRight(action: Action): { allowed: boolean; reason: string } {
  const { user } = useSession();
  const roles = rolesThatMay(action).map((role) => ROLE_WORDS[role].one);
  return {
    allowed: may(user, action),
    reason: `Your role is ${ROLE_WORDS[user.role].name.toLowerCase()}. Only ${roles.join(' or ')} may do this.`,
  };
}

/** Shows the sign-in while nobody is signed in, and everything else after. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useQuery({
    queryKey: queryKeys.session,
    queryFn: ({ signal }) => call(routes.session, { signal }).catch(nullWhenSignedOut),
    staleTime: 60_000,
  });
  if (session.isPending) return <Loading what="your desk" />;
  if (session.data === undefined) return <LoadFailed error={session.error} retry={() => void session.refetch()} what="desk" />;
  if (session.data === null) return <SignIn />;
  return (
    <SessionContext.Provider value={session.data}>
      <LiveProvider key={session.data.user.id} userId={session.data.user.id} waiting={<Loading what="the connection" />}>
        <Team>{children}</Team>
      </LiveProvider>
    </SessionContext.Provider>
  );
}

function Team({ children }: { children: ReactNode }) {
  const members = useMembers();
  const { user } = useSession();
  return <PeopleProvider members={members.data?.members ?? [user]}>{children}</PeopleProvider>;
}

function nullWhenSignedOut(error: unknown): null {
  if (error instanceof RefusedByServer && error.body.code === 'not-signed-in') return null;
  throw error;
}
