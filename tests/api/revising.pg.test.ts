import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import type { QueryRunner } from 'typeorm';
import type { HistoryData } from '#shared/protocol/views.js';
import { ApproverGroups1763600000014 } from '../../migrations/0014-approver-groups.js';
import { Database } from '../../server/src/database/database.service.js';
import { Ledger } from '../../server/src/ledger/ledger.service.js';
import { rebuildClaims } from '../../server/src/projection/rebuild.js';
import { newsroom } from '../support/newsroom.js';
import type { Speaker } from '../support/running-team.js';

const room = await newsroom();
const { amal, bo, carol, leila } = room;
const { url } = room.team.server;
const source = await room.team.server.database.source();

const EXACT = 'Officials approved the plan';

/** An article of its own in which the claim stands, as an appearance would be sent. */
async function appearanceIn(name: string): Promise<object> {
  const text = `A report of ${name}\n\n${EXACT} at a meeting on Monday, ${name} says.\n`;
  const { id: articleId } = await amal.post('/api/articles', { text, title: `Report of ${name}`, source: name });
  const article = await amal.get<{ text: string }>(`/api/articles/${articleId}`);
  const start = article.text.indexOf(EXACT);
  return { articleId, anchor: { start, end: start + EXACT.length, exact: EXACT, prefix: '', suffix: '' }, attitude: 'reports' };
}

const add = async (by: Speaker, claim: string, name: string): Promise<string> =>
  (await by.post(`/api/claims/${claim}/appearances`, await appearanceIn(name))).id;

/** Published, with reports of two papers in it. */
async function published(name: string): Promise<{ id: string; slug: string; one: string; two: string }> {
  const id = await room.worked(`${EXACT} in ${name}`);
  const [one, two] = [await add(amal, id, `${name} Post`), await add(amal, id, `${name} News`)];
  return { id, slug: await room.published(id), one, two };
}

const page = async (slug: string): Promise<string> => (await fetch(`${url}/v/${slug}`)).text();
const stage = async (id: string): Promise<string> => (await room.view(leila, id)).stage;
const reopenings = (id: string): Promise<{ actor_id: string; seq: number }[]> =>
  source.query(`SELECT actor_id, seq FROM audit.entry WHERE object_id = $1 AND type = 'ClaimReopened' ORDER BY seq`, [id]);

test('WF5 WF7 an appearance, a judged derivation and a merge put a published claim in revision; readers keep it, desk and history say why', async () => {
  const { id, slug, one, two } = await published('Lima');
  const before = await page(slug);
  const refusal = { from: two, to: { appearanceId: one }, kind: 'cites', reason: 'It does not.' };
  await bo.post(`/api/claims/${id}/derivation-refusals`, refusal);
  assert.equal(await stage(id), 'published', 'a refusal changes nothing that is published');
  await bo.post(`/api/claims/${id}/derivations`, { from: two, to: { appearanceId: one }, kind: 'cites', reason: 'It does.' });
  assert.equal(await stage(id), 'in-revision');
  assert.equal(await page(slug), before, 'readers keep what is published');
  assert.deepEqual(
    (await reopenings(id)).map(({ actor_id }) => actor_id),
    [bo.id],
  );
  const { claims } = await leila.get<{ claims: { id: string; blockedBy: string | null }[] }>('/api/claims');
  const row = claims.find((claim) => claim.id === id);
  assert.match(row?.blockedBy ?? '', /^In revision: A derivation was confirmed after publication, and the origins are others\./);
  const { entries } = await leila.get<HistoryData>(`/api/claims/${id}/history`);
  const told = entries.flatMap((entry) => (entry.kind === 'act' ? [entry.sentence] : []));
  assert.ok(told.includes('put the claim in revision because a derivation was confirmed after publication, and the origins are others'));

  const other = await published('Quito');
  const { id: goes } = await carol.post('/api/claims', { wording: 'The same again', appearance: await appearanceIn('Quito Mail') });
  await carol.post(`/api/claims/${other.id}/merges`, { claimId: goes, reason: 'Same truth conditions.' });
  assert.equal(await stage(other.id), 'in-revision');
  await room.published(other.id);
  await carol.post(`/api/claims/${goes}/unmerging`, { reason: 'Another meeting.' });
  assert.equal(await stage(other.id), 'in-revision');
});

test('WF5 many people change published claims and merge into them at once: no deadlock, one reopening each, and the log bears it out', {
  timeout: 240_000,
}, async () => {
  const [oslo, rome] = [await published('Oslo'), await published('Rome')];
  const goes = await Promise.all(
    [1, 2, 3, 4].map(
      async (n) => (await amal.post('/api/claims', { wording: `The same ${n}`, appearance: await appearanceIn(`Paper ${n}`) })).id,
    ),
  );
  const merge = (by: Speaker, into: string, claimId: string | undefined) =>
    by.send('POST', `/api/claims/${into}/merges`, { claimId, reason: 'Same truth conditions.' });
  const appearances = await Promise.all(['Bern', 'Cork', 'Kyiv', 'Doha'].map(appearanceIn));
  const answers = await Promise.all([
    merge(amal, oslo.id, goes[0]),
    merge(bo, rome.id, goes[1]),
    merge(carol, rome.id, goes[2]),
    merge(leila, oslo.id, goes[3]),
    ...appearances.map((body, n) => bo.send('POST', `/api/claims/${n % 2 === 0 ? oslo.id : rome.id}/appearances`, body)),
    ...[oslo, rome].map(({ id, one, two }) =>
      carol.send('POST', `/api/claims/${id}/derivations`, { from: two, to: { appearanceId: one }, kind: 'cites', reason: 'So.' }),
    ),
  ]);
  for (const { status, body } of answers) assert.equal(status, 200, JSON.stringify(body));
  for (const { id } of [oslo, rome]) {
    assert.equal(await stage(id), 'in-revision');
    assert.equal((await reopenings(id)).length, 1, 'whoever came first');
  }
  const boards = (): Promise<unknown[]> => source.query('SELECT to_jsonb(c) AS row FROM claim c ORDER BY id');
  const before = await boards();
  const database = room.team.server.app.get(Database);
  const ledger = room.team.server.app.get(Ledger);
  await database.inTransaction((tx) => rebuildClaims(tx, ledger));
  assert.deepEqual(await boards(), before);
  assert.equal((await database.read((tx) => ledger.verify(tx))).ok, true);
});

test('PR1 boards of before groups and revisions become by the migration what a rebuild makes of the log', async () => {
  const [reopened, closed, anew, waiting] = await Promise.all(['Lyon', 'Riga', 'Bonn', 'Graz'].map(published));
  for (const claim of [reopened, closed, anew, waiting]) await add(bo, claim?.id ?? '', `${claim?.slug} Mail`);
  await bo.post(`/api/claims/${closed?.id}/not-checkable`, { reason: 'opinion', explanation: 'It is one.' });
  await room.published(anew?.id ?? '');
  await room.approve(leila, waiting?.id ?? '', await room.propose(amal, waiting?.id ?? ''));
  const boards = (): Promise<unknown[]> => source.query('SELECT id, board FROM claim ORDER BY id');
  const before = await boards();
  const owner = new pg.Client({ connectionString: room.team.server.database.ownerUrl });
  await owner.connect();
  const runner = { query: (sql: string) => owner.query(sql) } as unknown as QueryRunner;
  const migration = new ApproverGroups1763600000014();
  await migration.down(runner);
  await owner.query(`UPDATE claim SET board = board - 'revision' || jsonb_build_object('proposals', (
    SELECT coalesce(jsonb_agg(item #- '{approvals,0,groups}' #- '{approved,groups}' ORDER BY n), '[]')
    FROM jsonb_array_elements(board->'proposals') WITH ORDINALITY AS one (item, n)))`);
  assert.notDeepEqual(await boards(), before, 'control: boards of before are others');
  await migration.up(runner);
  await owner.end();
  assert.deepEqual(await boards(), before);
});
