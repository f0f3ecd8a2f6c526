import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { rationaleOf, wordingOf } from '#shared/document/layout.js';
import type { Actor } from '#shared/domain/actor.js';
import { contentHash, textHash } from '#shared/log/hash.js';
import type { ClaimData, HistoryData } from '#shared/protocol/views.js';
import { Database } from '../../server/src/database/database.service.js';
import { DOCUMENTS, type Documents } from '../../server/src/sync/documents.js';
import { PASSWORD, runningTeam, type Speaker } from '../support/running-team.js';

const ARTICLE = `A report on a meeting

By Our Correspondent

Officials approved the plan at a meeting on Monday, according to the Gazette, citing people familiar with the discussions.

A spokesperson denied it the same evening.
`;

// At the top of the file: a hook's own hooks would stop the server as soon as the hook ends.
const team = await runningTeam();
const amal = await team.member('Amal', 'checker');
const bo = await team.member('Bo', 'checker');
const lead = await team.member('Leila', 'lead');
const second = await team.member('Mikael', 'lead');
const auditor = await team.member('Ines', 'auditor');

const view = (member: Speaker, claimId: string): Promise<ClaimData> => member.get(`/api/claims/${claimId}`);

/** Writes into the sheet as that person, as an editor would. */
async function write(member: Speaker, claimId: string, change: (doc: Y.Doc) => void): Promise<void> {
  const documents: Documents = team.server.app.get(DOCUMENTS);
  const teamId = (await member.get<{ team: { id: string } }>('/api/session')).team.id;
  const actor: Actor = { userId: member.id, teamId, name: member.name, role: member.role, sessionHash: '00'.repeat(32) };
  await team.server.app.get(Database).inTransaction((tx) => documents.write(tx, actor, `sheet/${claimId}`, change));
}

function addParagraph(fragment: Y.XmlFragment, text: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  fragment.insert(fragment.length, [paragraph]);
}

async function importArticle(title: string, source: string): Promise<{ id: string; anchor: Record<string, unknown> }> {
  const { id } = await amal.post('/api/articles', { text: ARTICLE, again: true, title, source, publishedOn: '2023-10-10' });
  const article = await amal.get<{ text: string }>(`/api/articles/${id}`);
  const exact = 'Officials approved the plan at a meeting on Monday';
  const start = [...article.text.slice(0, article.text.indexOf(exact))].length;
  return { id, anchor: { start, end: start + [...exact].length, exact, prefix: '', suffix: ', according to the Gazette' } };
}

async function claimWithEvidence(): Promise<string> {
  const article = await importArticle('A report', 'The Gazette');
  const appearance = {
    articleId: article.id,
    anchor: article.anchor,
    attitude: 'reports',
    attribution: [{ name: 'people familiar', anonymous: true }],
  };
  const { id } = await amal.post('/api/claims', { wording: 'Officials approved the plan', claimant: 'The Gazette', appearance });
  await amal.post(`/api/claims/${id}/evidence`, { kind: 'quote', quote: 'approved the plan', stance: 'supports', source: 'The Gazette' });
  await write(amal, id, (doc) => addParagraph(rationaleOf(doc), 'One report says so; an official denies it.'));
  return id;
}

async function propose(member: Speaker, claimId: string, rating: string): Promise<string> {
  const seen = await view(member, claimId);
  return (await member.post(`/api/claims/${claimId}/proposals`, { rating, contentHash: contentHash({ ...seen.content, rating }) })).id;
}

/** A claim in two articles, with Amal's and Bo's opinions, seen blind until given. */
async function argued(): Promise<string> {
  const id = await claimWithEvidence();
  const article = await importArticle('Another report', 'The Herald');
  const appearance = { articleId: article.id, anchor: article.anchor, attitude: 'reports' };
  const { id: from } = await bo.post(`/api/claims/${id}/appearances`, appearance);
  await bo.post(`/api/claims/${id}/derivations`, { from, to: { report: 'The Gazette report' }, kind: 'rewrites', reason: 'Names it.' });
  assert.deepEqual((await view(bo, id)).origins, { articles: 2, independent: 2, roots: ['The Gazette', 'The Gazette report'] });
  await amal.post(`/api/claims/${id}/opinions`, { rating: 'conflicting-evidence', reason: 'Both sides.' });
  assert.deepEqual([(await view(bo, id)).opinions.hidden, (await view(bo, id)).opinions.given], [true, []]);
  const blind = await bo.get<HistoryData>(`/api/claims/${id}/history`);
  assert.doesNotMatch(JSON.stringify(blind), /Both sides|Conflicting evidence/);
  await bo.post(`/api/claims/${id}/opinions`, { rating: 'not-enough-evidence' });
  assert.equal((await view(bo, id)).opinions.given.length, 2);
  return id;
}

/** Proposed, dissented from, answered, returned, proposed again: answers the second proposal. */
async function disputed(id: string): Promise<string> {
  const first = await propose(amal, id, 'conflicting-evidence');
  const dissent = await bo.post(`/api/proposals/${first}/dissents`, { rating: 'not-enough-evidence', reason: 'One unnamed source.' });
  const seen = await view(lead, id);
  assert.equal(seen.waitsForMe, 'A dissent waits for your answer.');
  const early = await lead.send('POST', `/api/proposals/${first}/approval`, { contentHash: seen.contentHash, password: PASSWORD });
  assert.equal(early.body['code'], 'dissent-open');
  await lead.post(`/api/dissents/${dissent.id}/answer`, { answer: 'The denial is evidence too.' });
  await lead.post(`/api/proposals/${first}/return`, { comment: 'Say who denied it.' });
  await write(amal, id, (doc) => addParagraph(rationaleOf(doc), 'The spokesperson denied it on the same evening.'));
  return propose(amal, id, 'conflicting-evidence');
}

test('the main job over HTTP: opened, argued, dissented from, returned, approved, published, corrected, reopened', async () => {
  const id = await argued();
  const proposal = await disputed(id);
  const { contentHash: seen } = await view(lead, id);
  const approve = (fields: Record<string, string>) =>
    lead.send('POST', `/api/proposals/${proposal}/approval`, { contentHash: seen, ...fields });
  assert.equal((await approve({ password: 'not-it', reason: 'x' })).body['code'], 'password-wrong');
  const withoutReason = await approve({ password: PASSWORD });
  assert.deepEqual([withoutReason.body['code'], withoutReason.body['path']], ['dissent-open', 'reason']);
  assert.equal((await approve({ password: PASSWORD, reason: 'The denial weighs as much.' })).status, 200);
  await lead.post(`/api/claims/${id}/publication`, { contentHash: seen });

  const published = await view(lead, id);
  assert.equal(published.stage, 'published');
  const address = `${team.server.url}/v/${published.publications[0]?.slug}`;
  const page = await (await fetch(address)).text();
  for (const words of [
    'Officials approved the plan',
    'Conflicting evidence',
    'One unnamed source.',
    'The denial is evidence too.',
    'ClaimReview',
  ]) {
    assert.ok(page.includes(words), `the page says “${words}”`);
  }
  const correction = { kind: 'correction', before: 'evening', after: 'morning', reason: 'Wrong hour.', notice: 'We had the wrong hour.' };
  await lead.post(`/api/claims/${id}/corrections`, correction);
  assert.ok((await (await fetch(address)).text()).includes('We had the wrong hour.'));
  await bo.post(`/api/claims/${id}/reopening`, { reason: 'New documents.' });
  assert.equal((await view(bo, id)).stage, 'in-revision');
  assert.equal((await fetch(`${address}/1`)).status, 200);
  assert.equal((await fetch(`${address}/2`)).status, 404);

  const history = await auditor.get<HistoryData>(`/api/claims/${id}/history`);
  assert.ok(history.entries.some((entry) => entry.kind === 'burst'));
  assert.ok(history.entries.some((entry) => entry.kind === 'act' && entry.sentence === 'answered Bo’s dissent'));
});

test('the desk finds claims by wording, claimant, number and source, and counts them by stage', async () => {
  const find = async (query: string): Promise<string[]> => {
    const { claims } = await amal.get<{ claims: { wording: string }[] }>(`/api/claims?${query}`);
    return claims.map(({ wording }) => wording);
  };
  await amal.post('/api/claims', { wording: 'Der Bürgermeister trat zurück', claimant: 'Esmail Qaani' });
  assert.deepEqual(await find('search=burgermeister'), ['Der Bürgermeister trat zurück']);
  assert.deepEqual(await find('search=qaani%20zuruck'), ['Der Bürgermeister trat zurück']);
  assert.deepEqual(await find('search=qaani%20nowhere'), []);
  assert.ok((await find('search=herald')).includes('Officials approved the plan'));
  assert.ok((await find('search=%23')).length > 1);
  const { counts } = await amal.get<{ counts: Record<string, number> }>('/api/claims');
  assert.equal(counts['all'], (await find('')).length);
  assert.equal(counts['in-progress'], (await find('stage=in-progress')).length);
});

test('VD4 one changed word between proposal and approval refuses the approval and shows the difference', async () => {
  const id = await claimWithEvidence();
  await amal.post(`/api/claims/${id}/opinions`, { rating: 'supported' });
  const proposal = await propose(amal, id, 'supported');
  const seen = await view(lead, id);
  await write(bo, id, (doc) => addParagraph(rationaleOf(doc), 'One more sentence.'));
  const answer = await lead.send('POST', `/api/proposals/${proposal}/approval`, { contentHash: seen.contentHash, password: PASSWORD });
  assert.equal(answer.body['code'], 'content-changed');
  const facts = answer.body['facts'] as { differences: { field: string; before: string; after: string }[] };
  assert.deepEqual(
    facts.differences.map(({ field }) => field),
    ['rationale'],
  );
  assert.ok(facts.differences[0]?.after.endsWith('One more sentence.'));
});

test('VD2 whoever wrote one word into the sheet cannot approve, and the refusal names who can', async () => {
  const id = await claimWithEvidence();
  await amal.post(`/api/claims/${id}/opinions`, { rating: 'supported' });
  await write(lead, id, (doc) => addParagraph(wordingOf(doc), 'in full'));
  const proposal = await propose(amal, id, 'supported');
  const seen = await view(lead, id);
  const answer = await lead.send('POST', `/api/proposals/${proposal}/approval`, { contentHash: seen.contentHash, password: PASSWORD });
  assert.equal(answer.body['code'], 'approver-is-contributor');
  assert.deepEqual((answer.body['facts'] as { could: string[] }).could, ['Mikael']);
  await second.post(`/api/proposals/${proposal}/approval`, { contentHash: seen.contentHash, password: PASSWORD });
});

test('VD5 a word changed after the approval ends it: publishing is refused with the difference', async () => {
  const id = await claimWithEvidence();
  await amal.post(`/api/claims/${id}/opinions`, { rating: 'supported' });
  const proposal = await propose(amal, id, 'supported');
  const seen = await view(lead, id);
  await lead.post(`/api/proposals/${proposal}/approval`, { contentHash: seen.contentHash, password: PASSWORD });
  await write(bo, id, (doc) => addParagraph(rationaleOf(doc), 'Slipped in.'));
  const answer = await lead.send('POST', `/api/claims/${id}/publication`, { contentHash: seen.contentHash });
  assert.equal(answer.body['code'], 'content-changed');
});

test('PB1 nothing that is not published can be reached without a session', async () => {
  const id = await claimWithEvidence();
  const paths = [`/v/${id}`, `/v/${id.slice(0, 8)}`, `/v/officials-approved-the-plan-${id.slice(0, 8)}`, `/v/..%2f..%2fapi/claims`];
  for (const path of paths) assert.equal((await fetch(team.server.url + path)).status, 404, path);
  for (const path of [`/api/claims/${id}`, `/api/claims/${id}/history`, '/api/claims', `/api/captures/${'a'.repeat(64)}`]) {
    assert.equal((await fetch(team.server.url + path)).status, 401, path);
  }
});

test('LG8 the same key with the same command answers the first receipt; with another it is refused', async () => {
  const body = { wording: 'Said once' };
  const first = await amal.post('/api/claims', body, 'one-key-for-one-claim');
  assert.deepEqual(await amal.post('/api/claims', body, 'one-key-for-one-claim'), first);
  const other = await amal.send('POST', '/api/claims', { wording: 'Said otherwise' }, 'one-key-for-one-claim');
  assert.equal(other.body['code'], 'idempotency-mismatch');
});

test('EV1 a file comes back byte for byte, as a download in a sandbox', async () => {
  const bytes = new TextEncoder().encode('<script>alert(1)</script>');
  const upload = await fetch(`${team.server.url}/api/captures`, {
    method: 'POST',
    headers: { cookie: amal.cookie, 'content-type': 'text/html', 'x-file-name': encodeURIComponent('../../pagé.html') },
    body: bytes,
  });
  const capture = (await upload.json()) as { sha256: string; mediaType: string; fileName: string };
  assert.deepEqual([capture.mediaType, capture.fileName], ['text/plain', 'pagé.html']);
  const download = await fetch(`${team.server.url}/api/captures/${capture.sha256}`, { headers: { cookie: auditor.cookie } });
  assert.deepEqual(new Uint8Array(await download.arrayBuffer()), bytes);
  assert.match(download.headers.get('content-disposition') ?? '', /^attachment/);
  assert.match(download.headers.get('content-security-policy') ?? '', /^sandbox/);
  const refused = await fetch(`${team.server.url}/api/captures`, { method: 'POST', headers: { cookie: auditor.cookie }, body: bytes });
  assert.equal(refused.status, 403);
});

test('EV1 every kind of evidence has a capture: the bytes that its hash names can be had back', async () => {
  const { id } = await amal.post('/api/claims', { wording: 'Four kinds of evidence' });
  const article = await importArticle('A third report', 'The Gazette');
  const file = await fetch(`${team.server.url}/api/captures`, {
    method: 'POST',
    headers: { cookie: amal.cookie, 'content-type': 'application/octet-stream' },
    body: new TextEncoder().encode('%PDF-1.7'),
  });
  const { sha256 } = (await file.json()) as { sha256: string };
  const url = 'https://example.org/a?b=1';
  const bodies = [
    { kind: 'link', url, excerpt: 'It is so.', stance: 'supports' },
    { kind: 'quote', quote: '“It is so”, he said.', stance: 'refutes', source: 'A minister' },
    { kind: 'file', capture: sha256, stance: 'context' },
    { kind: 'article-span', articleId: article.id, anchor: article.anchor, stance: 'supports' },
  ];
  for (const body of bodies) await amal.post(`/api/claims/${id}/evidence`, body);
  const { evidence } = await view(amal, id);
  const captured: string[] = [];
  for (const item of evidence) {
    const answer = await fetch(`${team.server.url}/api/captures/${item.capture.sha256}`, { headers: { cookie: amal.cookie } });
    const text = await answer.text();
    assert.equal(textHash(text), item.capture.sha256);
    captured.push(text);
  }
  assert.deepEqual(captured.slice(0, 3), [`{"excerpt":"It is so.","url":"${url}"}`, '“It is so”, he said.', '%PDF-1.7']);
  assert.deepEqual(
    evidence.map(({ source }) => source),
    ['example.org', 'A minister', '', 'The Gazette'],
  );
  const unknown = await amal.send('POST', `/api/claims/${id}/evidence`, { kind: 'file', capture: 'ab'.repeat(32), stance: 'context' });
  assert.equal(unknown.body['code'], 'capture-unknown');
  const moved = { ...article.anchor, exact: 'Words that do not stand there at all, not one of them' };
  const wrong = await amal.send('POST', `/api/claims/${id}/evidence`, {
    kind: 'article-span',
    articleId: article.id,
    anchor: moved,
    stance: 'context',
  });
  assert.equal(wrong.body['code'], 'anchor-mismatch');
});
