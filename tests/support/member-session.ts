import assert from 'node:assert/strict';

export interface MemberSession {
  readonly cookie: string;
  readonly userId: string;
  readonly teamId: string;
  /** Of the admin who let the member in. */
  readonly adminCookie: string;
}

export const PASSWORD = 'correct horse battery staple';

interface Answer {
  readonly body: Record<string, unknown>;
  readonly cookie: string;
}

export async function post(url: string, path: string, body: unknown, cookie = '', origin = url): Promise<Answer> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify(body),
  });
  const reply = (await response.json()) as Record<string, unknown>;
  assert.equal(response.status, 200, `${path}: ${JSON.stringify(reply)}`);
  return {
    body: reply,
    cookie: response.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  };
}

/** Sets up an empty server through its own API and lets one member of that role in. */
export async function memberSession(url: string, role: 'checker' | 'lead' | 'auditor', origin = url): Promise<MemberSession> {
  const send = (path: string, body: unknown, cookie = ''): Promise<Answer> => post(url, path, body, cookie, origin);
  const admin = await send('/api/setup', { teamName: 'Test desk', name: 'Admin', email: 'admin@test.invalid', password: PASSWORD });
  const invitation = await send('/api/invitations', { name: `The ${role}`, email: `${role}@test.invalid`, role }, admin.cookie);
  const token = String(invitation.body['link']).split(/[/=]/).at(-1);
  const { body, cookie } = await send('/api/invitations/acceptance', { token, password: PASSWORD });
  const session = body as { user: { id: string }; team: { id: string } };
  return { cookie, userId: session.user.id, teamId: session.team.id, adminCookie: admin.cookie };
}
