import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { ArticleData, ClaimData, HistoryData } from '#shared/protocol/views.js';
import { makeAnchor } from '#shared/text/anchors.js';
import { News } from '../../server/src/broadcast/news.js';
import { Database } from '../../server/src/database/database.service.js';
import { Ledger } from '../../server/src/ledger/ledger.service.js';
import { type Answer, type Member, startTestServer, type TestServer } from '../support/test-server.js';

const FIRST =
  'Cranes bought with school money\nThe harbour board bought two cranes in May. A clerk denied that money for the school was used.\nread more: storms';
const SECOND =
  'Cranes bought with school money\nA new paragraph stands in front of it all.\nThe harbour board bought two cranes in May. A clerk strongly denied that money for the school was used.\nread more: storms';

let server: TestServer;
let checker: Member;
let other: Member;
before(async () => {
  server = await startTestServer();
  checker = await server.member('checker', 'Amal');
  other = await server.member('checker', 'Bo');
});

async function article(id: string, version?: number): Promise<ArticleData> {
  const query = version === undefined ? '' : `?version=${version}`;
  const answer = await server.send('GET', `/api/articles/${id}${query}`, { as: checker });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as unknown as ArticleData;
}

async function imported(text = FIRST): Promise<ArticleData> {
  const receipt = await server.send('POST', '/api/articles', { as: checker, body: { text } });
  return article(String(receipt.body['id']));
}

function addVersion(id: string, text: string, as: Member = other, headers = {}): Promise<Answer> {
  return server.send('POST', `/api/articles/${id}/versions`, { as, body: { text }, headers });
}

async function sentences(id: string): Promise<string[]> {
  const answer = await server.send('GET', `/api/articles/${id}/history`, { as: checker });
  return (answer.body as unknown as HistoryData).entries.flatMap((entry) => (entry.kind === 'act' ? [entry.sentence] : []));
}

const spanOf = (data: ArticleData, words: string) => {
  const start = [...data.text.slice(0, data.text.indexOf(words))].length;
  return { versionId: data.version.id, start, end: start + [...words].length, exact: words };
};

test('AR11 another text becomes the next version; the first stays readable to the letter, and everyone is told', async () => {
  const first = await imported();
  const told: string[] = [];
  const off = server.app.get(News).onNews((_, { objects }) => told.push(...objects.map(({ type, id }) => `${type} ${id}`)));
  const receipt = await addVersion(first.id, SECOND, other, { 'idempotency-key': 'version-two-1' });
  off();
  assert.equal(receipt.status, 200, JSON.stringify(receipt.body));
  assert.equal(receipt.body['number'], 2);
  assert.ok(told.includes(`article ${first.id}`));
  const second = await article(first.id);
  assert.deepEqual([second.version.number, second.text, second.version.importedBy.name], [2, SECOND, 'Bo']);
  assert.deepEqual(
    second.versions.map(({ number, importedBy }) => [number, importedBy.name]),
    [
      [1, 'Amal'],
      [2, 'Bo'],
    ],
  );
  assert.notEqual(second.document, first.document);
  const old = await article(first.id, 1);
  assert.deepEqual([old.text, old.version.sha256, old.regions, old.document], [FIRST, first.version.sha256, first.regions, first.document]);
  const again = await addVersion(first.id, SECOND, other, { 'idempotency-key': 'version-two-1' });
  assert.deepEqual(again.body, receipt.body, 'a command sent again acts once');
  assert.ok((await sentences(first.id)).includes('imported version 2 of the article'));
  assert.equal((await server.send('GET', `/api/articles/${first.id}?version=3`, { as: checker })).body.code, 'not-found');
});

test('AR11 the text of the last version again is refused; an earlier one that came back is a version of its own', async () => {
  const { id } = await imported();
  const same = await addVersion(id, `  ${FIRST.replace(' two ', '  two\u200b ')}\n\n`);
  assert.deepEqual([same.status, same.body.code, same.body.path], [409, 'version-unchanged', 'text']);
  assert.match(String(same.body.message), /version 1 to the letter/);
  assert.equal((await addVersion(id, SECOND)).status, 200);
  assert.equal((await addVersion(id, FIRST)).body['number'], 3);
  const refused = await Promise.all([addVersion(id, 'One more text.'), addVersion(id, 'One more text.', checker)]);
  assert.deepEqual(refused.map(({ status }) => status).sort(), [200, 409], 'two people with the same text make one version');
  assert.equal((await addVersion(id, ' \n ')).body.code, 'text-empty');
});

test('AN7 what a person says of a stretch is an act that counts at once and can be taken back', async () => {
  const first = await imported();
  await addVersion(first.id, SECOND);
  const second = await article(first.id);
  const from = spanOf(first, 'A clerk denied that money');
  const { versionId: _, ...place } = spanOf(second, 'A clerk strongly denied that money');
  const say = (body: unknown): Promise<Answer> => server.send('POST', `/api/articles/${first.id}/placements`, { as: other, body });
  const versionId = second.version.id;
  assert.equal((await say({ from: { ...from, start: from.start + 1 }, versionId, place })).body.code, 'anchor-mismatch');
  assert.equal((await say({ from, versionId, place: { ...place, start: place.start + 1 } })).body.path, 'place');
  assert.equal((await say({ from: { ...from, versionId }, versionId, place })).body.code, 'malformed');
  assert.equal((await say({ from, versionId, place })).status, 200);
  assert.equal((await say({ from, versionId, place })).body.code, 'already-exists');
  const { placements } = await article(first.id);
  assert.deepEqual([placements[0]?.place?.exact, placements[0]?.by.name, placements.length], [place.exact, 'Bo', 1]);
  assert.equal((await say({ from, versionId, place: null })).status, 200, 'a later word counts instead');
  assert.equal((await article(first.id)).placements[0]?.place, null);
  const { exact: __, ...span } = from;
  const release = (): Promise<Answer> =>
    server.send('POST', `/api/articles/${first.id}/placements/release`, { as: checker, body: { from: span, versionId } });
  assert.equal((await release()).status, 200);
  assert.deepEqual((await article(first.id)).placements, []);
  assert.equal((await release()).body.code, 'anchor-not-placed');
  const told = (await sentences(first.id)).filter((sentence) => sentence.includes('A clerk denied'));
  assert.deepEqual(told, [
    'confirmed where “A clerk denied that money” of version 1 stands in version 2',
    'said that “A clerk denied that money” of version 1 stands nowhere in version 2',
    'took back where “A clerk denied that money” of version 1 stands in version 2',
  ]);
  assert.equal((await server.app.get(Database).read((tx) => server.app.get(Ledger).verify(tx))).ok, true);
});

test('AN5 appearances and evidence are judged against the version that they name', async () => {
  const first = await imported();
  await addVersion(first.id, SECOND);
  const { versionId, ...span } = spanOf(first, 'A clerk denied that money');
  const anchor = makeAnchor(first.text, span.start, span.end);
  const opened = await server.send('POST', '/api/claims', {
    as: checker,
    body: { wording: 'A clerk denied it', appearance: { articleId: first.id, versionId, anchor, attitude: 'denies' } },
  });
  assert.equal(opened.status, 200, JSON.stringify(opened.body));
  const claimId = String(opened.body['id']);
  const body = { kind: 'article-span', articleId: first.id, anchor, stance: 'supports' };
  const attach = (extra: object): Promise<Answer> =>
    server.send('POST', `/api/claims/${claimId}/evidence`, { as: checker, body: { ...body, ...extra } });
  assert.equal((await attach({})).body.code, 'anchor-mismatch', 'in the last version these words stand elsewhere');
  const attached = await attach({ versionId });
  assert.equal(attached.status, 200, JSON.stringify(attached.body));
  const foreign = await imported('Another article altogether stands here.');
  assert.equal((await attach({ versionId: foreign.version.id })).body.path, 'versionId');
  const shown = await article(first.id);
  assert.deepEqual(
    [shown.appearances[0]?.versionId, shown.evidenceSpans[0]?.versionId, shown.evidenceSpans[0]?.anchor.exact],
    [versionId, versionId, anchor.exact],
  );
});

test('AR12 boilerplate takes no claim unless somebody insists, whatever the client shows', async () => {
  const data = await imported();
  const { versionId, ...span } = spanOf(data, 'read more: storms');
  const anchor = makeAnchor(data.text, span.start, span.end);
  const open = (extra: object): Promise<Answer> =>
    server.send('POST', '/api/claims', {
      as: checker,
      body: { wording: 'Storms', appearance: { articleId: data.id, versionId, anchor, attitude: 'asserts', ...extra } },
    });
  const refused = await open({});
  assert.deepEqual([refused.status, refused.body.code], [409, 'region-boilerplate']);
  const insisted = await open({ insist: true });
  assert.equal(insisted.status, 200);
  const body = { start: span.start, end: span.end, kind: 'body', versionId };
  assert.equal((await server.send('POST', `/api/articles/${data.id}/regions`, { as: checker, body })).status, 200);
  const corrected = await open({ insist: true });
  assert.equal(corrected.status, 200);
  assert.equal((await open({})).status, 200, 'a corrected region is remembered');
  const told = async ({ body: { id } }: Answer): Promise<string> =>
    JSON.stringify((await server.send('GET', `/api/claims/${String(id)}/history`, { as: checker })).body);
  assert.match(await told(insisted), /insisting although the words stand in boilerplate/, 'the history tells it');
  assert.doesNotMatch(await told(corrected), /insisting/, 'and only where there was something to insist on');
});

test('AR16 each version says of itself what it does: shown with it, listed by the newest, cited by the one that was marked, told in the history', async () => {
  const about = { title: 'Cranes', source: 'Harbour Post', byline: 'Ana Ruiz', publishedOn: '2024-05-03', language: 'en' };
  const receipt = await server.send('POST', '/api/articles', { as: checker, body: { text: FIRST, ...about } });
  const id = String(receipt.body['id']);
  const anew = { title: 'Cranes, corrected', publishedOn: '2024-05-04', byline: null, url: 'https://example.org/cranes' };
  const added = await server.send('POST', `/api/articles/${id}/versions`, { as: other, body: { text: SECOND, ...anew } });
  assert.equal(added.status, 200, JSON.stringify(added.body));
  const describe = ({ title, source, byline, url, publishedOn, language }: Omit<ArticleData, 'id'>) => ({
    title,
    source,
    byline,
    url,
    publishedOn,
    language,
  });
  const first = { ...about, url: null };
  const second = { ...first, ...anew };
  const [newest, old] = [await article(id), await article(id, 1)];
  assert.deepEqual([describe(newest), describe(old)], [second, first], 'what is left out is as before, null is unknown');
  assert.deepEqual(
    newest.versions.map(({ title, url }) => [title, url]),
    [
      ['Cranes', null],
      ['Cranes, corrected', anew.url],
    ],
  );
  const list = (await server.send('GET', '/api/articles?search=corrected', { as: checker })).body as unknown as {
    articles: { id: string; title: string }[];
  };
  assert.deepEqual(
    list.articles.map((row) => [row.id, row.title]),
    [[id, 'Cranes, corrected']],
  );

  const cite = async (data: ArticleData): Promise<unknown> => {
    const { versionId, ...span } = spanOf(data, 'money for the school was used');
    const appearance = { articleId: id, versionId, anchor: { ...span, prefix: '', suffix: '' }, attitude: 'reports', attribution: [] };
    const made = await server.send('POST', '/api/claims', { as: checker, body: { wording: `Said in ${data.title}`, appearance } });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const { appearances } = (await server.send('GET', `/api/claims/${String(made.body['id'])}`, { as: checker }))
      .body as unknown as ClaimData;
    return appearances.map(({ articleTitle, publishedOn }) => [articleTitle, publishedOn]);
  };
  assert.deepEqual(await cite(old), [['Cranes', '2024-05-03']], 'cited as the version that was marked, though there is a newer one');
  assert.deepEqual(await cite(newest), [['Cranes, corrected', '2024-05-04']]);

  const entries = (await server.send('GET', `/api/articles/${id}/history`, { as: checker })).body as unknown as HistoryData;
  const told = entries.entries.find((entry) => entry.kind === 'act' && entry.sentence.startsWith('imported version 2'));
  assert.equal(
    told?.kind === 'act' ? told.detail : null,
    'title: “Cranes” → “Cranes, corrected”; byline: “Ana Ruiz” → unknown; link: unknown → “https://example.org/cranes”; day: “2024-05-03” → “2024-05-04”',
  );
  for (const [field, wrong] of [
    ['publishedOn', '2024-13-01'],
    ['language', 'English, I think'],
    ['url', 'ftp://example.org'],
    ['title', 'x'.repeat(501)],
  ]) {
    const refused = await server.send('POST', `/api/articles/${id}/versions`, {
      as: other,
      body: { text: `${SECOND} More.`, [String(field)]: wrong },
    });
    assert.deepEqual([refused.status, refused.body.path], [400, field], JSON.stringify(refused.body));
  }
  const source = await server.database.source();
  await assert.rejects(source.query(`UPDATE article_version SET title = 'x'`), /permission denied/);
});
