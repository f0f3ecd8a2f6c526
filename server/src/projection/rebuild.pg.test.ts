import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { seedDemo } from '../../../seeds/demo.js';
import { startTestServer } from '../../../tests/support/test-server.js';
import { Database } from '../database/database.service.js';
import type { Tx } from '../database/tx.js';
import { Ledger } from '../ledger/ledger.service.js';
import { rebuildClaims } from './rebuild.js';

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
