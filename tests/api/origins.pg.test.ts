import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { NamesData, SuggestionsData } from '#shared/protocol/origins/names.js';
import type { DerivationEvidenceData, MatchesData, OriginLedgerData, RelativesData } from '#shared/protocol/origins/views.js';
import type { ArticleData, ClaimData } from '#shared/protocol/views.js';
import { Database } from '../../server/src/database/database.service.js';
import { Ledger } from '../../server/src/ledger/ledger.service.js';
import { rebuildClaims } from '../../server/src/projection/rebuild.js';
import { type Member, startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let amal: Member;
let bo: Member;
let ines: Member;
before(async () => {
  server = await startTestServer();
  amal = await server.member('checker', 'Amal');
  bo = await server.member('checker', 'Bo');
  ines = await server.member('auditor', 'Ines');
});

async function get<T>(path: string, as: Member = amal): Promise<T> {
  const answer = await server.send('GET', path, { as });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as T;
}
async function post(path: string, body: object, as: Member = amal): Promise<string> {
  const answer = await server.send('POST', path, { as, body });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return String(answer.body['id']);
}

const BODY =
  'The harbour of Port Ellis was closed on the night of the storm because the pilots refused to leave their station, two people who work there said. A tanker waited outside the breakwater until dawn.';

async function article(source: string, publishedOn: string, text: string): Promise<ArticleData> {
  const id = await post('/api/articles', { text, source, publishedOn, again: true });
  return get<ArticleData>(`/api/articles/${id}`);
}

function passage(of: ArticleData, words: string, attitude = 'reports') {
  const start = [...of.text.slice(0, of.text.indexOf(words))].length;
  assert.ok(of.text.includes(words), words);
  return { articleId: of.id, anchor: { start, end: start + [...words].length, exact: words, prefix: '', suffix: '' }, attitude };
}

async function story(): Promise<{ claim: string; herald: ArticleData; wire: ArticleData }> {
  const herald = await article('Ellis Herald', '2024-03-02', `Harbour closed\n\n${BODY}\n\nCommander Esmail Qaani was not there.`);
  const wire = await article(
    'Coast Wire',
    '2024-03-03',
    `Pilots refused\n\n${BODY.replace('two people who work there said', 'the Ellis Herald reported on Saturday')}\n\nMore follows.`,
  );
  const claim = await post('/api/claims', {
    wording: 'Pilots of Port Ellis refused to work',
    appearance: passage(herald, 'the pilots refused'),
  });
  await post(`/api/claims/${claim}/appearances`, passage(wire, 'the pilots refused'));
  return { claim, herald, wire };
}

test('OR4, OR6 a proposal is confirmed, refused and taken back as acts that are told, and the count and its history follow', async () => {
  const { claim } = await story();
  const ledger = () => get<OriginLedgerData>(`/api/claims/${claim}/origins`);
  const view = () => get<ClaimData>(`/api/claims/${claim}`);
  const [proposal] = (await ledger()).proposals;
  assert.ok(proposal && proposal.score > 0.8 && proposal.kind === 'quotes', JSON.stringify(proposal));
  assert.equal(proposal.confirmed.independent, 1);
  const { from, to, kind, score, reasons } = proposal;
  const body = { from, to, kind, reason: 'Word for word.', seen: { score, reasons } };
  const refusal = await post(`/api/claims/${claim}/derivation-refusals`, { ...body, reason: 'Both had the agency’s text.' });
  assert.deepEqual((await ledger()).proposals, []);
  assert.equal((await view()).origins.independent, 2);
  await post(`/api/derivation-refusals/${refusal}/withdrawal`, { reason: 'They had not.' }, bo);
  assert.equal((await ledger()).proposals.length, 1);
  const derivation = await post(`/api/claims/${claim}/derivations`, body, bo);
  assert.deepEqual((await view()).origins, { articles: 2, independent: 1, roots: ['Ellis Herald'] });
  assert.equal((await ledger()).without[0]?.origins.independent, 2);
  await post(`/api/derivations/${derivation}/withdrawal`, { reason: 'The Herald copied too.' });
  const after = await ledger();
  assert.deepEqual(
    after.history.map(({ origins }) => [origins.articles, origins.independent]),
    [
      [1, 1],
      [2, 2],
      [2, 1],
      [2, 2],
    ],
  );
  assert.equal(after.history[2]?.by.name, 'Bo');
  const history = await get<{ entries: { sentence?: string }[] }>(`/api/claims/${claim}/history`);
  const told = history.entries.map(({ sentence }) => sentence ?? '').join('\n');
  for (const words of [
    'refused that Coast Wire quotes Ellis Herald',
    'took back the refusal that',
    'confirmed that Coast Wire',
    'withdrew the note that',
  ]) {
    assert.ok(told.includes(words), `${words}\n${told}`);
  }
  const denied = await server.send('POST', `/api/claims/${claim}/derivation-refusals`, { as: ines, body });
  assert.equal(denied.status, 403);
});

test('OR5 the evidence of a derivation is read from both frozen texts; of another claim it is none', async () => {
  const { claim } = await story();
  const { appearances } = await get<ClaimData>(`/api/claims/${claim}`);
  const [herald, wire] = appearances;
  const evidence = await get<DerivationEvidenceData>(`/api/claims/${claim}/derivation-evidence?from=${wire?.id}&to=${herald?.id}`);
  assert.ok(evidence.sharedWords > 25);
  assert.ok(evidence.from.paragraphs.some(({ marks }) => marks.some(({ kind }) => kind === 'names')));
  const other = await post('/api/claims', { wording: 'Something else' });
  const answer = await server.send('GET', `/api/claims/${other}/derivation-evidence?from=${wire?.id}`, { as: amal });
  assert.equal(answer.status, 404);
});

test('OR7 articles that share text find each other, also after their regions changed, and nobody else’s articles', async () => {
  const one = await article(
    'Alpha',
    '2024-05-01',
    `First\n\n${BODY.replace('Port Ellis', 'Port Anders')} And more was said about the lights on the quay.`,
  );
  const two = await article(
    'Beta',
    '2024-05-02',
    `Second\n\n${BODY.replace('Port Ellis', 'Port Anders')} And more was said about the lights on the quay.`,
  );
  const names = async (): Promise<(string | null)[]> => {
    const { relatives, progress } = await get<RelativesData>(`/api/articles/${two.id}/relatives`);
    assert.equal(progress, null);
    return relatives.map(({ source }) => source);
  };
  assert.ok((await names()).includes('Alpha'));
  const region = one.regions.find(({ kind }) => kind === 'body');
  await post(`/api/articles/${one.id}/regions`, { start: region?.start, end: region?.end, kind: 'boilerplate' });
  for (let tries = 0; (await names()).includes('Alpha'); tries++) assert.ok(tries < 40, 'what is boilerplate is compared no more');
});

test('OR7 claims that may match are offered with their reasons, as their wording is now', async () => {
  await post('/api/claims', { wording: 'Esmail Qaani met 40 officers at the lighthouse of Cape Weller on 2 October 2023' });
  const { matches } = await get<MatchesData>(
    `/api/claim-matches?text=${encodeURIComponent('Ghaani saw 40 men at Weller lighthouse, Oct. 2')}`,
  );
  assert.match(matches[0]?.wording ?? '', /Cape Weller/);
  const reasons = matches[0]?.reasons.join(', ') ?? '';
  for (const words of [/Ghaani, there Esmail Qaani/, /same date/, /same number \(40\)/, /rare word/]) assert.match(reasons, words);
  const none = await get<MatchesData>(`/api/claim-matches?text=${encodeURIComponent('zzz qqq')}`);
  assert.deepEqual(none.matches, []);
});

test('NM3 searching one spelling finds the others in claims and articles, and what people judged to be the same name', async () => {
  const claim = await post('/api/claims', { wording: 'General Ghaani travelled to Basra' });
  const find = async (word: string): Promise<boolean> => {
    const { claims } = await get<{ claims: { id: string }[] }>(`/api/claims?search=${encodeURIComponent(word)}`);
    return claims.some(({ id }) => id === claim);
  };
  for (const word of ['Ghaani', 'Qaani', 'qa’ani', "Qa'ani"]) assert.ok(await find(word), word);
  assert.ok(!(await find('Khamenei')));
  for (const wording of ['سردار قاآنی به بصره رفت', 'سافر قاني إلى البصرة', 'Генерал Каани ездил в Басру', 'הגנרל קאאני נסע לבצרה']) {
    const foreign = await post('/api/claims', { wording });
    const { claims } = await get<{ claims: { id: string }[] }>('/api/claims?search=Qaani');
    assert.ok(
      claims.some(({ id }) => id === foreign),
      wording,
    );
  }
  for (const word of ['قاآنی', 'قاني', 'Каани']) assert.ok(await find(word), word);
  const { articles } = await get<{ articles: { source: string | null }[] }>('/api/articles?search=Ghaani');
  assert.ok(
    articles.some(({ source }) => source === 'Ellis Herald'),
    'the article prints Qaani',
  );
  assert.ok(!(await find('Suleiman')));
  const judgement = await post('/api/name-judgements', { one: 'Suleiman', other: 'Ghaani', same: true, reason: 'His nom de guerre.' });
  assert.ok(await find('Suleiman'));
  const again = await server.send('POST', '/api/name-judgements', {
    as: bo,
    body: { one: 'Ghaani', other: 'Suleiman', same: false, reason: 'No.' },
  });
  assert.deepEqual([again.status, again.body.code], [409, 'already-exists']);
  await post(`/api/name-judgements/${judgement}/withdrawal`, { reason: 'Somebody else’s.' }, bo);
  assert.ok(!(await find('Suleiman')));
  const { judgements } = await get<NamesData>('/api/names');
  assert.deepEqual([judgements[0]?.by.name, judgements[0]?.withdrawn?.by.name], ['Amal', 'Bo']);
});

test('SG1 suggestions say why, mark nothing, and are counted by what people decided', async () => {
  const text =
    'A story\n\nThe ministry said that 500 people were arrested in the capital on Tuesday. Bread is baked there every day of the week.';
  const { id } = await article('Gamma', '2024-06-01', text);
  const view = () => get<SuggestionsData>(`/api/articles/${id}/suggestions`);
  const [first, ...more] = (await view()).suggestions;
  assert.deepEqual([more.length, first?.judged], [0, null]);
  assert.ok(first?.reasons.includes('a figure') && first.reasons.includes('an attribution'), first?.reasons.join());
  const before = await get<ArticleData>(`/api/articles/${id}`);
  const body = { start: first?.start, end: first?.end, accepted: false };
  await post(`/api/articles/${id}/suggestions`, body);
  await post(`/api/articles/${id}/suggestions`, { ...body, accepted: true }, bo);
  const after = await view();
  assert.deepEqual([after.suggestions[0]?.judged?.accepted, after.suggestions[0]?.judged?.by.name], [true, 'Bo']);
  assert.deepEqual(after.precision, { accepted: 1, decided: 1 });
  assert.deepEqual((await get<ArticleData>(`/api/articles/${id}`)).appearances, before.appearances);
  const nothing = await server.send('POST', `/api/articles/${id}/suggestions`, { as: amal, body: { start: 0, end: 3, accepted: true } });
  assert.equal(nothing.status, 404);
});

test('MG1, MG2 a merged claim leaves the desk and comes back whole; the log verifies and the read models follow from it', async () => {
  const { claim, herald } = await story();
  const goes = await post('/api/claims', { wording: 'The pilots would not go', appearance: passage(herald, 'A tanker waited') });
  await post(`/api/claims/${goes}/evidence`, { kind: 'quote', quote: 'A tanker waited', stance: 'supports', source: 'Herald' });
  const appearances = async (id: string) => (await get<ClaimData>(`/api/claims/${id}`)).appearances.length;
  assert.equal(await appearances(claim), 2);
  await post(`/api/claims/${claim}/merges`, { claimId: goes, reason: 'The same night, the same refusal.' });
  const desk = async () => (await get<{ claims: { id: string }[] }>('/api/claims')).claims.map(({ id }) => id);
  assert.ok(!(await desk()).includes(goes));
  assert.equal(await appearances(claim), 3);
  const merged = await get<ClaimData>(`/api/claims/${goes}`);
  assert.equal(merged.mergedInto?.id, claim);
  assert.equal(merged.evidence.length, 1);
  const refused = await server.send('POST', `/api/claims/${goes}/appearances`, { as: amal, body: passage(herald, 'until dawn') });
  assert.deepEqual([refused.status, refused.body.code], [409, 'claim-merged']);
  const moved = merged.appearances[0]?.id ?? '';
  await post(`/api/appearances/${moved}/withdrawal`, { reason: 'It says something else.' }, bo);
  await rebuilt();
  await post(`/api/claims/${goes}/unmerging`, { reason: 'Another night.' }, bo);
  assert.ok((await desk()).includes(goes));
  assert.equal(await appearances(claim), 2);
  assert.equal((await get<ClaimData>(`/api/claims/${goes}`)).appearances[0]?.withdrawn?.by.name, 'Bo');
  await rebuilt();
  const self = await server.send('POST', `/api/claims/${claim}/merges`, { as: amal, body: { claimId: claim, reason: 'No.' } });
  assert.equal(self.status, 400);
});

async function rebuilt(): Promise<void> {
  const database = server.app.get(Database);
  const ledger = server.app.get(Ledger);
  const read = () =>
    database.read(async (tx) => {
      const tables: unknown[] = [];
      for (const table of ['claim', 'claim_part', 'appearance', 'contribution']) {
        tables.push(await tx.query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`));
      }
      return tables;
    });
  const before = await read();
  await database.inTransaction((tx) => rebuildClaims(tx, ledger));
  assert.deepEqual(await read(), before);
  assert.ok((await database.read((tx) => ledger.verify(tx))).ok);
}
