import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { seedDemo } from '../../seeds/demo.js';
import { readConfig } from '../../server/src/config.js';
import { Database } from '../../server/src/database/database.service.js';
import { Ledger } from '../../server/src/ledger/ledger.service.js';
import { startServer } from '../../server/src/server.js';
import { freshDatabase } from '../support/test-database.js';

test('the demo tells its story through the real services once, and its log verifies', async () => {
  const database = await freshDatabase();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-demo-'));
  const env = {
    PORT: '0',
    DATA_DIR: home,
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    ASSAY_DEMO: '0',
    LOG_LEVEL: 'error',
  };
  const server = await startServer(readConfig(env, home));
  after(async () => {
    await server.stop();
    fs.rmSync(home, { recursive: true, force: true });
  });
  const began = performance.now();
  await seedDemo(server.app);
  const seconds = (performance.now() - began) / 1000;
  const source = await database.source();
  const claims: { number: number; stage: string }[] = await source.query('SELECT number, stage FROM claim ORDER BY number');
  assert.deepEqual(
    claims.map(({ stage }) => stage),
    ['published', 'proposed', 'in-progress', 'in-progress', 'not-checkable'],
  );
  const before: { n: number }[] = await source.query('SELECT count(*)::int AS n FROM audit.entry');
  await seedDemo(server.app);
  assert.deepEqual(await source.query('SELECT count(*)::int AS n FROM audit.entry'), before);
  const verified = await server.app.get(Database).read((tx) => server.app.get(Ledger).verify(tx));
  assert.equal(verified.ok, true);
  const [publication]: { slug: string; origins: unknown }[] = await source.query(
    "SELECT slug, snapshot->'origins' AS origins FROM publication",
  );
  assert.deepEqual(publication?.origins, {
    articles: 5,
    independent: 2,
    roots: ['New York Times, 12 October 2024', 'Wall Street Journal, 8 October 2023'],
  });
  const page = await (await fetch(`http://127.0.0.1:${server.port}/v/${publication?.slug}`)).text();
  assert.ok(page.includes('Only one of the two origins says that Iran approved the attack'));
  // What a newcomer is to see: contacts, answers on the checklist, a protected source, a request that is still open.
  const [states] = await source.query(
    `SELECT (SELECT count(*)::int FROM audit.entry WHERE type = 'ChecklistAnswered') AS answers,
            (SELECT count(*)::int FROM correction_request) AS requests,
            (SELECT count(*)::int FROM audit.entry WHERE type = 'CorrectionRequestDecided') AS decided,
            (SELECT count(*)::int FROM audit.payload WHERE convert_from(body, 'UTF8') LIKE '%"protectedSource":true%') AS protected,
            (SELECT count(*)::int FROM annotation WHERE kind IN ('note', 'question')) AS marks`,
  );
  assert.deepEqual(states, { answers: 3, requests: 1, decided: 0, protected: 1, marks: 6 });
  assert.match(page, /No report names them, so there is nobody whom we could ask/);
  assert.doesNotMatch(page, /reader@example\.org/, 'the reader is known to the team alone');
  assert.ok(seconds < 30, `seeding took ${seconds.toFixed(1)} s`);
});
