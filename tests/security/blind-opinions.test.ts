import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentHash } from '#shared/log/hash.js';
import { routes } from '#shared/protocol/routes.js';
import { newsroom } from '../support/newsroom.js';
import type { Speaker } from '../support/running-team.js';
import { SocketSide, until } from '../support/socket-side.js';

const room = await newsroom();
const { amal, bo, carol, leila } = room;

/** Words that only Amal's opinion holds: its rating on the scale, and its reason. */
const SECRET = /refuted|Zanzibar/i;

/** Every GET route of the table, and the raw ones, as this member may read them, of this claim. */
async function everythingReadable(member: Speaker, claimId: string): Promise<string[]> {
  const read: string[] = [];
  for (const route of Object.values(routes)) {
    if (route.method !== 'GET' || route.path.startsWith('/api/policy')) continue;
    const queries = route.path.endsWith('/moment')
      ? ['?seq=0', '?seq=1', '?seq=9&document=notes']
      : ['', '?search=Zanzibar', '?search=refuted'];
    for (const query of queries) {
      const answer = await member.send('GET', route.path.replace(':id', claimId) + query);
      read.push(JSON.stringify(answer.body));
    }
  }
  return read;
}

/** A claim on which Amal has said "refuted" and why; every other word of it is innocent. */
async function secretlyOpined(): Promise<string> {
  const id = await room.worked('The harbour was closed on Monday');
  await amal.post(`/api/claims/${id}/opinions`, { rating: 'refuted', reason: 'Zanzibar minutes.' });
  return id;
}

test('VD8 a blind opinion reaches nobody who has not given theirs, by no route', async () => {
  const id = await secretlyOpined();
  for (const member of [bo, carol, leila]) {
    for (const answer of await everythingReadable(member, id)) assert.doesNotMatch(answer, SECRET, member.name);
  }
  // Control: the same search of everything finds it for its author, and for Bo once he has given his own.
  const found = async (member: Speaker): Promise<boolean> => (await everythingReadable(member, id)).some((answer) => SECRET.test(answer));
  assert.ok(await found(amal));
  await bo.post(`/api/claims/${id}/opinions`, { rating: 'supported' });
  assert.ok(await found(bo));
  assert.ok(!(await found(carol)), 'another’s opinion opens nothing for Carol');
});

test('VD8 news of an opinion says only that the claim changed', async () => {
  const id = await room.worked('The station was closed on Tuesday');
  const side = await SocketSide.open(room.team.server.url, carol.cookie);
  const answers: unknown[] = [];
  side.socket.onAny((...message: unknown[]) => answers.push(message));
  await amal.post(`/api/claims/${id}/opinions`, { rating: 'refuted', reason: 'Zanzibar minutes.' });
  await until(() => side.news.some(({ objects }) => objects.some((one) => one.id === id)), 'news of the claim');
  for (const { objects } of side.news)
    for (const object of objects)
      assert.deepEqual(
        Object.keys(object).toSorted((a, b) => (a < b ? -1 : 1)),
        ['id', 'type'],
      );
  assert.doesNotMatch(JSON.stringify(answers), SECRET);
  side.close();
});

test('VD8 refusals and replayed keys tell nothing of a blind opinion', async () => {
  const id = await secretlyOpined();
  const key = 'the-key-of-amals-opinion';
  await amal.post(`/api/claims/${id}/opinions`, { rating: 'refuted', reason: 'Zanzibar again.' }, key);
  const { contentHash: stale } = await room.view(carol, id);
  const attempts = [
    ['supported', 'x'],
    ['refuted', 'Zanzibar again.'],
  ].map(([rating, reason]) => carol.send('POST', `/api/claims/${id}/opinions`, { rating, reason }, key));
  const [other, same] = await Promise.all(attempts);
  // A right guess of the whole command is answered like a wrong one: the key is bound to its sender.
  assert.deepEqual([other?.body['code'], same?.body['code']], ['idempotency-mismatch', 'idempotency-mismatch']);
  assert.deepEqual(other?.body, same?.body);
  const unknown = await carol.send('POST', `/api/claims/${id}/opinions`, { rating: 'no-such-rating' });
  assert.equal(unknown.body['code'], 'rating-unknown');
  const changed = await carol.send('POST', `/api/claims/${id}/proposals`, { rating: 'supported', contentHash: stale });
  assert.equal(changed.body['code'], 'content-changed');
  assert.doesNotMatch(JSON.stringify(changed.body), SECRET);
});

test('VD8 a claim’s content, its hash and its log say the same whatever the blind opinion was', async () => {
  const id = await room.worked('The bridge was closed on Friday');
  const before = await room.view(carol, id);
  await amal.post(`/api/claims/${id}/opinions`, { rating: 'refuted', reason: 'Zanzibar minutes.' });
  const after = await room.view(carol, id);
  assert.equal(after.contentHash, before.contentHash);
  assert.equal(contentHash(after.content), after.contentHash);
  assert.deepEqual(after.gates, before.gates);
  assert.deepEqual([after.opinions.count, after.opinions.given, after.opinions.agreement], [1, [], null]);
  // The hash of the act is of its bytes with a nonce: every rating of the scale, hashed with the reason guessed, is not it.
  const { entries } = await carol.get<{ entries: { type?: string; hash?: string; detail?: string | null }[] }>(`/api/claims/${id}/history`);
  const opinions = entries.filter((entry) => entry.type === 'OpinionGiven');
  assert.equal(opinions.length, 2);
  assert.equal(new Set(opinions.map(({ hash }) => hash)).size, 2);
});

test('VD8 an approved verdict does not open the opinions to those who may still be asked for theirs', async () => {
  const id = await secretlyOpined();
  const approved = await room.approve(leila, id, await room.propose(amal, id));
  assert.equal(approved.status, 200, JSON.stringify(approved.body));
  for (const answer of await everythingReadable(carol, id)) assert.doesNotMatch(answer, SECRET);
});
