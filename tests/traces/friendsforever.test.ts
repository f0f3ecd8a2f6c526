import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { memberSession, PASSWORD, post } from '../support/member-session.js';
import { freePort } from '../support/processes/free-port.js';
import { startServerProcess } from '../support/processes/server-process.js';
import { freshDatabase } from '../support/test-database.js';
import { HeldClient, type HeldClientOptions } from './held-client.js';
import { readTraceOfTwo, type Step, traceFile } from './trace.js';

const TRACE = traceFile('friendsforever');
const DOCUMENT = 'bench/friends';

test('SY12 two real people’s session, typed through two clients over the wire, ends as it ended, also after a restart', {
  skip: !fs.existsSync(TRACE) && 'the traces are not beside the project',
  timeout: 300_000,
}, async () => {
  const { steps, endContent } = readTraceOfTwo(TRACE);
  const database = await freshDatabase();
  const env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, ASSAY_BENCH: '1', ASSAY_DEMO: '0' };
  const port = await freePort();
  let server = await startServerProcess(port, env);
  const opened: HeldClient[] = [];
  try {
    const friends = await bothFriends(server.url);
    const options = friends.map((friend) => ({ ...friend, url: server.url, document: DOCUMENT }));
    const clients = await openInTurn(options, opened);
    await replay(steps, clients);
    for (const client of clients) client.release();
    await until('all is saved', () => clients.every(({ session }) => session.pending === 0));
    await until('both show the end of the recording', () => clients.every(({ text }) => text === endContent));
    const lost = clients.map((client) => client.lost);
    assert.deepEqual(lost, [0, 0], 'no connection was lost: what each one saw when was as recorded');
    for (const client of clients) client.close();

    assert.equal(await server.stop(), 0);
    server = await startServerProcess(port, env);
    const [late] = await openInTurn(options.slice(0, 1), opened);
    assert.equal(late?.text, endContent);
  } finally {
    for (const client of opened) client.close();
    await server.kill();
  }
});

/** Each edit is made where its author made it: with exactly so much of the other one's on the screen. */
async function replay(steps: readonly Step[], clients: readonly HeldClient[]): Promise<void> {
  for (const { agent, seenOfOther, patches } of steps) {
    const client = clients[agent];
    assert.ok(client);
    await client.see(seenOfOther);
    client.edit(patches);
  }
}

/** Two checkers of one team, signed in. */
async function bothFriends(url: string): Promise<{ userId: string; cookie: string }[]> {
  const first = await memberSession(url, 'checker');
  const invited = { name: 'The friend', email: 'friend@test.invalid', role: 'checker' };
  const invitation = await post(url, '/api/invitations', invited, first.adminCookie);
  const token = String(invitation.body['link']).split(/[/=]/).at(-1);
  const { body, cookie } = await post(url, '/api/invitations/acceptance', { token, password: PASSWORD });
  return [first, { cookie, userId: (body as { user: { id: string } }).user.id }];
}

/** One after the other: of what both write at one place, that of the first comes first, as in the recording. */
async function openInTurn(all: readonly HeldClientOptions[], opened: HeldClient[]): Promise<HeldClient[]> {
  const clients: HeldClient[] = [];
  for (const options of all) {
    const client = new HeldClient(options);
    opened.push(client);
    await until('it is let in', () => client.session.ready);
    clients.push(client);
  }
  return clients;
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + 30_000;
  while (!holds()) {
    assert.ok(Date.now() < end, what);
    await pause(10);
  }
}
