import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import * as Y from 'yjs';
import { rationaleOf } from '#shared/document/layout.js';
import type { Actor } from '#shared/domain/actor.js';
import { contentHash } from '#shared/log/hash.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { PASSWORD, runningTeam, type Speaker } from '../../../tests/support/running-team.js';
import { Database } from '../database/database.service.js';
import { DOCUMENTS, type Documents } from '../sync/documents.js';

const team = await runningTeam();
const amal = await team.member('Amal', 'checker');
const lead = await team.member('Leila', 'lead');
const second = await team.member('Mikael', 'lead');
const database = team.server.app.get(Database);

const view = (id: string): Promise<ClaimData> => amal.get(`/api/claims/${id}`);

async function proposed(): Promise<{ claim: string; proposal: string; seen: string }> {
  const { id: claim } = await amal.post('/api/claims', { wording: 'It is so' });
  await amal.post(`/api/claims/${claim}/evidence`, {
    kind: 'link',
    url: 'https://example.org/a',
    excerpt: 'It is so.',
    stance: 'supports',
  });
  await amal.post(`/api/claims/${claim}/opinions`, { rating: 'supported' });
  await writeRationale(amal, claim);
  const { content } = await view(claim);
  const { id: proposal } = await amal.post(`/api/claims/${claim}/proposals`, {
    rating: 'supported',
    contentHash: contentHash({ ...content, rating: 'supported' }),
  });
  return { claim, proposal, seen: (await view(claim)).contentHash };
}

async function writeRationale(member: Speaker, claim: string): Promise<void> {
  const documents: Documents = team.server.app.get(DOCUMENTS);
  const { team: one } = await member.get<{ team: { id: string } }>('/api/session');
  const actor: Actor = { userId: member.id, teamId: one.id, name: member.name, role: member.role, sessionHash: '00'.repeat(32) };
  await database.inTransaction((tx) =>
    documents.write(tx, actor, `sheet/${claim}`, (doc) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText('Because.')]);
      rationaleOf(doc).push([paragraph]);
    }),
  );
}

test('VD2 the database itself refuses an approval by a contributor or by a writer of the sheet', async () => {
  const { claim, proposal } = await proposed();
  const approve = (approver: string): Promise<unknown> =>
    database.inTransaction((tx) =>
      tx.query(
        'INSERT INTO approval (team_id, claim_id, seq, proposal_id, approver_id, content_hash, at) SELECT team_id, id, $2, $3, $4, $5, now() FROM claim WHERE id = $1',
        [claim, 1 + Math.floor(Math.random() * 1e6), proposal, approver, randomBytes(32)],
      ),
    );
  await assert.rejects(approve(amal.id), /approver-is-contributor/);
  await approve(second.id);
  await writeRationale(lead, claim);
  await assert.rejects(approve(lead.id), /approver-is-contributor/);
  for (const statement of [
    'UPDATE approval SET approver_id = gen_random_uuid()',
    'DELETE FROM approval',
    'DELETE FROM publication',
    'DELETE FROM capture',
  ]) {
    await assert.rejects(
      database.inTransaction((tx) => tx.query(statement)),
      /permission denied|append-only/,
      statement,
    );
  }
});

test('VD3 an approval and a change of the content at once: one of them sees the other', async () => {
  for (let round = 0; round < 8; round++) {
    const { claim, proposal, seen } = await proposed();
    const [approval, attached] = await Promise.all([
      lead.send('POST', `/api/proposals/${proposal}/approval`, { contentHash: seen, password: PASSWORD }),
      amal.send('POST', `/api/claims/${claim}/evidence`, { kind: 'quote', quote: 'Not so.', stance: 'refutes' }),
    ]);
    assert.equal(attached.status, 200);
    const after = await view(claim);
    if (approval.status === 200) {
      // The approval came first, so the evidence ended it.
      assert.equal(after.stage, 'proposed');
      assert.equal(after.proposals[0]?.approved, null);
    } else {
      assert.equal(approval.body['code'], 'content-changed');
    }
  }
});

test('VD5 two leads approve at once: one approval stands', async () => {
  const { claim, proposal, seen } = await proposed();
  const answers = await Promise.all(
    [lead, second].map((one) => one.send('POST', `/api/proposals/${proposal}/approval`, { contentHash: seen, password: PASSWORD })),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).sort((a, b) => a - b),
    [200, 409],
  );
  assert.equal((await view(claim)).stage, 'approved');
});

test('an id that names nothing, or another kind of thing, is not found', async () => {
  const { claim } = await proposed();
  assert.equal((await amal.send('GET', `/api/claims/${randomUUID()}`)).status, 404);
  assert.equal((await lead.send('POST', `/api/proposals/${claim}/return`, { comment: 'x' })).status, 404);
  assert.equal((await amal.send('POST', `/api/proposals/${claim}/return`, { comment: 'x' })).status, 403);
});

test('forty approvals at once are all answered: no request waits for a connection while it holds one', async () => {
  const { proposal, seen } = await proposed();
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => second.send('POST', `/api/proposals/${proposal}/approval`, { contentHash: seen, password: PASSWORD })),
  );
  assert.ok(answers.every(({ status }) => status === 200 || status === 409 || status === 429));
  assert.ok(answers.filter(({ status }) => status === 200).length <= 1);
});
