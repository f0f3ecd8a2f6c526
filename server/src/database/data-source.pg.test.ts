import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { freshDatabase } from '../../../tests/support/test-database.js';
import { appDataSource } from './data-source.js';

test('the server works as its own role, and an act that a stopped process left half-way lets go of its rows', async () => {
  const { appUrl } = await freshDatabase();
  const source = await appDataSource(appUrl, 1).initialize();
  after(() => source.destroy());
  const [shown] = await source.query<Record<string, string>[]>(
    "SELECT current_user AS role, current_setting('idle_in_transaction_session_timeout') AS limit",
  );
  assert.deepEqual(shown, { role: 'assay_app', limit: '15s' });
});
