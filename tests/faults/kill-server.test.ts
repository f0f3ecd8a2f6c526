import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import * as Y from 'yjs';
import { createSyncClient, type SocketSyncClient } from '../../client/src/sync/create.js';
import type { DocumentSync } from '../../client/src/sync/document-sync.js';
import { MemoryOutboxStore } from '../../client/src/sync/outbox-store.js';
import { APP_ROLE } from '../../server/src/database/data-source.js';
import { PgUpdateLog } from '../../server/src/sync/log/pg-update-log.store.js';
import { type MemberSession, memberSession } from '../support/member-session.js';
import { SeededRandom } from '../support/seeded-random.js';
import { freePort, startServerProcess } from '../support/server-process.js';
import { freshDatabase, type TestDatabase } from '../support/test-database.js';

const EARLY_ACK = new URL('./early-ack.js', import.meta.url).href;
const DOCUMENT = 'bench/killed';
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Writer {
  readonly client: SocketSyncClient;
  readonly session: DocumentSync;
  typed: number;
}

async function openWriter(url: string, member: MemberSession): Promise<Writer> {
  const client = createSyncClient({
    url,
    userId: member.userId,
    store: new MemoryOutboxStore(),
    headers: { cookie: member.cookie, origin: url },
  });
  const session = client.open(DOCUMENT) as DocumentSync;
  for (let i = 0; i < 500 && !session.ready; i++) await sleep(20);
  assert.ok(session.ready, 'the document opens');
  return { client, session, typed: 0 };
}

/** Types until the server is killed at a random moment; gives what was acknowledged by then: end clock by lease. */
async function typeUntilKilled(writers: readonly Writer[], kill: () => Promise<void>, ms: number): Promise<Map<number, number>> {
  const until = Date.now() + ms;
  while (Date.now() < until) {
    for (const writer of writers) {
      const text = writer.session.doc.getText('text');
      text.insert(text.length, 'x');
      writer.typed++;
    }
    await sleep(3);
  }
  const acked = new Map(writers.map(({ session, typed }) => [session.lease ?? -1, typed - session.pending]));
  await kill();
  return acked;
}

async function storedClocks(database: TestDatabase, teamId: string): Promise<Map<number, number>> {
  const log = new PgUpdateLog({ connectionString: database.appUrl, options: `-c role=${APP_ROLE}` });
  const record = await log.find(teamId, DOCUMENT);
  const doc = new Y.Doc({ gc: false });
  const updates = record ? await log.readAfter(record.id, 0) : [];
  for (const [i, update] of updates.entries()) assert.equal(update.seq, i + 1, 'SY1 no hole after a kill');
  for (const update of updates) Y.applyUpdate(doc, update.bytes);
  await log.close();
  return Y.decodeStateVector(Y.encodeStateVector(doc));
}

/** Kills the server several times while three people type. Gives how many acknowledged characters were missing afterwards. */
async function missingAfterKills(kills: number, before?: string): Promise<{ acked: number; missing: number; converged: boolean }> {
  const random = new SeededRandom(7);
  const database = await freshDatabase();
  const port = await freePort();
  const env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, ASSAY_BENCH: '1', ASSAY_DEMO: '0' };
  let server = await startServerProcess(port, env, before);
  after(() => server.kill());
  const member = await memberSession(server.url, 'checker');
  const writers = [await openWriter(server.url, member), await openWriter(server.url, member), await openWriter(server.url, member)];
  let acked = 0;
  let missing = 0;
  for (let i = 0; i < kills; i++) {
    const atKill = await typeUntilKilled(writers, () => server.kill(), 200 + random.below(500));
    const stored = await storedClocks(database, member.teamId);
    for (const [lease, clock] of atKill) {
      acked += clock;
      missing += Math.max(0, clock - (stored.get(lease) ?? 0));
    }
    server = await startServerProcess(port, env, before);
    if (missing > 0) break;
    for (let k = 0; k < 500 && writers.some(({ session }) => session.pending > 0 || session.state.kind !== 'saved'); k++) await sleep(20);
  }
  const texts = writers.map(({ session }) => session.doc.getText('text').toString());
  for (const { client } of writers) client.close();
  await server.kill();
  const total = writers.reduce((sum, { typed }) => sum + typed, 0);
  return { acked, missing, converged: texts.every((text) => text === texts[0] && text.length === total) };
}

test('SY7 kill -9 of the server while people type: nothing acknowledged is missing, nothing typed is lost', {
  timeout: 120_000,
}, async () => {
  const result = await missingAfterKills(6);
  assert.ok(result.acked > 300, `much was acknowledged: ${result.acked}`);
  assert.equal(result.missing, 0);
  assert.ok(result.converged, 'after the last restart everyone has every character');
});

test('SY7 control: acknowledging before the commit loses acknowledged edits, and this test sees it', { timeout: 120_000 }, async () => {
  const result = await missingAfterKills(4, EARLY_ACK);
  assert.ok(result.missing > 0, `of ${result.acked} acknowledged none was missing`);
});
