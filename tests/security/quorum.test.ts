import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newsroom } from '../support/newsroom.js';
import { PASSWORD, type Speaker } from '../support/running-team.js';

const RACES = 100;
const AT_ONCE = 4;

const room = await newsroom();
const { amal, leila, mikael, tomas } = room;
const nora = await room.team.member('Nora', 'lead');
const source = await room.team.server.database.source();
const teamId = (await amal.get<{ team: { id: string } }>('/api/session')).team.id;
const POLICY = { scale: { id: 'four-labels', version: 1 }, blindOpinions: true, opinionsNeeded: 1, publicNames: 'names' };
await tomas.post('/api/policy', { ...POLICY, approvalsNeeded: 2, reason: 'Two leads.' });

interface StoredApproval {
  readonly approver_id: string;
  readonly content_hash: Buffer;
}

const approvalsOf = (claimId: string): Promise<StoredApproval[]> =>
  source.query('SELECT approver_id, content_hash FROM approval WHERE claim_id = $1 ORDER BY seq', [claimId]);

async function race(n: number): Promise<void> {
  const id = await room.worked(`Quorum ${n}`);
  const proposal = await room.propose(amal, id);
  const { contentHash } = await room.view(leila, id);
  const leads: readonly Speaker[] = n % 2 === 0 ? [leila, mikael, nora, leila] : [nora, leila, leila, mikael];
  const answers = await Promise.all(
    leads.map((lead) => lead.send('POST', `/api/proposals/${proposal}/approval`, { contentHash, password: PASSWORD })),
  );
  const refused = answers.filter(({ status }) => status !== 200).map(({ body }) => String(body['code']));
  assert.equal(refused.length, 2, JSON.stringify(answers));
  for (const code of refused) assert.match(code, /^(?:already-approved|stage-refuses|proposal-closed)$/);
  const stored = await approvalsOf(id);
  assert.equal(new Set(stored.map(({ approver_id }) => approver_id)).size, 2, 'two different leads');
  assert.deepEqual(new Set(stored.map(({ content_hash }) => content_hash.toString('hex'))), new Set([contentHash]));
  assert.equal((await room.view(leila, id)).stage, 'approved');
}

test(`VD10 ${RACES} races of four approvals for a quorum of two: always two different leads, never more, of one content`, {
  timeout: 300_000,
}, async () => {
  for (let n = 0; n < RACES; n += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, (_, k) => race(n + k)));
});

/** A publication inserted past all code, as the role the server works with; rolled back. */
async function insertPublication(claimId: string, hash: string, policyVersion: number): Promise<string> {
  const runner = source.createQueryRunner();
  await runner.startTransaction();
  try {
    const snapshot = JSON.stringify({ contentHash: hash, policyVersion });
    await runner.query(
      `INSERT INTO publication (team_id, claim_id, version, slug, at, snapshot) VALUES ($1, $2, 99, 'past-the-code', now(), $3)`,
      [teamId, claimId, snapshot],
    );
    return 'inserted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

test('VD10 the database itself refuses a publication without its quorum, and one under a policy that is none', async () => {
  const id = await room.worked('Past the code');
  const proposal = await room.propose(amal, id);
  const { contentHash, policyVersion } = await room.view(leila, id);
  assert.match(await insertPublication(id, contentHash, policyVersion), /publication-without-quorum/);
  await leila.post(`/api/proposals/${proposal}/approval`, { contentHash, password: PASSWORD });
  assert.match(await insertPublication(id, contentHash, policyVersion), /publication-without-quorum/, 'one is not two');
  await mikael.post(`/api/proposals/${proposal}/approval`, { contentHash, password: PASSWORD });
  assert.match(await insertPublication(id, '0'.repeat(64), policyVersion), /publication-without-quorum/, 'of another content');
  assert.match(await insertPublication(id, contentHash, 999), /publication-without-quorum/, 'under no policy');
  assert.equal(await insertPublication(id, contentHash, policyVersion), 'inserted', 'control: with the quorum it is taken');
});

test('VD10 a quorum is published with every approver, and its refusals name who could', async () => {
  const id = await room.worked('Two names');
  const proposal = await room.propose(amal, id);
  const { contentHash } = await room.view(leila, id);
  await leila.post(`/api/proposals/${proposal}/approval`, { contentHash, password: PASSWORD });
  const again = await leila.send('POST', `/api/proposals/${proposal}/approval`, { contentHash, password: PASSWORD });
  assert.equal(again.body['code'], 'already-approved');
  assert.deepEqual((again.body['facts'] as { could: string[] }).could, ['Nora', 'mikael']);
  await nora.post(`/api/proposals/${proposal}/approval`, { contentHash, password: PASSWORD });
  await leila.post(`/api/claims/${id}/publication`, { contentHash });
  const { slug } = (await room.view(leila, id)).publications[0] ?? { slug: '' };
  const page = await (await fetch(`${room.team.server.url}/v/${slug}`)).text();
  assert.equal(page.match(/<dt>Approved by<\/dt>/g)?.length, 2);
});

test('AU11 a preview says which open claims a policy would block, and changes nothing', async () => {
  const id = await room.worked('Previewed');
  const before = await tomas.get('/api/policy');
  const ask = (fields: object) =>
    tomas.post<{ open: number; blocked: { id: string; gates: string[] }[] }>('/api/policy/preview', { ...POLICY, ...fields });
  const harmless = await ask({});
  assert.equal(harmless.blocked.length, 0);
  const strict = await ask({ evidenceNeeded: 3, claimantContact: true });
  const mine = strict.blocked.find((claim) => claim.id === id);
  assert.equal(mine?.gates.length, 2, JSON.stringify(strict));
  assert.match(mine?.gates.join(' ') ?? '', /1 of 3 pieces of evidence.*Nobody has asked the claimant/s);
  assert.deepEqual(await tomas.get('/api/policy'), before);
  assert.equal((await leila.send('POST', '/api/policy/preview', { ...POLICY })).status, 403);
});
