import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import type { HistoryData } from '#shared/protocol/views.js';
import { newsroom } from '../../../../tests/support/newsroom.js';
import { Database } from '../../database/database.service.js';
import { Fixity } from './fixity.service.js';
import { holdsTheJob } from './fixity.store.js';

const room = await newsroom({ FIXITY_MINUTES: '0' });
const { amal, bo } = room;
const { server } = room.team;
const fixity = server.app.get(Fixity);

async function asOwner(sql: string, values: unknown[] = []): Promise<void> {
  const owner = new pg.Client({ connectionString: server.database.ownerUrl });
  await owner.connect();
  try {
    await owner.query(sql, values);
  } finally {
    await owner.end();
  }
}

const metric = async (name: string): Promise<number> => {
  const lines = (await (await fetch(`${server.url}/metrics`)).text()).split('\n');
  return Number(lines.find((line) => line.startsWith(`${name} `))?.split(' ')[1] ?? Number.NaN);
};

test('EV4 stored bytes are hashed again; what no longer holds is shown on the evidence, told in the history and in /metrics', async () => {
  const id = await room.worked('The ledger is whole');
  const sha256 = (await room.view(bo, id)).evidence[0]?.capture.sha256 ?? '';
  assert.equal((await room.view(bo, id)).evidence[0]?.fixity, null, 'never checked yet');
  // Control: whole bytes hold, and nothing is told of them.
  assert.ok((await fixity.run())?.every(({ holds }) => holds));
  assert.equal((await room.view(bo, id)).evidence[0]?.fixity?.holds, true);
  assert.equal(await metric('assay_captures_lost'), 0);

  // A disk that rots, which no rule of the database can prevent: one byte of the bytes is another.
  await asOwner('ALTER TABLE capture DISABLE TRIGGER capture_append_only; ALTER TABLE capture DROP CONSTRAINT capture_check');
  await asOwner(`UPDATE capture SET body = set_byte(body, 0, 7) WHERE encode(sha256, 'hex') = $1`, [sha256]);
  const found = await fixity.run();
  assert.deepEqual(
    found?.filter(({ holds }) => !holds),
    [{ teamId: found?.[0]?.teamId, sha256, holds: false, changed: true }],
  );
  assert.equal((await room.view(bo, id)).evidence[0]?.fixity?.holds, false);
  assert.equal(await metric('assay_captures_lost'), 1);
  const told = async (): Promise<string[]> =>
    (await bo.get<HistoryData>(`/api/claims/${id}/history`)).entries.flatMap((entry) => (entry.kind === 'finding' ? [entry.sentence] : []));
  assert.match((await told()).join(), /are not what was captured/);
  const download = await amal.send('GET', `/api/captures/${sha256}`);
  assert.equal(download.body['code'], 'capture-mismatch', 'they are not given out as evidence either');
  await fixity.run();
  assert.equal((await told()).length, 1, 'what is known already is not told again');
});

test('EV4 a run is bounded, takes what was checked longest ago first, and one node at a time runs', async () => {
  const id = await room.worked('The shelf is long');
  for (let n = 0; n < 6; n += 1) await amal.post(`/api/claims/${id}/evidence`, { kind: 'quote', quote: `Quote ${n}`, stance: 'context' });
  const first = await fixity.run({ captures: 3, bytes: 1e9 });
  const second = await fixity.run({ captures: 3, bytes: 1e9 });
  assert.deepEqual([first?.length, second?.length], [3, 3]);
  assert.equal(
    new Set([...(first ?? []), ...(second ?? [])].map(({ sha256 }) => sha256)).size,
    6,
    'the second run goes on where the first ended',
  );
  assert.equal((await fixity.run({ captures: 100, bytes: 1 }))?.length, 1, 'bounded by bytes too, but never stuck');
  const database = server.app.get(Database);
  await database.inTransaction(async (tx) => {
    assert.equal(await holdsTheJob(tx), true);
    assert.equal(await fixity.run(), null, 'another node holds it');
  });
  assert.notEqual(await fixity.run(), null);
});
