import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import * as Y from 'yjs';
import { documentName } from '#shared/document/layout.js';
import { SeededRandom } from '../../../../tests/support/seeded-random.js';
import { startTestServer } from '../../../../tests/support/test-server.js';
import { APP_ROLE } from '../../database/data-source.js';
import { verifyLog } from '../../ledger/verify-log.js';
import { rebuildProjections } from '../../projection/rebuild-projections.js';
import { DocumentHistory } from '../document-history.service.js';
import { PgUpdateLog } from '../log/pg-update-log.store.js';
import { KEYFRAME_SPACING } from './keyframe.js';
import { KeyframeMaker } from './keyframe-maker.js';
import { WrittenLog } from './written-log.test-data.js';

const server = await startTestServer();
const { appUrl, ownerUrl } = server.database;
const connection = { connectionString: appUrl, options: `-c role=${APP_ROLE}`, application_name: 'test' };

/** A document of two keyframes and a tail, in Postgres, with what its log in memory holds. */
async function longDocument(): Promise<{ name: string; teamId: string; id: number; written: WrittenLog; head: number }> {
  await server.member('admin');
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  const teamId = String((await owner.query<{ id: string }>('SELECT id FROM team')).rows[0]?.id);
  const people = (await owner.query<{ id: string }>('SELECT id FROM member')).rows.map(({ id }) => id);
  await owner.end();
  const name = documentName('sheet', randomUUID());
  const written = await WrittenLog.begin(new SeededRandom(3), name, 4);
  await written.grow(2 * KEYFRAME_SPACING + 100);
  const log = new PgUpdateLog(connection);
  const { id } = await log.create(teamId, name);
  const { updates, chain } = await written.as(people[0] ?? '');
  await log.claimLeases(id, people[0] ?? '', 'hash', [1, 2, 3, 4]);
  for (const { at, ...update } of updates) {
    const request = { documentId: id, head: update.seq - 1, before: chain(update.seq - 1), chain: chain(update.seq), updates: [update] };
    assert.deepEqual(await log.append([request], at), ['stored']);
  }
  await log.close();
  return { name, teamId, id, written, head: updates.length };
}

const long = longDocument();

async function asApp<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  return work(client).finally(() => client.end());
}

async function until<T>(read: () => Promise<T | null | undefined>): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await read();
    if (found) return found;
    await pause(50);
  }
  throw new Error('never came');
}

test('HI4 a thread makes the keyframe of a document that grew, and not before its writers pause', async () => {
  const { id, teamId, name, head } = await long;
  const problems: string[] = [];
  const maker = new KeyframeMaker({ connection, onProblem: (problem) => problems.push(problem), quietMs: 60, latestMs: 400 });
  const log = new PgUpdateLog(connection);
  const document = { record: { id, teamId, name }, headSeq: KEYFRAME_SPACING - 1 };
  maker.changed(document);
  await pause(150);
  assert.equal(await log.keyframe(id), null, 'too short for one');
  document.headSeq = head;
  maker.changed(document);
  const keyframe = await until(() => log.keyframe(id));
  assert.equal(keyframe.seq, 2 * KEYFRAME_SPACING);
  assert.equal((await log.spans(id, head)).length, 2);
  assert.deepEqual(problems, []);
  await Promise.all([maker.close(), log.close()]);
});

test('HI4 log:verify finds a keyframe or span that the log does not bear out, and projection:rebuild makes it anew', async () => {
  const { id, name } = await long;
  await rebuildProjections(appUrl);
  assert.match((await verifyLog(appUrl)).sentence, /^The log is right: .* documents\.$/);
  const counts = async (): Promise<unknown> =>
    asApp(async (client) => (await client.query('SELECT doc, seq, md5(state) AS state FROM doc_keyframe ORDER BY doc')).rows);
  const right = await counts();
  for (const [statement, wrong] of [
    [`UPDATE doc_keyframe SET chain = decode(repeat('11', 32), 'hex') WHERE doc = $1`, /another chain/],
    ['UPDATE doc_keyframe SET seq = seq - 1 WHERE doc = $1', /keyframe at 3999/],
    [`UPDATE doc_keyframe SET torn = '\\x00' WHERE doc = $1`, /another torn/],
    ['UPDATE doc_span SET bytes = (SELECT bytes FROM doc_span WHERE doc = $1 AND from_seq > 0) WHERE doc = $1 AND from_seq = 0', /span/],
  ] as const) {
    assert.equal(await asApp(async (client) => (await client.query(statement, [id])).rowCount), 1);
    const found = await verifyLog(appUrl);
    assert.equal(found.ok, false, statement);
    assert.match(found.sentence, wrong);
    assert.match(found.sentence, new RegExp(`not what was made from it: document ${name}`));
    assert.match(await rebuildProjections(appUrl), /the keyframes of 1 document anew/);
    assert.equal((await verifyLog(appUrl)).ok, true);
    assert.deepEqual(await counts(), right);
  }
});

test('LG6 log:verify finds an update that was changed, behind the back of the server', async () => {
  const { id, name } = await long;
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  const change = async (sql: string): Promise<void> => {
    await owner.query('ALTER TABLE doc_update DISABLE TRIGGER doc_update_append_only');
    await owner.query(sql, [id]);
    await owner.query('ALTER TABLE doc_update ENABLE ALWAYS TRIGGER doc_update_append_only');
  };
  try {
    await change(`UPDATE doc_update SET at = at + interval '1 second' WHERE doc = $1 AND seq = 7`);
    const found = await verifyLog(appUrl);
    assert.deepEqual([found.ok, found.sentence.includes(name)], [false, true]);
    assert.match(found.sentence, /^The log was tampered with\. .* its chain is not the one of its updates/);
  } finally {
    await change(`UPDATE doc_update SET at = at - interval '1 second' WHERE doc = $1 AND seq = 7`);
    await owner.end();
  }
  assert.equal((await verifyLog(appUrl)).ok, true);
});

test('HI4 HI5 HI6 history says the same with keyframes as without, and the server may remove keyframes but no update', async () => {
  const { id, teamId, name, written, head } = await long;
  await rebuildProjections(appUrl);
  const history = new DocumentHistory();
  const source = await server.database.source();
  const range = { field: 'rationale', from: 40, to: 400 };
  const versions = [0, 1, 57, KEYFRAME_SPACING, KEYFRAME_SPACING + 333, 2 * KEYFRAME_SPACING, head - 1, head, head + 10];
  const told = (): Promise<unknown[]> =>
    source.transaction(async (tx) => {
      const all: unknown[] = [await history.bursts(tx, teamId, name), await history.extent(tx, teamId, name)];
      for (const seq of versions) {
        all.push(await history.moment(tx, teamId, name, seq), await history.blame(tx, teamId, name, seq, range));
      }
      return all;
    });
  const withKeyframes = await told();
  await asApp(async (client) => {
    assert.ok(((await client.query('DELETE FROM doc_keyframe WHERE doc = $1', [id])).rowCount ?? 0) > 0);
    assert.ok(((await client.query('DELETE FROM doc_span WHERE doc = $1 AND from_seq = 0', [id])).rowCount ?? 0) > 0);
    await assert.rejects(client.query('DELETE FROM doc_update'), /permission denied|append-only/);
  });
  assert.deepEqual(await told(), withKeyframes);

  const updates = await written.log.readAfter(1, 0);
  const blamed = await source.transaction((tx) => history.blame(tx, teamId, name, head, range));
  assert.ok(blamed && blamed.length > 20 && blamed.some(({ removed }) => removed) && blamed.some(({ removed }) => !removed));
  assert.equal(
    blamed.map(({ text }) => [...text].length).reduce((a, b) => a + b),
    range.to - range.from,
  );
  for (const { text, written: deed, removed } of blamed) {
    const [first, last] = [updates[deed.fromSeq - 1], updates[deed.toSeq - 1]];
    assert.deepEqual([deed.at, deed.until], [first?.at, last?.at]);
    const letters = updates.slice(deed.fromSeq - 1, deed.toSeq).map(({ bytes }) => lettersOf(bytes));
    for (const letter of new Set(text)) if (letter !== '\uFFFD') assert.ok(letters.join('').includes(letter), `${letter} was written then`);
    if (removed) assert.ok(removed.fromSeq > 0 && removed.toSeq <= head);
  }
});

function lettersOf(bytes: Uint8Array): string {
  return Y.decodeUpdate(bytes)
    .structs.map((struct) => (struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : ''))
    .join('');
}
