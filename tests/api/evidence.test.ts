import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { rationaleOf } from '#shared/document/layout.js';
import type { EvidenceData, HistoryData } from '#shared/protocol/views.js';
import { Revisions } from '../../server/src/claims/after/revisions.service.js';
import { addParagraph, newsroom } from '../support/newsroom.js';
import { SocketSide, Typist, until } from '../support/socket-side.js';

const room = await newsroom({ ASSAY_IMPORT_LOOPBACK: '1', FIXITY_MINUTES: '0' });
const { amal, bo, leila, mikael } = room;
const { server } = room.team;

const WORDS =
  'The council met on Friday and approved the plan, the minutes say. Nothing else was decided on that day, and the record was not changed since.';
let body = `<!doctype html><html><head><title>Minutes</title></head><body><article><h1>Minutes</h1>${`<p>${WORDS}</p>`.repeat(4)}</article></body></html>`;
let status = 200;
const site = http.createServer((request, response) => {
  if (request.url === '/old') return void response.writeHead(301, { location: '/minutes' }).end();
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'x-seen': 'yes', 'set-cookie': 'a=b' }).end(body);
});
await new Promise<void>((resolve) => site.listen({ host: '127.0.0.1', port: 0 }, resolve));
after(() => site.close());
const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;

async function evidenceOf(claimId: string, evidenceId: string): Promise<EvidenceData> {
  const found = (await room.view(bo, claimId)).evidence.find(({ id }) => id === evidenceId);
  assert.ok(found);
  return found;
}

async function attached(claimId: string, fields: object): Promise<EvidenceData> {
  const { id } = await amal.post(`/api/claims/${claimId}/evidence`, { kind: 'link', stance: 'supports', ...fields });
  let found = await evidenceOf(claimId, id);
  for (let tries = 0; found.page === null && tries < 200; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    found = await evidenceOf(claimId, id);
  }
  return found;
}

const bytesOf = async (sha256: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(`${server.url}/api/captures/${sha256}`, { headers: { cookie: bo.cookie } })).arrayBuffer());

test('EV3 an attached link is fetched: final address, status, headers, bytes with their SHA-256, readable text, person and time', async () => {
  const id = await room.worked('The council approved it');
  const item = await attached(id, { url: `${origin}/old`, excerpt: 'approved the   plan' });
  assert.ok(item.page?.state === 'captured', JSON.stringify(item.page));
  const { page } = item.page;
  assert.deepEqual(
    [page.askedUrl, page.finalUrl, page.status, page.title, page.wordsFound],
    [`${origin}/old`, `${origin}/minutes`, 200, 'Minutes', true],
  );
  assert.equal(item.page.by.name, 'amal');
  assert.equal(item.capture.sha256, createHash('sha256').update(body).digest('hex'));
  assert.equal((await bytesOf(item.capture.sha256)).toString(), body);
  assert.match((await bytesOf(page.text?.sha256 ?? '')).toString(), /approved the plan/);
  const source = await server.database.source();
  const [fetched] = await source.query(`SELECT headers, fetched_by, fetched_at FROM page_fetch WHERE encode(sha256, 'hex') = $1`, [
    item.capture.sha256,
  ]);
  assert.deepEqual([fetched.headers['x-seen'], fetched.headers['set-cookie'], fetched.fetched_by], ['yes', undefined, amal.id]);
  // The capture is what an approval binds.
  const { content } = await room.view(leila, id);
  assert.ok(content.evidence.some(({ capture }) => capture === item.capture.sha256));
  const without = await attached(id, { url: `${origin}/minutes`, excerpt: 'rejected the plan' });
  assert.equal(without.page?.state === 'captured' && without.page.page.wordsFound, false, 'words that are not there are told');
});

test('EV3 a capture that fails says why, is told in the history, and is tried again; until then there is none', async () => {
  const id = await room.worked('The council rejected it');
  status = 404;
  const item = await attached(id, { url: `${origin}/gone` });
  assert.ok(item.page?.state === 'failed');
  assert.match(item.page.reason, /no such page/);
  const refused = await attached(id, { url: 'http://10.0.0.1/secret' });
  assert.match(refused.page?.state === 'failed' ? refused.page.reason : '', /private network/);
  const { entries } = await bo.get<HistoryData>(`/api/claims/${id}/history`);
  assert.ok(entries.some((entry) => entry.kind === 'act' && /could not capture/.test(entry.sentence)));
  status = 200;
  await bo.post(`/api/evidence/${item.id}/capture`);
  assert.equal((await evidenceOf(id, item.id)).page?.state, 'captured');
  for (const member of [room.ines, room.tomas]) {
    assert.equal((await member.send('POST', `/api/evidence/${item.id}/capture`, {})).status, 403, member.name);
  }
});

test('EV4 the live page is compared when asked: the same, different, gone; each look is told in the history', async () => {
  const id = await room.worked('The council postponed it');
  const item = await attached(id, { url: `${origin}/minutes` });
  const look = async (): Promise<string> => (await bo.post<{ outcome: string }>(`/api/evidence/${item.id}/live-check`)).outcome;
  const before = body;
  assert.equal(await look(), 'same');
  body = before.replace('</body>', '<!-- served at noon --></body>');
  assert.equal(await look(), 'same', 'other bytes, the same words');
  body = before.replaceAll('Friday', 'Saturday');
  assert.equal(await look(), 'differs');
  assert.equal((await evidenceOf(id, item.id)).live?.outcome, 'differs');
  status = 410;
  assert.equal(await look(), 'gone');
  [status, body] = [200, before];
  const { entries } = await bo.get<HistoryData>(`/api/claims/${id}/history`);
  assert.deepEqual(
    entries.flatMap((entry) => (entry.kind === 'finding' ? [entry.by?.name] : [])),
    ['bo', 'bo', 'bo', 'bo'],
  );
});

test('EV5 no public route tells a protected source; the team sees all of it', async () => {
  const id = await room.worked('A clerk says so');
  const words = { quote: 'I signed it at night.', source: 'Marta Clerk', note: 'Met her at the archive.', interests: 'Was dismissed.' };
  await amal.post(`/api/claims/${id}/evidence`, { kind: 'quote', stance: 'supports', protectedSource: true, ...words });
  const { sha256 } = (await room.view(bo, id)).evidence.at(-1)?.capture ?? { sha256: '' };
  const slug = await room.published(id);
  for (const path of [`/v/${slug}`, `/v/${slug}/1`, `/v/${slug}/record.json`, `/api/captures/${sha256}`]) {
    const told = await (await fetch(server.url + path)).text();
    assert.doesNotMatch(told, new RegExp(`Marta|at night|archive|dismissed|${sha256.slice(0, 12)}`), path);
  }
  assert.match(await (await fetch(`${server.url}/v/${slug}`)).text(), /Protected source/);
  assert.match(JSON.stringify(await room.view(bo, id)), /Marta Clerk.*I signed it at night/s, 'control: the team sees it');
});

test('WF5 one word typed into a published claim puts it in revision, in the name of whoever typed; readers keep their version', async () => {
  const id = await room.worked('The mill closed');
  const slug = await room.published(id);
  const before = await (await fetch(`${server.url}/v/${slug}`)).text();
  const side = await SocketSide.open(server.url, bo.cookie);
  const typist = new Typist(side, await side.joined(`sheet/${id}`));
  await typist.edit((doc) => addParagraph(rationaleOf(doc), 'And reopened.'));
  const stage = { now: 'published' };
  await until(async () => {
    stage.now = (await room.view(leila, id)).stage;
    return stage.now === 'in-revision';
  }, 'the claim in revision');
  side.close();
  const { entries } = await bo.get<HistoryData>(`/api/claims/${id}/history`);
  const reopened = entries.find((entry) => entry.kind === 'act' && entry.type === 'ClaimReopened');
  assert.equal(reopened?.by?.name, 'bo');
  assert.equal(await (await fetch(`${server.url}/v/${slug}`)).text(), before);
  // Control: an act that changes no content leaves a published claim as it is.
  const calm = await room.worked('The mill opened');
  await room.published(calm);
  await mikael.post(`/api/claims/${calm}/assignments`, { userId: bo.id, assigned: true });
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal((await room.view(leila, calm)).stage, 'published');
});

test('WF5 words that a server stored and died over put the claim in revision at the next start', async () => {
  const id = await room.worked('The lock jammed');
  await room.published(id);
  // Past the rooms, so that nothing tells of it.
  await room.write(bo, `sheet/${id}`, (doc) => addParagraph(rationaleOf(doc), 'And was freed.'));
  await new Promise((resolve) => setTimeout(resolve, 600));
  assert.equal((await room.view(leila, id)).stage, 'published');
  await server.app.get(Revisions).onApplicationBootstrap();
  await until(async () => (await room.view(leila, id)).stage === 'in-revision', 'the claim in revision');
});

test('WF5 a word typed and taken back is judged once and leaves the claim published', async () => {
  const id = await room.worked('The weir broke');
  await room.published(id);
  const side = await SocketSide.open(server.url, bo.cookie);
  const typist = new Typist(side, await side.joined(`sheet/${id}`));
  await typist.edit((doc) => addParagraph(rationaleOf(doc), 'Or not.'));
  await typist.edit((doc) => rationaleOf(doc).delete(rationaleOf(doc).length - 1, 1));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  side.close();
  assert.equal((await room.view(leila, id)).stage, 'published');
  const source = await server.database.source();
  const [judged] = await source.query('SELECT count(*)::int AS n FROM audit.receipt WHERE op LIKE $1', [`revise/${id}/%`]);
  assert.equal(judged.n, 1);
});

test('VD8 a reopened claim is blind again for whoever has not given an opinion', async () => {
  const id = await room.worked('The dam held');
  await room.published(id);
  const open = (await room.view(bo, id)).opinions;
  assert.equal(open.hidden, false, 'published, it is open');
  await amal.post(`/api/claims/${id}/reopening`, { reason: 'New facts.' });
  const blind = (await room.view(bo, id)).opinions;
  assert.deepEqual([blind.hidden, blind.given, blind.agreement], [true, [], null]);
  assert.equal((await room.view(amal, id)).opinions.hidden, false, 'control: who gave one sees them');
  const { slug } = (await room.view(bo, id)).publications[0] ?? { slug: '' };
  const reads = [`/api/claims/${id}`, `/api/claims/${id}/history`, '/api/claims', '/api/agreement'];
  const told = await Promise.all(reads.map(async (path) => JSON.stringify((await bo.send('GET', path)).body)));
  for (const path of [`/v/${slug}`, `/v/${slug}/record.json`]) told.push(await (await fetch(server.url + path)).text());
  for (const answer of told) assert.doesNotMatch(answer, /The minutes say so/);
  assert.match(JSON.stringify((await amal.send('GET', `/api/claims/${id}`)).body), /The minutes say so/);
});
