import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import pg from 'pg';
import { freshDatabase } from '../../../../tests/support/test-database.js';
import { APP_ROLE } from '../../database/data-source.js';
import { PgUpdateLog } from './pg-update-log.store.js';
import { updateLogContract } from './update-log.contract.js';

const opened = freshDatabase().then(async (database) => {
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  const teamId = randomUUID();
  await owner.query(`INSERT INTO team (id, name) VALUES ($1, 'Test team')`, [teamId]);
  const log = new PgUpdateLog({ connectionString: database.appUrl, options: `-c role=${APP_ROLE}` });
  return { log, teamId, owner, appUrl: database.appUrl };
});

after(async () => {
  const { log, owner } = await opened;
  await Promise.all([log.close(), owner.end()]);
});

updateLogContract('Postgres', () => opened);

test('LG1 the server’s role can neither change nor remove a stored update or a lease', async () => {
  const { owner, appUrl, log, teamId } = await opened;
  const document = await log.create(teamId, `bench/${randomUUID()}`);
  const lease = await log.newLease(document.id, randomUUID(), 'hash');
  await log.append(
    [
      {
        documentId: document.id,
        head: 0,
        before: new Uint8Array(32),
        chain: new Uint8Array(32),
        updates: [{ lease, clientSeq: 1, userId: randomUUID(), bytes: new Uint8Array([1]) }],
      },
    ],
    new Date(),
  );
  const app = new pg.Client({ connectionString: appUrl, options: `-c role=${APP_ROLE}` });
  await app.connect();
  for (const statement of [
    `UPDATE doc_update SET bytes = ''`,
    'DELETE FROM doc_update',
    'TRUNCATE doc_update',
    'UPDATE doc_client SET user_id = gen_random_uuid()',
    'DELETE FROM doc_client',
    'ALTER TABLE doc_update DISABLE TRIGGER ALL',
    'DELETE FROM doc',
  ]) {
    await assert.rejects(app.query(statement), /permission denied|append-only|must be owner/, statement);
  }
  await app.end();
  // Even the owner is refused while the trigger is on; control: with the trigger off the row can be changed.
  await assert.rejects(owner.query(`UPDATE doc_update SET bytes = ''`), /append-only/);
  await owner.query('ALTER TABLE doc_update DISABLE TRIGGER doc_update_append_only');
  const { rowCount } = await owner.query(`UPDATE doc_update SET bytes = '\\x02' WHERE doc = $1`, [document.id]);
  await owner.query('ALTER TABLE doc_update ENABLE ALWAYS TRIGGER doc_update_append_only');
  assert.equal(rowCount, 1);
});
