import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Rights, type RightsChange } from '../../server/src/identity/rights.js';
import { SIGN_IN_LIMITS } from '../../server/src/identity/sign-in/sign-in.service.js';
import { cookieOf, memberFrom, PASSWORD, startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
before(async () => {
  server = await startTestServer();
});

test('AU9 the first admin is made once: while there is no team, and never again', async () => {
  const needed = await server.send('GET', '/api/setup');
  assert.deepEqual(needed.body, { needed: true });
  await server.member('admin');
  assert.deepEqual((await server.send('GET', '/api/setup')).body, { needed: false });
  const again = await server.send('POST', '/api/setup', {
    body: { teamName: 'Second', name: 'Eve', email: 'eve@example.org', password: PASSWORD },
  });
  assert.equal(again.status, 409);
  assert.equal(again.body.code, 'already-set-up');
});

test('AU9 of many set-ups at once exactly one makes the team', async () => {
  const fresh = await startTestServer();
  const bodies = [1, 2, 3, 4].map((n) => ({ teamName: `T${n}`, name: `A${n}`, email: `a${n}@example.org`, password: PASSWORD }));
  const answers = await Promise.all(bodies.map((body) => fresh.send('POST', '/api/setup', { body })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409]);
  await fresh.stop();
});

test('AU3 the cookie is HttpOnly, SameSite=Strict, and stored only as a hash', async () => {
  const checker = await server.member('checker');
  const answer = await server.send('POST', '/api/session', { body: { email: checker.email, password: PASSWORD } });
  const [session = '', device = ''] = answer.headers.getSetCookie();
  assert.match(session, /^assay_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
  assert.match(device, /^assay_device=[\w-]{22}\.[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
  const token = cookieOf(answer).split('=')[1] ?? '';
  const source = await server.database.source();
  const found = await source.query<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM session WHERE encode(token_sha256, 'escape') LIKE '%' || $1 || '%'`,
    [token],
  );
  assert.equal(found[0]?.n, 0);
});

test('AU3 with an https address the cookie is bound to the host and sent over TLS only', async () => {
  const secure = await startTestServer({ PUBLIC_URL: 'https://assay.example.org' });
  const answer = await secure.send('POST', '/api/setup', {
    headers: { origin: 'https://assay.example.org' },
    body: { teamName: 'T', name: 'A', email: 'a@example.org', password: PASSWORD },
  });
  assert.match(answer.headers.get('set-cookie') ?? '', /^__Host-assay_session=.*; Secure$/);
  assert.match(answer.headers.get('strict-transport-security') ?? '', /max-age/);
  await secure.stop();
});

test('AU3 a session ends by signing out, and its sockets are told', async () => {
  const checker = await server.member('checker');
  const changes: RightsChange[] = [];
  const off = server.app.get(Rights).onChanged((change) => changes.push(change));
  assert.equal((await server.send('GET', '/api/session', { as: checker })).status, 200);
  assert.equal((await server.send('DELETE', '/api/session', { as: checker })).status, 200);
  assert.equal((await server.send('GET', '/api/session', { as: checker })).status, 401);
  assert.ok(changes.some((change) => 'sessionHash' in change));
  off();
});

test('AU3 a session ends when it was idle too long, and at its absolute end', async () => {
  const checker = await server.member('checker');
  const source = await server.database.source();
  await source.query(`UPDATE session SET seen_at = now() - interval '4 days' WHERE user_id = $1`, [checker.id]);
  assert.equal((await server.send('GET', '/api/session', { as: checker })).status, 401);
  const other = await server.member('checker');
  await source.query(
    `UPDATE session SET opened_at = now() - interval '20 days', expires_at = now() - interval '1 second' WHERE user_id = $1`,
    [other.id],
  );
  assert.equal((await server.send('GET', '/api/session', { as: other })).status, 401);
});

test('AU3 the cookie twice, a foreign token and nonsense prove nothing', async () => {
  const checker = await server.member('checker');
  for (const cookie of [
    `${checker.cookie}; ${checker.cookie}`,
    `assay_session=${'A'.repeat(43)}`,
    'assay_session=',
    `x=${checker.cookie}`,
  ]) {
    assert.equal((await server.send('GET', '/api/session', { headers: { cookie } })).status, 401, cookie);
  }
});

test('AU8 wrong passwords are counted for the account, also when sent at once', async () => {
  const checker = await server.member('checker');
  const attempt = (): Promise<{ status: number }> =>
    server.send('POST', '/api/session', { body: { email: checker.email, password: 'wrong password' } });
  const answers = await Promise.all(Array.from({ length: SIGN_IN_LIMITS.account + 5 }, attempt));
  assert.equal(answers.filter(({ status }) => status === 401).length, SIGN_IN_LIMITS.account);
  assert.equal(answers.filter(({ status }) => status === 429).length, 5);
  const right = await server.send('POST', '/api/session', { body: { email: checker.email, password: PASSWORD } });
  assert.equal(right.status, 429);
  assert.ok(Number(right.headers.get('retry-after')) > 0);
});

test('AU8 the answer does not tell who has an account', async () => {
  const checker = await server.member('checker');
  const known = await server.send('POST', '/api/session', { body: { email: checker.email, password: 'wrong password' } });
  const unknown = await server.send('POST', '/api/session', { body: { email: 'nobody@example.org', password: 'wrong password' } });
  assert.deepEqual(known.body, unknown.body);
  assert.equal(known.status, unknown.status);
});

test('AU10 an invitation works once, and its link is shown once', async () => {
  const admin = await server.member('admin');
  const body = { name: 'Ivy', email: 'Ivy@Example.org', role: 'lead' };
  const invited = await server.send('POST', '/api/invitations', { as: admin, body });
  const link = String(invited.body['link']);
  assert.match(link, /^http:\/\/localhost:\d+\/invitation\/[\w-]{43}$/);
  const listed = await server.send('GET', '/api/members', { as: admin });
  assert.ok(!JSON.stringify(listed.body).includes(link.split('/').at(-1) ?? '-'));
  const token = link.split('/').at(-1);
  const accepted = await server.send('POST', '/api/invitations/acceptance', { body: { token, password: PASSWORD } });
  assert.equal(memberFrom(accepted, 'ivy@example.org').role, 'lead');
  const again = await server.send('POST', '/api/invitations/acceptance', { body: { token, password: PASSWORD } });
  assert.equal(again.body.code, 'invitation-invalid');
  const taken = await server.send('POST', '/api/invitations', { as: admin, body });
  assert.equal(taken.body.code, 'email-taken');
  const checker = await server.member('checker');
  const seen = await server.send('GET', '/api/members', { as: checker });
  assert.deepEqual(seen.body['invitations'], []);
  assert.ok(!JSON.stringify(seen.body).includes('ivy@example.org'), 'e-mail addresses are for admins');
});

test('AU5 the last admin can neither be demoted nor removed, nor by a way around the service', async () => {
  const admin = await server.member('admin');
  const path = `/api/members/${admin.id}`;
  const demoted = await server.send('POST', `${path}/role`, { as: admin, body: { role: 'checker', password: PASSWORD } });
  assert.equal(demoted.body.code, 'last-admin');
  const removed = await server.send('POST', `${path}/removal`, { as: admin, body: { reason: 'leaving', password: PASSWORD } });
  assert.equal(removed.body.code, 'last-admin');
  const source = await server.database.source();
  await assert.rejects(source.query(`UPDATE member SET role = 'checker' WHERE id = $1`, [admin.id]), /at least one admin/);
});

test('AU5 a role change needs the password again, is in force at once, and is told', async () => {
  const admin = await server.member('admin');
  const checker = await server.member('checker');
  const changes: RightsChange[] = [];
  const off = server.app.get(Rights).onChanged((change) => changes.push(change));
  const path = `/api/members/${checker.id}/role`;
  const wrong = await server.send('POST', path, { as: admin, body: { role: 'auditor', password: 'not this one' } });
  assert.equal(wrong.body.code, 'password-wrong');
  const done = await server.send('POST', path, { as: admin, body: { role: 'auditor', password: PASSWORD } });
  assert.equal(done.status, 200);
  assert.deepEqual(changes, [{ userId: checker.id }]);
  const write = await server.send('POST', '/api/articles', { as: checker, body: { text: 'Some words here.' } });
  assert.equal(write.body.code, 'not-permitted');
  off();
});

test('AU6 a removed member is out at once; their name stays with their work', async () => {
  const admin = await server.member('admin');
  const checker = await server.member('checker', 'Rem Oved');
  const imported = await server.send('POST', '/api/articles', {
    as: checker,
    body: { text: 'A mayor said words. Others wrote them down.' },
  });
  assert.equal(imported.status, 200, JSON.stringify(imported.body));
  const removal = await server.send('POST', `/api/members/${checker.id}/removal`, {
    as: admin,
    body: { reason: 'left the desk', password: PASSWORD },
  });
  assert.equal(removal.status, 200, JSON.stringify(removal.body));
  assert.equal((await server.send('GET', '/api/session', { as: checker })).status, 401);
  assert.equal((await server.send('POST', '/api/session', { body: { email: checker.email, password: PASSWORD } })).status, 401);
  const article = await server.send('GET', `/api/articles/${String(imported.body['id'])}`, { as: admin });
  assert.deepEqual(article.body['importedBy'], { id: checker.id, name: 'Rem Oved', role: 'checker', removed: true });
});

test('AU11 a policy is never changed, only followed by its next version', async () => {
  const admin = await server.member('admin');
  const body = {
    scale: { id: 'six-step', version: 1 },
    blindOpinions: false,
    opinionsNeeded: 2,
    publicNames: 'roles',
    reason: 'Agreed in the morning meeting.',
  };
  const before = await server.send('GET', '/api/policy', { as: admin });
  const key = 'policy-change-1';
  const done = await server.send('POST', '/api/policy', { as: admin, body, headers: { 'idempotency-key': key } });
  const again = await server.send('POST', '/api/policy', { as: admin, body, headers: { 'idempotency-key': key } });
  assert.deepEqual(again.body, done.body);
  const after = await server.send('GET', '/api/policy', { as: admin });
  assert.equal(after.body['version'], Number(before.body['version']) + 1);
  const source = await server.database.source();
  await assert.rejects(source.query('UPDATE policy_version SET blind_opinions = true'), /permission denied/);
  const unknown = await server.send('POST', '/api/policy', { as: admin, body: { ...body, scale: { id: 'none', version: 1 } } });
  assert.equal(unknown.body.code, 'rating-unknown');
});
