import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { wordingOf } from '#shared/document/layout.js';
import { addParagraph } from '../support/newsroom.js';
import { SocketSide, Typist, until } from '../support/socket-side.js';
import { cookieOf, type Member, PASSWORD, startTestServer } from '../support/test-server.js';

const server = await startTestServer();
const admin = await server.member('admin');
const source = await server.database.source();

const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  server.send('POST', '/api/session', { body: { email, password }, headers });
const whoami = (cookie: string) => server.send('GET', '/api/session', { headers: { cookie } });

test('AU3 a session ends with sign-out, with its idle limit and with its life, and does not come back', async () => {
  const member = await server.member('checker', 'Ends');
  assert.equal((await whoami(member.cookie)).status, 200);
  assert.equal((await server.send('DELETE', '/api/session', { as: member })).status, 200);
  assert.equal((await whoami(member.cookie)).status, 401, 'reuse after sign-out');
  for (const [what, sql] of [
    ['idle', `UPDATE session SET seen_at = now() - interval '3 days 1 minute' WHERE user_id = $1`],
    ['over', `UPDATE session SET opened_at = now() - interval '15 days', expires_at = now() - interval '1 second' WHERE user_id = $1`],
  ] as const) {
    const cookie = cookieOf(await signIn(member.email, PASSWORD));
    assert.equal((await whoami(cookie)).status, 200, `control: before it is ${what}`);
    await source.query(sql, [member.id]);
    assert.equal((await whoami(cookie)).status, 401, what);
    await assert.rejects(SocketSide.open(server.url, cookie), what);
  }
});

test('AU3 signing in makes a new session, ends the one it was sent with, and takes no token from outside', async () => {
  const member = await server.member('checker', 'Fixed');
  const planted = `assay_session=${'A'.repeat(43)}`;
  const answer = await signIn(member.email, PASSWORD, { cookie: planted });
  const cookie = cookieOf(answer);
  assert.notEqual(cookie, planted);
  assert.equal((await whoami(planted)).status, 401);
  const next = cookieOf(await signIn(member.email, PASSWORD, { cookie }));
  assert.notEqual(next, cookie);
  assert.equal((await whoami(cookie)).status, 401, 'the session before it');
  assert.equal((await whoami(next)).status, 200);
  assert.match(answer.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Strict/);
});

test('AU3 a cookie sent twice, cut, long, quoted or under another name proves nothing', async () => {
  const member = await server.member('checker', 'Twice');
  const token = member.cookie.split('=')[1] ?? '';
  for (const cookie of [
    `${member.cookie}; ${member.cookie}`,
    `assay_session=${'A'.repeat(43)}; ${member.cookie}`,
    `${member.cookie}; assay_session=`,
    `assay_session="${token}"`,
    `assay_session=${token.slice(0, -1)}`,
    `assay_session=${token}A`,
    `ASSAY_SESSION=${token}`,
    `__Host-assay_session=${token}`,
    `x_assay_session=${token}`,
    `assay_session=${token.toLowerCase()}`,
    `assay_session=${'A'.repeat(10_000)}`,
  ]) {
    assert.equal((await whoami(cookie)).status, 401, cookie.slice(0, 80));
  }
  assert.equal((await whoami(`other=1; ${member.cookie}; more=2`)).status, 200, 'control: among other cookies');
  const [stored] = await source.query<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM session WHERE encode(token_sha256, 'escape') LIKE $1`,
    [`%${token}%`],
  );
  assert.equal(stored?.n, 0, 'the token itself is stored nowhere');
});

test('AU8 the limit of wrong passwords holds for one account, whatever X-Forwarded-For says, in parallel too', async () => {
  const member = await server.member('checker', 'Guessed');
  const guesses = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      signIn(member.email, `wrong ${n}`, { 'x-forwarded-for': `10.0.0.${n}`, forwarded: `for=10.0.1.${n}`, 'x-real-ip': `10.0.2.${n}` }),
    ),
  );
  assert.equal(guesses.filter(({ status }) => status === 401).length, 10);
  assert.equal(guesses.filter(({ status }) => status === 429).length, 20);
  assert.equal(
    (await signIn(member.email, PASSWORD, { 'x-forwarded-for': '10.9.9.9' })).status,
    429,
    'the right password has to wait as well',
  );
  assert.equal((await signIn(` ${member.email.toUpperCase()} `.trim(), PASSWORD)).status, 429, 'under another spelling too');
});

test('AU8 the limit of one address counts over all accounts, and rotating X-Forwarded-For is no new address', async () => {
  const fresh = await startTestServer();
  await fresh.member('admin');
  const answers: number[] = [];
  for (let n = 0; n < 66; n += 1) {
    const body = { email: `nobody${n}@example.org`, password: 'wrong' };
    answers.push((await fresh.send('POST', '/api/session', { body, headers: { 'x-forwarded-for': `10.1.${n}.1` } })).status);
  }
  assert.deepEqual([answers.filter((status) => status === 401).length, answers.filter((status) => status === 429).length], [60, 6]);
});

/** A sign-in from another address of this machine, which no header can claim. */
function signInFrom(address: string, email: string, password: string, cookie = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const headers = { 'content-type': 'application/json', origin: server.url, cookie };
    const request = http.request(
      { host: hostname, port, path: '/api/session', method: 'POST', headers, localAddress: address },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    request.on('error', reject);
    request.end(JSON.stringify({ email, password }));
  });
}

const deviceOf = (answer: Awaited<ReturnType<typeof signIn>>): string =>
  answer.headers
    .getSetCookie()
    .find((one) => one.startsWith('assay_device='))
    ?.split(';')[0] ?? '';

test('AU8 whoever guesses locks nobody else out: not another address, not a browser in which the password was given before', async () => {
  const [member, other] = [await server.member('checker', 'Besieged'), await server.member('checker', 'Bystander')];
  const device = deviceOf(await signIn(member.email, PASSWORD));
  assert.match(device, /^assay_device=[\w-]{22}\.[\w-]{43}$/);
  const foreign = deviceOf(await signIn(other.email, PASSWORD));
  for (let n = 0; n < 12; n += 1) await signInFrom('127.0.0.9', member.email, `wrong ${n}`);
  assert.equal(await signInFrom('127.0.0.9', member.email, PASSWORD), 429, 'control: the guesser waits');
  assert.equal(await signInFrom('127.0.0.8', member.email, PASSWORD), 200, 'from another address');
  assert.equal(await signInFrom('127.0.0.9', member.email, PASSWORD, device), 200, 'from the same address, in a known browser');
  for (const [what, proof] of [
    ['another person’s', foreign],
    ['a made one', `assay_device=${'A'.repeat(22)}.${'A'.repeat(43)}`],
    ['one sent twice', `${device}; ${device}`],
    ['a changed number', device.replace(/=..../, '=AAAA')],
  ] as const)
    assert.equal(await signInFrom('127.0.0.9', member.email, PASSWORD, proof), 429, `control: ${what}`);
});

test('AU8 a known browser guesses no more often than others, and knows nothing any more when the password is another', async () => {
  const member = await server.member('checker', 'Lent');
  const device = deviceOf(await signIn(member.email, PASSWORD));
  const guesses: number[] = [];
  for (let n = 0; n < 12; n += 1) guesses.push(await signInFrom('127.0.0.7', member.email, `wrong ${n}`, device));
  assert.deepEqual([guesses.filter((status) => status === 401).length, guesses.filter((status) => status === 429).length], [10, 2]);
  assert.equal(await signInFrom('127.0.0.7', member.email, PASSWORD), 200, 'others still may');
  for (let n = 0; n < 12; n += 1) await signInFrom('127.0.0.6', member.email, `wrong ${n}`);
  await source.query(`UPDATE credential SET password_hash = (SELECT password_hash FROM credential WHERE user_id = $2) WHERE user_id = $1`, [
    member.id,
    admin.id,
  ]);
  assert.equal(await signInFrom('127.0.0.6', member.email, PASSWORD, device), 429, 'the proof was of the password before');
});

test('AU8 guesses that come from everywhere have a limit of their own', async () => {
  const member = await server.member('checker', 'Everywhere');
  await source.query(
    `INSERT INTO rate_limit (bucket, failures, window_ends_at) VALUES ('account:' || encode(sha256(convert_to($1, 'UTF8')), 'hex'), 199, now() + interval '5 minutes')`,
    [member.email],
  );
  assert.equal(await signInFrom('127.0.0.5', member.email, 'wrong'), 401);
  assert.equal(await signInFrom('127.0.0.4', member.email, 'wrong'), 429);
});

/** Acts that wait for a lock while the right to them is taken: the guard has let them in. */
for (const [what, role, send] of [
  [
    'an invitation',
    'admin',
    (as: Member) =>
      server.send('POST', '/api/invitations', { as, body: { name: 'Eve', email: `eve-${as.id}@example.org`, role: 'admin' } }),
  ],
  [
    'an imported article',
    'checker',
    (as: Member) =>
      server.send('POST', '/api/articles', { as, body: { title: 'Late', text: `Late\n\nThe bridge was closed to ${as.id}.` } }),
  ],
] as const) {
  for (const revoked of [true, false]) {
    test(`AU2 ${what} is ${revoked ? 'refused when the right to it was taken meanwhile' : 'stored when it was not (control)'}`, async () => {
      const member = await server.member(role, `Revoked ${what} ${String(revoked)}`);
      const held = source.createQueryRunner();
      await held.startTransaction();
      await held.query(`UPDATE member SET role = $2 WHERE id = $1`, [member.id, revoked ? 'auditor' : role]);
      const answer = send(member);
      const waiting = async (): Promise<boolean> => {
        const [row] = await source.query<{ n: number }[]>(
          `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')`,
        );
        return (row?.n ?? 0) > 0;
      };
      for (let tries = 0; !(await waiting()); tries += 1) {
        assert.ok(tries < 200, 'the act waits for the role');
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      await held.commitTransaction();
      await held.release();
      const { status, body } = await answer;
      assert.deepEqual(
        [status, body.code],
        revoked ? [403, 'not-permitted'] : [status === 200 ? 200 : 201, undefined],
        JSON.stringify(body),
      );
    });
  }
}

test('AU8 whether somebody has an account shows neither in the answer nor in its time', async () => {
  const fresh = await startTestServer();
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  const members: Member[] = [];
  for (let n = 0; n < 4; n += 1) members.push(await fresh.member('checker', `Timed ${n}`));
  for (let n = 0; n < 28; n += 1) {
    const kind = n % 2 === 0 ? 'known' : 'unknown';
    const email = kind === 'known' ? (members[(n / 2) % 4]?.email ?? '') : `nobody${n}@example.org`;
    const startedAt = performance.now();
    const answer = await fresh.send('POST', '/api/session', { body: { email, password: 'wrong password' } });
    times[kind].push(performance.now() - startedAt);
    assert.deepEqual([answer.status, answer.body.code, answer.body.message], [401, 'sign-in-failed', 'E-mail or password is wrong.']);
  }
  const median = (all: number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  const [known, unknown] = [median(times.known), median(times.unknown)];
  assert.ok(Math.max(known, unknown) < 2 * Math.min(known, unknown), `known ${known} ms, unknown ${unknown} ms`);
});

test('AU6 a removed member’s cookie opens nothing and their socket is closed', async () => {
  const member = await server.member('checker', 'Gone');
  const side = await SocketSide.open(server.url, member.cookie);
  const removed = await server.send('POST', `/api/members/${member.id}/removal`, {
    as: admin,
    body: { reason: 'Left.', password: PASSWORD },
  });
  assert.equal(removed.status, 200);
  assert.equal((await whoami(member.cookie)).status, 401);
  await until(() => side.closed, 'the socket is closed', 10_000);
  await assert.rejects(SocketSide.open(server.url, member.cookie));
  assert.equal((await signIn(member.email, PASSWORD)).status, 401);
});

test('AU6 a lead demoted while approving: the role at the moment of the act counts', async () => {
  const [lead, checker] = [await server.member('lead', 'Demoted'), await server.member('checker', 'Worker')];
  const { body: claim } = await server.send('POST', '/api/claims', { as: checker, body: { wording: 'In flight' } });
  const approve = server.send('POST', `/api/proposals/${String(claim['id'])}/approval`, {
    as: lead,
    body: { contentHash: '0'.repeat(64), password: PASSWORD },
  });
  // The guard lets the lead in; while the password is looked at, the role goes.
  await new Promise((resolve) => setTimeout(resolve, 10));
  await source.query(`UPDATE member SET role = 'auditor' WHERE id = $1`, [lead.id]);
  assert.notEqual((await approve).status, 200);
  const close = await server.send('POST', `/api/claims/${String(claim['id'])}/not-checkable`, {
    as: lead,
    body: { reason: 'opinion', explanation: 'x' },
  });
  assert.equal(close.status, 403);
});

/** What a right that was lost past this process does: by another node, by SQL, by time alone. */
for (const [what, sql] of [
  [
    'a session that came to its end',
    `UPDATE session SET opened_at = now() - interval '15 days', expires_at = now() - interval '1 second' WHERE user_id = $1`,
  ],
  ['a session ended by another node', 'DELETE FROM session WHERE user_id = $1'],
  ['a role changed by another node', `UPDATE member SET role = 'auditor' WHERE id = $1`],
] as const) {
  test(`AU6 an open socket does not outlive its right: ${what}`, { timeout: 240_000 }, async () => {
    const member = await server.member('checker', `Outlived ${what}`);
    const { body } = await server.send('POST', '/api/claims', { as: member, body: { wording: 'The bridge was closed' } });
    const side = await SocketSide.open(server.url, member.cookie);
    const typist = new Typist(side, await side.joined(`sheet/${String(body['id'])}`));
    assert.notEqual(await typist.edit((doc) => addParagraph(wordingOf(doc), 'x')), null, 'control: with the right it is stored');
    await source.query(sql, [member.id]);
    await until(() => side.closed, 'the socket is closed', 10_000);
    assert.equal(side.out.length, 1);
  });
}
