import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrate, openDatabase } from '../../server/src/database/open-database.js';
import { emptyDatabase, freshDatabase } from './test-database.js';

test('AU7 the server works as assay_app, which is no superuser and owns nothing', async () => {
  const source = await (await freshDatabase()).source();
  const [role] = await source.query<{ name: string; super: boolean; owned: number }[]>(`
    SELECT current_user AS name, rolsuper AS super,
      (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid) AS owned
    FROM pg_roles WHERE rolname = current_user`);
  assert.deepEqual(role, { name: 'assay_app', super: false, owned: 0 });
  await assert.rejects(source.query('DROP TABLE member'), /owner/);
  await assert.rejects(source.query('TRUNCATE policy_version'), /permission denied/);
});

test('two nodes that start at once migrate one after the other', async () => {
  const { ownerUrl, appUrl } = await emptyDatabase();
  const address = { databaseUrl: appUrl, databaseOwnerUrl: ownerUrl, bench: false };
  await Promise.all([migrate(address), migrate(address), migrate(address)]);
  const source = await openDatabase(address);
  const [count] = await source.query<{ n: number }[]>('SELECT count(*)::int AS n FROM member');
  assert.equal(count?.n, 0);
  await source.destroy();
});
