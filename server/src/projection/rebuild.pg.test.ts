import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { seedDemo } from '../../../seeds/demo.js';
import { startTestServer } from '../../../tests/support/test-server.js';
import { Database } from '../database/database.service.js';
import type { Tx } from '../database/tx.js';
import { Ledger } from '../ledger/ledger.service.js';
import { rebuildClaims } from './rebuild.js';
import { rebuildDocuments } from './rebuild-documents.js';

const server = await startTestServer();
await seedDemo(server.app);
const database = server.app.get(Database);
const rebuild = (tx: Tx): Promise<number> => rebuildClaims(tx, server.app.get(Ledger));

async function rows(tx: Tx): Promise<unknown[]> {
  const tables: unknown[] = [];
  for (const table of ['claim', 'claim_part', 'appearance', 'contribution', 'approval', 'publication', 'publication_correction']) {
    tables.push(await tx.query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`));
  }
  return tables;
}

test('PR1 rebuilding the read models from the log gives equal rows, also over damaged ones', async () => {
  const before = await database.read(rows);
  assert.equal(await database.inTransaction(rebuild), 5);
  assert.deepEqual(await database.read(rows), before);
  await database.inTransaction(async (tx) => {
    await tx.query(`UPDATE claim SET stage = 'in-progress', search_text = ''`);
    await tx.query('DELETE FROM contribution');
    await tx.query('UPDATE appearance SET withdrawn = true');
  });
  assert.notDeepEqual(await database.read(rows), before);
  await database.inTransaction(rebuild);
  assert.deepEqual(await database.read(rows), before);
});

test('PR1 what boards and search read of documents follows from their updates alone', async () => {
  const read = (tx: Tx): Promise<unknown[]> =>
    Promise.all(
      ['sheet_text', 'annotation'].map((table) => tx.query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`)),
    );
  // Documents that the server alone has written are read with their next edit; a rebuild reads them too.
  const words = (tx: Tx): Promise<unknown[]> => tx.query('SELECT claim_id, wording, rationale FROM sheet_text ORDER BY claim_id');
  const projected = await database.read(words);
  await database.inTransaction(rebuildDocuments);
  const rebuilt = new Set((await database.read(words)).map((row) => JSON.stringify(row)));
  for (const row of projected) assert.ok(rebuilt.has(JSON.stringify(row)), 'what was read before is read again');
  const before = await database.read(read);
  assert.ok(
    before.every((table) => (table as unknown[]).length > 0),
    'the demo has sheets and annotations',
  );
  await database.inTransaction(async (tx) => {
    await tx.query(`UPDATE sheet_text SET wording = 'damaged', seq = seq + 1000`);
    await tx.query(`DELETE FROM annotation WHERE kind = 'claim'`);
    await tx.query(`UPDATE annotation SET author = NULL, messages = 99`);
    await tx.query(
      `INSERT INTO sheet_text (team_id, claim_id, wording, rationale, seq) SELECT team_id, gen_random_uuid(), 'of nothing', '', 1 FROM sheet_text LIMIT 1`,
    );
  });
  assert.notDeepEqual(await database.read(read), before, 'control: the damage shows');
  assert.ok((await database.inTransaction(rebuildDocuments)) > 0);
  assert.deepEqual(await database.read(read), before);
});

test('PR1 a fact that is not what the log says stops the rebuild, and nothing is changed', async () => {
  const owner = new pg.Client({ connectionString: server.database.ownerUrl });
  await owner.connect();
  try {
    await owner.query('ALTER TABLE publication DISABLE TRIGGER publication_append_only');
    await owner.query(`UPDATE publication SET snapshot = jsonb_set(snapshot, '{rating,label}', '"True"')`);
  } finally {
    await owner.end();
  }
  const before = await database.read(rows);
  await assert.rejects(database.inTransaction(rebuild), /are not what the log says/);
  assert.deepEqual(await database.read(rows), before);
});
