import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import type { ArticleProposalData } from '#shared/protocol/views.js';
import { newsroom } from '../../../../tests/support/newsroom.js';
import { Database } from '../../database/database.service.js';
import { findCapture, holdCaptures } from '../capture.store.js';
import { UnnamedCaptures } from './unnamed-captures.service.js';

const room = await newsroom({ FIXITY_MINUTES: '0' });
const { amal } = room;
const { server } = room.team;
const job = server.app.get(UnnamedCaptures);
const database = server.app.get(Database);
const { team } = await amal.get<{ team: { id: string } }>('/api/session');

async function asOwner(sql: string, values: unknown[] = []): Promise<unknown[]> {
  const owner = new pg.Client({ connectionString: server.database.ownerUrl });
  await owner.connect();
  try {
    return (await owner.query(sql, values)).rows;
  } finally {
    await owner.end();
  }
}

/** Time passes for what is stored now, which no rule of the database lets anybody pretend. */
async function letPass(days: number): Promise<void> {
  await asOwner('ALTER TABLE capture DISABLE TRIGGER capture_append_only');
  await asOwner(`UPDATE capture SET captured_at = captured_at - make_interval(days => $1::int)`, [days]);
  await asOwner(`UPDATE capture_offered SET at = at - make_interval(days => $1::int)`, [days]);
  await asOwner('ALTER TABLE capture ENABLE ALWAYS TRIGGER capture_append_only');
}

const stands = async (sha256: string): Promise<boolean> => (await database.read((tx) => findCapture(tx, team.id, sha256))) !== null;

async function proposal(words: string): Promise<ArticleProposalData> {
  const page = `The ${words} was read and left.\n\nNobody made an article of it, for it said nothing that was not known before.\n`;
  const response = await fetch(`${server.url}/api/imports`, {
    method: 'POST',
    headers: { cookie: amal.cookie, origin: server.url, 'content-type': 'application/octet-stream', 'x-file-name': 'page.txt' },
    body: page,
  });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as ArticleProposalData;
}

async function upload(words: string): Promise<string> {
  const response = await fetch(`${server.url}/api/captures`, {
    method: 'POST',
    headers: { cookie: amal.cookie, origin: server.url, 'content-type': 'application/octet-stream', 'x-file-name': 'notes.txt' },
    body: words,
  });
  return ((await response.json()) as { sha256: string }).sha256;
}

test('AR14 what an import proposed and nobody imported is removed after a week, and nothing that is named', async () => {
  const left = await proposal('first page');
  const imported = await proposal('second page');
  await amal.post('/api/articles', { text: imported.text, title: imported.title, raw: imported.raw });
  const claim = await room.worked('Somebody said so');
  const [unattached, attached] = [await upload('left alone'), await upload('attached later')];
  await amal.post(`/api/claims/${claim}/evidence`, { kind: 'file', capture: attached, stance: 'context', source: 'A file' });
  const quoted = (await room.view(amal, claim)).evidence.map(({ capture }) => capture.sha256);

  await letPass(6);
  assert.deepEqual(await job.run(), [], 'control: within the week nothing goes');
  await letPass(2);
  assert.deepEqual(new Set(await job.run()), new Set([left.raw, unattached]));
  assert.deepEqual(await Promise.all([left.raw, unattached].map(stands)), [false, false]);
  for (const sha256 of [imported.raw, attached, ...quoted]) assert.ok(await stands(sha256), `${sha256} is named`);
  assert.deepEqual(await job.run(), [], 'nothing is left to remove');

  // Withdrawn evidence and earlier versions are named by the log all the same.
  const item = (await room.view(amal, claim)).evidence.find(({ capture }) => capture.sha256 === attached);
  await amal.post(`/api/evidence/${item?.id}/withdrawal`, { reason: 'It shows nothing.' });
  await asOwner('DELETE FROM capture_named');
  assert.deepEqual(await job.run(), []);
  assert.ok(await stands(attached));

  // What was removed can come again, and be imported then.
  const again = await proposal('first page');
  assert.equal(again.raw, left.raw);
  await amal.post('/api/articles', { text: again.text, title: again.title, raw: again.raw });
});

test('AR14 bytes that come again have another week', async () => {
  const { raw } = await proposal('third page');
  await letPass(8);
  assert.equal((await proposal('third page')).raw, raw);
  assert.deepEqual(await job.run(), []);
  await letPass(8);
  assert.deepEqual(await job.run(), [raw]);
});

test('AR14 nothing is removed while somebody is about to name it, and one node at a time removes', async () => {
  const { raw } = await proposal('fourth page');
  await letPass(8);
  await database.inTransaction(async (tx) => {
    await holdCaptures(tx);
    assert.deepEqual(await job.run(), [], 'held');
  });
  assert.deepEqual(await job.run(), [raw]);
});

test('AR14 control: the app role may delete no capture, and even the owner none that is named or young', async () => {
  const young = await proposal('fifth page');
  const { raw: named, ...rest } = await proposal('sixth page');
  await amal.post('/api/articles', { text: rest.text, title: rest.title, raw: named });
  const remove = 'DELETE FROM capture WHERE sha256 = decode($1, $2)';
  await assert.rejects(
    database.inTransaction((tx) => tx.query(remove, [young.raw, 'hex'])),
    /permission denied/,
  );
  await assert.rejects(asOwner(remove, [young.raw, 'hex']), /is named or young/);
  await letPass(30);
  await assert.rejects(asOwner(remove, [named, 'hex']), /is named or young/);
  // The article's own reference is not what protects evidence: a hash that only the log names is refused too.
  const claim = await room.worked('And somebody else said so');
  const [quote] = (await room.view(amal, claim)).evidence;
  await letPass(30);
  await assert.rejects(asOwner(remove, [quote?.capture.sha256, 'hex']), /is named or young/);
  await assert.rejects(asOwner('TRUNCATE capture CASCADE'), /append-only/);
  await asOwner(remove, [young.raw, 'hex']);
  assert.equal(await stands(young.raw), false, 'what is old and unnamed may go');
});
