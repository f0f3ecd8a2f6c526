import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import pg from 'pg';
import type { Actor } from '#shared/domain/actor.js';
import { canonicalJson } from '#shared/log/canonical-json.js';
import { freshDatabase } from '../../../tests/support/test-database.js';
import { Refused } from '../transport/refused.js';
import { type LedgerObject, makeEntry } from './leaf.js';
import { Ledger } from './ledger.service.js';
import { appendLeaf, lockChain } from './ledger.store.js';

const database = await freshDatabase();
const source = await database.source();
const ledger = new Ledger();
const actor: Actor = { userId: randomUUID(), teamId: randomUUID(), name: 'Amal', role: 'checker', sessionHash: 'ab'.repeat(32) };

const verify = () => source.transaction((tx) => ledger.verify(tx));

function claim(): LedgerObject {
  return { type: 'claim', id: randomUUID() };
}

async function append(object: LedgerObject, ...types: string[]): Promise<void> {
  const events = types.map((type, index) => ({ type, data: { index, note: 'kept' } }));
  await source.transaction((tx) => ledger.append(tx, actor, object, events, randomUUID()));
}

test('LG1 an entry is canonical JSON of at most 8 KiB whose hash the database computes itself', async () => {
  const object = claim();
  await append(object, 'ClaimOpened');
  const [row]: { leaf: Buffer }[] = await source.query('SELECT leaf FROM audit.entry WHERE object_id = $1', [object.id]);
  const text = row?.leaf.toString('utf8') ?? '';
  assert.equal(canonicalJson(JSON.parse(text)), text);
  await assert.rejects(
    source.transaction((tx) => ledger.append(tx, actor, claim(), [{ type: `X${'x'.repeat(9000)}`, data: {} }], randomUUID())),
    /at most 8192 bytes/,
  );
});

test('LG2 the chain of an object has no gap and no fork, also when twenty append at once', async () => {
  const object = claim();
  await Promise.all(Array.from({ length: 20 }, () => append(object, 'First', 'Second')));
  const entries = await source.transaction((tx) => ledger.read(tx, actor.teamId, object));
  assert.deepEqual(
    entries.map(({ seq }) => seq),
    Array.from({ length: 40 }, (_, index) => index + 1),
  );
  for (const [index, entry] of entries.entries()) assert.ok(index === 0 || entry.at >= (entries[index - 1]?.at ?? ''));
  assert.equal((await verify()).ok, true);
});

test('LG3 an act that is rolled back leaves nothing in the log', async () => {
  const object = claim();
  await assert.rejects(
    source.transaction(async (tx) => {
      await ledger.append(tx, actor, object, [{ type: 'ClaimOpened', data: {} }], randomUUID());
      throw new Error('changed its mind');
    }),
  );
  assert.deepEqual(await source.transaction((tx) => ledger.read(tx, actor.teamId, object)), []);
});

test('LG2 the database refuses an entry that lies about its place, its time, its log or its payload', async () => {
  const object = claim();
  await append(object, 'ClaimOpened');
  const lies: { name: string; forge: (leaf: Record<string, object>) => unknown; expected: RegExp }[] = [
    { name: 'seq', forge: (leaf) => ({ ...leaf, object: { ...leaf['object'], seq: 7 } }), expected: /out of order/ },
    {
      name: 'prev',
      forge: (leaf) => ({ ...leaf, object: { ...leaf['object'], prev: '00'.repeat(32) } }),
      expected: /does not follow/,
    },
    { name: 'at', forge: (leaf) => ({ ...leaf, at: '2001-01-01T00:00:00.000Z' }), expected: /time/ },
    { name: 'future', forge: (leaf) => ({ ...leaf, at: '2999-01-01T00:00:00.000Z' }), expected: /time/ },
    { name: 'log', forge: (leaf) => ({ ...leaf, log: `assay/${randomUUID()}` }), expected: /another log/ },
    { name: 'payload', forge: (leaf) => ({ ...leaf, payload: { sha256: '00'.repeat(32), len: 2 } }), expected: /payload/ },
  ];
  for (const { name, forge, expected } of lies) {
    const attempt = source.transaction(async (tx) => {
      const head = await lockChain(tx, actor.teamId, object);
      const { leaf, payload } = makeEntry(actor, object, head, { type: 'Forged', data: {} }, randomUUID(), randomBytes(16));
      const forged = canonicalJson(forge(JSON.parse(new TextDecoder().decode(leaf)) as Record<string, object>));
      await appendLeaf(tx, actor.teamId, new TextEncoder().encode(forged), payload);
    });
    await assert.rejects(attempt, expected, name);
  }
  assert.equal((await verify()).ok, true);
});

const TAMPERINGS: readonly string[] = [
  `UPDATE audit.entry SET type = 'Other'`,
  'DELETE FROM audit.entry',
  'TRUNCATE audit.entry CASCADE',
  `UPDATE audit.payload SET body = '{}'`,
  'DELETE FROM audit.payload',
  'TRUNCATE audit.payload CASCADE',
  'UPDATE audit.chain SET seq = 0',
  'DELETE FROM audit.chain',
  'DELETE FROM audit.receipt',
  `UPDATE audit.receipt SET receipt = '{}'`,
  `INSERT INTO audit.chain (team_id, object_type, object_id) VALUES (gen_random_uuid(), 'claim', gen_random_uuid())`,
  `INSERT INTO audit.payload (sha256, body) VALUES (sha256('x'), 'x')`,
  'ALTER TABLE audit.entry DISABLE TRIGGER ALL',
  'DROP TRIGGER entry_append_only ON audit.entry',
  'DROP TABLE audit.entry',
  'SET session_replication_role = replica',
  `CREATE FUNCTION audit.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
];

test('LG7 the database itself refuses every tampering that the server’s role could try', async () => {
  await append(claim(), 'ClaimOpened');
  for (const statement of TAMPERINGS) {
    await assert.rejects(source.query(statement), /permission denied|must be owner|append-only|moves forward/, statement);
  }
  assert.equal((await verify()).ok, true);
});

test('LG6, LG7 the owner is stopped by the triggers too, and what they do without them is found', async () => {
  const object = claim();
  await append(object, 'ClaimOpened', 'OpinionGiven', 'VerdictProposed');
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    await assert.rejects(owner.query(`UPDATE audit.entry SET type = 'Other' WHERE object_id = $1`, [object.id]), /append-only/);
    await assert.rejects(owner.query('TRUNCATE audit.entry'), /append-only/);
    await owner.query('ALTER TABLE audit.entry DISABLE TRIGGER entry_append_only');
    await owner.query(`UPDATE audit.entry SET actor_id = $2 WHERE object_id = $1 AND seq = 2`, [object.id, randomUUID()]);
    const changed = await verify();
    assert.equal(changed.ok, false);
    assert.ok(!changed.ok && changed.object === `claim ${object.id}, act 2` && changed.problem.includes('actor'));
    await owner.query('UPDATE audit.entry SET actor_id = $2 WHERE object_id = $1', [object.id, actor.userId]);
    assert.equal((await verify()).ok, true);
    await owner.query('DELETE FROM audit.entry WHERE object_id = $1 AND seq = 3', [object.id]);
    const cut = await verify();
    assert.ok(!cut.ok && cut.problem === 'its chain ends at act 2, but its head says 3');
  } finally {
    await owner.end();
  }
});

/** Acts under a key are a member's. */
async function join(): Promise<void> {
  const { teamId, userId, name, role } = actor;
  await source.query('INSERT INTO team (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING', [teamId, 'Desk']);
  await source.query('INSERT INTO member (id, team_id, name, email, role) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
    userId,
    teamId,
    name,
    'amal@example.org',
    role,
  ]);
}

test('LG8 two at once with one key act once; another command under the key is refused', async () => {
  await join();
  const key = randomUUID();
  let acted = 0;
  const command = { type: 'OpenClaim', wording: 'Said once', optional: undefined };
  const run = (sent: unknown) =>
    source.transaction((tx) =>
      ledger.once(tx, actor, key, sent, async () => {
        acted += 1;
        await ledger.append(tx, actor, claim(), [{ type: 'ClaimOpened', data: {} }], key);
        return { id: key, seq: acted };
      }),
    );
  const receipts = await Promise.all([run(command), run(command), run(command)]);
  assert.equal(acted, 1);
  for (const receipt of receipts) assert.deepEqual(receipt, { id: key, seq: 1 });
  await assert.rejects(
    run({ type: 'OpenClaim', wording: 'Said otherwise' }),
    (error) => error instanceof Refused && error.refusal.code === 'idempotency-mismatch',
  );
});

test('LG8 a refused command leaves no receipt and may be tried again', async () => {
  await join();
  const key = randomUUID();
  const refused = source.transaction((tx) =>
    ledger.once(tx, actor, key, {}, () => Promise.reject(new Refused({ code: 'stage-refuses', message: 'Not now.' }))),
  );
  await assert.rejects(refused);
  assert.equal(await source.transaction((tx) => ledger.once(tx, actor, key, {}, () => Promise.resolve('done'))), 'done');
});
