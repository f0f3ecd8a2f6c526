import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimData } from '#shared/protocol/views.js';
import { Database } from '../../server/src/database/database.service.js';
import { Ledger } from '../../server/src/ledger/ledger.service.js';
import { rebuildClaims } from '../../server/src/projection/rebuild.js';
import { newsroom } from '../support/newsroom.js';

const room = await newsroom();
const { amal, bo, tomas } = room;
const { url } = room.team.server;

const SECRETS = [
  'Deep Throat',
  'in the garage at night',
  'garage.example',
  'Met behind the mill',
  'Wants revenge',
  'Trusts nobody',
  'Ask the mill',
];
const SHOWN = ['The Courier', 'One report says so.'];

/** Published twice, with a source named in either version. */
async function published(): Promise<{ id: string; slug: string; secret: ClaimData['evidence'][number][] }> {
  await tomas.post('/api/policy', {
    scale: { id: 'four-labels', version: 1 },
    blindOpinions: false,
    opinionsNeeded: 1,
    publicNames: 'names',
    checklist: true,
    reason: 'To see what it tells.',
  });
  const id = await room.worked();
  const attach = (body: object) => amal.post(`/api/claims/${id}/evidence`, { stance: 'refutes', interests: 'None known.', ...body });
  await attach({ kind: 'quote', quote: 'It was not so.', source: 'The Courier' });
  await attach({
    kind: 'quote',
    quote: 'It was said in the garage at night.',
    source: 'Deep Throat',
    note: 'Met behind the mill, see https://garage.example/a.',
    interests: 'Wants revenge.',
    grade: { sourceReliability: 'B', informationCredibility: '3' },
    gradeReason: 'Trusts nobody.',
  });
  const contact = { asked: 'Ask the mill: is it so?', askedOn: null, reply: '', whyNot: 'Wants revenge, so nobody asked.' };
  await attach({ kind: 'contact', contact, source: 'Deep Throat', stance: 'context' });
  await amal.post(`/api/claims/${id}/checklist`, { item: 'primary-source', done: true, note: 'It is Deep Throat alone.' });
  await amal.post(`/api/claims/${id}/checklist`, { item: 'interests-noted', done: false, note: 'The Gazette says nothing of it.' });
  const slug = await room.published(id);
  await bo.post(`/api/claims/${id}/reopening`, { reason: 'Another version.' });
  await room.published(id);
  const secret = (await room.view(amal, id)).evidence.filter((item) => item.source === 'Deep Throat');
  return { id, slug, secret };
}

const { id, slug, secret } = await published();
const hashes = secret.map(({ capture }) => capture.sha256);
const paths = ['', '/1', '/2', '/record.json', '/request-correction', '/3'].map((path) => `/v/${slug}${path}`);

async function read(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}${path}`, { headers });
  const tag = response.headers.get('etag') ?? '';
  return { status: response.status, text: await response.text(), tag, cache: response.headers.get('cache-control') ?? '' };
}
const everything = async (): Promise<string> => (await Promise.all(paths.map((path) => read(path)))).map(({ text }) => text).join('\n');
const protect = (evidenceId: string, interests: string, protectedSource = true) =>
  bo.post(`/api/evidence/${evidenceId}/source`, { interests, protectedSource, reason: 'Threatened.' });

test('EV7 PB6 a source that is protected after its publication is gone from every public address at once, with a note; caches have to ask', async () => {
  const before = await Promise.all(paths.slice(0, 4).map((path) => read(path)));
  const all = await everything();
  for (const words of [...SECRETS, ...hashes.map((hash) => hash.slice(0, 16))])
    assert.ok(all.includes(words), `control: “${words}” is told before`);
  for (const [index, { status, tag, cache }] of before.entries()) {
    assert.deepEqual([status, cache], [200, 'no-cache']);
    assert.deepEqual(await read(paths[index] ?? '', { 'if-none-match': tag }).then(({ status: again, text }) => [again, text]), [304, '']);
  }
  const hashBefore = /class="hash">([0-9a-f]{64})</.exec(before[1]?.text ?? '')?.[1];

  for (const item of secret) await protect(item.id, item.interests);
  const after = await everything();
  for (const words of [...SECRETS, ...hashes.flatMap((hash) => [hash, hash.slice(0, 16)])]) {
    assert.ok(!after.includes(words), `“${words}” is told nowhere`);
  }
  for (const words of SHOWN) assert.ok(after.includes(words), `“${words}” stays`);
  for (const [index, { tag }] of before.entries()) {
    const again = await read(paths[index] ?? '', { 'if-none-match': tag });
    assert.equal(again.status, 200, 'whoever holds the old page is sent the new one');
    assert.notEqual(again.tag, tag);
  }
  const first = await read(`/v/${slug}/1`);
  assert.match(first.text, /Details of 2 sources were reduced on <time/);
  assert.match(first.text, /cannot be computed again from this page/);
  assert.equal(/class="hash">([0-9a-f]{64})</.exec(first.text)?.[1], hashBefore, 'the hash is of what was approved');
  const record = JSON.parse((await read(`/v/${slug}/record.json`)).text) as {
    reductions: { evidence: string }[];
    verdict: { evidence: { id: string; capture: unknown }[] };
  };
  assert.deepEqual(new Set(record.reductions.map(({ evidence }) => evidence)), new Set(secret.map((item) => item.id)));
  const view = await room.view(amal, id);
  assert.equal(view.stage, 'in-revision', 'the next version is to be made');
  assert.ok(
    view.publications.every(({ reducedAt }) => reducedAt !== null),
    'and the team sees since when',
  );
});

test('EV7 taking the protection back tells nothing again; a rebuild changes nothing; the log holds', async () => {
  for (const item of secret) await protect(item.id, item.interests, false);
  const database = room.team.server.app.get(Database);
  const ledger = room.team.server.app.get(Ledger);
  const told = await everything();
  assert.ok(!told.includes('Deep Throat'));
  await database.inTransaction((tx) => rebuildClaims(tx, ledger));
  assert.equal(await everything(), told);
  assert.equal((await database.read((tx) => ledger.verify(tx))).ok, true);
});

test('EV7 whatever is at hand without signing in tells nothing of it: the bytes, the claim, its history and its news', async () => {
  for (const path of [
    `/api/captures/${hashes[0]}`,
    `/api/claims/${id}`,
    `/api/claims/${id}/history`,
    '/api/claims',
    '/metrics',
    '/api/openapi.json',
  ]) {
    const { text } = await read(path);
    for (const words of SECRETS) assert.ok(!text.includes(words), `${path}: ${words}`);
  }
});
