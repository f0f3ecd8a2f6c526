import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DissentData } from '#shared/protocol/views.js';
import { newsroom } from '../support/newsroom.js';
import { PASSWORD } from '../support/running-team.js';

const room = await newsroom();
const { amal, bo, leila, mikael, ines, tomas, carol } = room;
const everyoneElse = [amal, carol, leila, mikael, ines, tomas];
const source = await room.team.server.database.source();

async function dissented(): Promise<{ id: string; proposal: string; dissent: string }> {
  const id = await room.worked('The tunnel was closed');
  const proposal = await room.propose(amal, id);
  const { id: dissent } = await bo.post(`/api/proposals/${proposal}/dissents`, { rating: 'refuted', reason: 'One unnamed source.' });
  return { id, proposal, dissent };
}

/** What its author signed, as everyone reads it. */
async function signed(claimId: string): Promise<Pick<DissentData, 'reason' | 'hash' | 'rating' | 'by'>> {
  const [dissent] = (await room.view(ines, claimId)).dissents;
  assert.ok(dissent);
  return { reason: dissent.reason, hash: dissent.hash, rating: dissent.rating, by: dissent.by };
}

test('DS2 nobody else withdraws, changes or removes a dissent, whatever their role and route', async () => {
  const { id, proposal, dissent } = await dissented();
  const before = await signed(id);
  const state = async (): Promise<string | undefined> => (await room.view(ines, id)).dissents[0]?.state;
  for (const member of everyoneElse) {
    const withdrawn = await member.send('POST', `/api/dissents/${dissent}/withdrawal`, { reason: 'Not mine.' });
    assert.equal(withdrawn.status, 403, `${member.name}: ${JSON.stringify(withdrawn.body)}`);
    for (const method of ['PUT', 'PATCH', 'DELETE', 'POST']) {
      for (const path of [
        `/api/dissents/${dissent}`,
        `/api/proposals/${proposal}/dissents/${dissent}`,
        `/api/claims/${id}/dissents/${dissent}`,
      ]) {
        const answer = await member.send(method, path, { reason: 'Nothing.', rating: 'supported' });
        assert.ok(answer.status === 404 || answer.status === 405, `${method} ${path}: ${answer.status}`);
      }
    }
    const forged = await member.send('POST', `/api/proposals/${proposal}/dissents`, { rating: 'refuted', reason: 'As Bo.', by: bo.id });
    assert.equal(forged.status, member.role === 'auditor' || member.role === 'admin' ? 403 : 400);
  }
  assert.equal(await state(), 'open');
  assert.deepEqual(await signed(id), before);
  // Control: its author withdraws it; its words stay.
  await bo.post(`/api/dissents/${dissent}/withdrawal`, { reason: 'I was wrong.' });
  assert.equal(await state(), 'withdrawn');
  assert.deepEqual(await signed(id), before);
});

test('DS2 an admin answers and adopts no dissent; the end of its author’s membership does not end it', async () => {
  const { id, proposal, dissent } = await dissented();
  const before = await signed(id);
  for (const [path, body] of [
    [`/api/dissents/${dissent}/answer`, { answer: 'No.' }],
    [`/api/dissents/${dissent}/adoption`, { reason: 'No.' }],
    [`/api/proposals/${proposal}/return`, { comment: 'No.' }],
  ] as const) {
    for (const member of [tomas, ines, carol]) assert.equal((await member.send('POST', path, body)).status, 403, `${member.name} ${path}`);
  }
  const guest = await room.team.member('Guest', 'checker');
  await guest.post(`/api/proposals/${proposal}/dissents`, { rating: 'refuted', reason: 'I leave, this stays.' });
  await tomas.post(`/api/members/${guest.id}/removal`, { reason: 'Left.', password: PASSWORD });
  const [, second] = (await room.view(leila, id)).dissents;
  assert.deepEqual([second?.state, second?.by.name, second?.by.removed], ['open', 'Guest', true]);
  const answer = await room.approve(leila, id, proposal);
  assert.equal(answer.body['code'], 'dissent-open');
  assert.deepEqual(await signed(id), before);
});

test('DS2 the log keeps a dissent from the server’s own role: it is neither updated nor deleted', async () => {
  const { id } = await dissented();
  const before = await signed(id);
  for (const sql of [
    `DELETE FROM audit.entry WHERE type = 'DissentFiled'`,
    `UPDATE audit.entry SET type = 'DissentWithdrawn' WHERE type = 'DissentFiled'`,
    `UPDATE audit.payload SET body = '\\x00'`,
    'TRUNCATE audit.entry CASCADE',
    'ALTER TABLE audit.entry DISABLE TRIGGER ALL',
    `SET session_replication_role = 'replica'`,
    'DROP TRIGGER entry_append_only ON audit.entry',
    `INSERT INTO audit.entry (team_id) VALUES ('${id}')`,
    'SET ROLE assay_owner',
  ]) {
    await assert.rejects(source.query(sql), sql);
  }
  assert.deepEqual(await signed(id), before);
});

test('DS3 no way leads past an open dissent to an approval or a publication', async () => {
  const { id, proposal, dissent } = await dissented();
  const open = await room.approve(leila, id, proposal);
  assert.equal(open.body['code'], 'dissent-open');
  const { contentHash: seen } = await room.view(leila, id);
  const publish = await leila.send('POST', `/api/claims/${id}/publication`, { contentHash: seen });
  assert.equal(publish.body['code'], 'stage-refuses');
  const close = await carol.send('POST', `/api/claims/${id}/not-checkable`, { reason: 'opinion', explanation: 'To be rid of it.' });
  assert.equal(close.body['code'], 'stage-refuses');
  // Proposing anew, which replaces the proposal, does not shake it off.
  const again = await room.propose(amal, id);
  assert.equal((await room.approve(leila, id, again)).body['code'], 'dissent-open');
  await mikael.post(`/api/dissents/${dissent}/answer`, { answer: 'Considered.' });
  assert.equal((await room.approve(leila, id, again)).body['code'], 'dissent-open', 'answered, it needs a reason');
  for (const reason of ['', '   ', '\u00a0', '\u200b']) {
    const { contentHash } = await room.view(leila, id);
    const answer = await leila.send('POST', `/api/proposals/${again}/approval`, { contentHash, password: PASSWORD, reason });
    assert.notEqual(answer.status, 200, `a reason of ${JSON.stringify(reason)}`);
  }
  // Control: with a reason it is approved, and the dissent is published with it, word for word.
  const { contentHash } = await room.view(leila, id);
  await leila.post(`/api/proposals/${again}/approval`, { contentHash, password: PASSWORD, reason: 'The minutes are clear.' });
  await leila.post(`/api/claims/${id}/publication`, { contentHash });
  const slug = (await room.view(leila, id)).publications[0]?.slug;
  assert.match(await (await fetch(`${room.team.server.url}/v/${slug}`)).text(), /One unnamed source\./);
});

test('DS5 evidence and proposals of another claim are no part of a dissent', async () => {
  const { proposal, id } = await dissented();
  const other = await room.worked('Another claim');
  const foreign = (await room.view(amal, other)).evidence[0]?.id;
  const answer = await carol.send('POST', `/api/proposals/${proposal}/dissents`, { rating: 'refuted', reason: 'x', evidence: [foreign] });
  assert.equal(answer.body['code'], 'not-found');
  const own = (await room.view(amal, id)).evidence[0]?.id;
  await carol.post(`/api/proposals/${proposal}/dissents`, { rating: 'refuted', reason: 'x', evidence: [own] });
});
