import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { ArticleData, ClaimData, HistoryData } from '#shared/protocol/views.js';
import { AnchorText, makeAnchor } from '#shared/text/anchors.js';
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
  const receipt = await server.send('POST', '/api/articles', { as: checker, body: { text, again: true } });
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

test('AN11 a claim says which version its words and its evidence are of, and what became of them in the newest', async () => {
  const text = (words: string): string => `Cranes for the harbour\nThe board bought two cranes in May, it said.\n${words}`;
  const GONE = 'Nobody at the ferry company wanted to speak about the old contract.';
  const { body } = await server.send('POST', '/api/articles', {
    as: checker,
    body: { text: text(`${GONE}\nIt rained on the old harbour bridge for three days, said the harbour master of the small town.`) },
  });
  const id = String(body['id']);
  const first = await article(id);
  const mark = async (words: string): Promise<string> => {
    const { versionId, ...span } = spanOf(first, words);
    const anchor = makeAnchor(first.text, span.start, span.end);
    const appearance = { articleId: id, versionId, anchor, attitude: 'asserts', attribution: [] };
    const made = await server.send('POST', '/api/claims', { as: checker, body: { wording: words, appearance } });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const evidence = { kind: 'article-span', stance: 'supports', source: 'Harbour Post', articleId: id, versionId, anchor };
    const taken = await server.send('POST', `/api/claims/${String(made.body['id'])}/evidence`, { as: checker, body: evidence });
    assert.equal(taken.status, 200, JSON.stringify(taken.body));
    return String(made.body['id']);
  };
  const claims = [
    await mark('The board bought two cranes'),
    await mark(GONE),
    await mark('It rained on the old harbour bridge for three days, said the harbour master of the small town.'),
  ];
  const told = async (): Promise<unknown[]> => {
    const views = await Promise.all(claims.map((claim) => server.send('GET', `/api/claims/${claim}`, { as: other })));
    return views.map(({ body: view }) => {
      const { appearances, evidence } = view as unknown as ClaimData;
      const [appearance] = appearances;
      assert.deepEqual(
        evidence[0]?.inVersion,
        { version: appearance?.version, newest: appearance?.newest },
        'of evidence the same is said',
      );
      return [appearance?.version, appearance?.newest && [appearance.newest.number, appearance.newest.fate, appearance.newest.said]];
    });
  };
  const nothing = [1, null];
  assert.deepEqual(await told(), [nothing, nothing, nothing]);
  await addVersion(
    id,
    text('Then it was late.\nIt rained on the old harbour bridge for three days, said the harbour master of the small town.'),
  );
  const expected = [
    [1, [2, 'exact', false]],
    [1, [2, 'orphan', false]],
    [1, [2, 'moved', false]],
  ];
  assert.deepEqual(await told(), expected);
  assert.deepEqual(await told(), expected, 'the same from what was remembered');
  const second = await article(id);
  const { versionId: _, ...place } = spanOf(second, 'Then it was late.');
  const from = spanOf(first, GONE);
  const said = { from, versionId: second.version.id, place };
  assert.equal((await server.send('POST', `/api/articles/${id}/placements`, { as: other, body: said })).status, 200);
  assert.deepEqual((await told())[1], [1, [2, 'placed', true]]);
  await addVersion(id, text('It rained on the old harbour bridge for three days, said the harbour master of the small town.'));
  const [stands, , moved] = await told();
  assert.deepEqual(
    [stands, moved],
    [
      [1, [3, 'exact', false]],
      [1, [3, 'moved', false]],
    ],
  );
  const newest = async (): Promise<unknown> => {
    const { body: view } = await server.send('GET', `/api/claims/${claims[1]}`, { as: other });
    return (view as unknown as ClaimData).appearances[0]?.newest;
  };
  const rain = 'It rained on the old harbour bridge for three days, said the harbour master of the small town.';
  await addVersion(id, text(`Then it was late.\n${rain}\nThe end.`));
  assert.deepEqual(
    await newest(),
    { number: 4, fate: 'exact', alike: null, said: false, placedIn: 2 },
    'of the words that it was placed on',
  );
  await addVersion(id, text(`${GONE}\n${rain}`));
  assert.deepEqual(await newest(), { number: 5, fate: 'exact', alike: null, said: false, placedIn: null }, 'its own words are back');
});

test('AR11 the same text with another description is a version: its regions and bytes stay, and every mark is exact', async () => {
  const twice = `${FIRST}\nIt rained. It rained. It rained.`;
  const { body } = await server.send('POST', '/api/articles', {
    as: checker,
    body: { text: twice, source: 'Harbour Pots', publishedOn: '2024-05-03' },
  });
  const id = String(body['id']);
  const first = await article(id);
  const region = first.regions.at(-1);
  assert.ok(region);
  const corrected = { start: region.start, end: region.end, kind: 'caption', versionId: first.version.id };
  assert.equal((await server.send('POST', `/api/articles/${id}/regions`, { as: checker, body: corrected })).status, 200);
  const again = (extra: object): Promise<Answer> =>
    server.send('POST', `/api/articles/${id}/versions`, { as: other, body: { text: twice, ...extra } });
  for (const nothing of [{}, { source: 'Harbour Pots' }, { publishedOn: '2024-05-03', byline: null }]) {
    assert.deepEqual((await again(nothing)).body.code, 'version-unchanged', JSON.stringify(nothing));
  }
  const mended = {
    title: 'Cranes',
    source: 'Harbour Post',
    byline: 'Ana Ruiz',
    url: 'https://example.org/c',
    publishedOn: '2024-05-04',
    language: 'he',
  };
  for (const [index, [field, value]] of Object.entries(mended).entries()) {
    const added = await again({ [field]: value });
    assert.deepEqual([added.status, added.body['number']], [200, index + 2], `${field}: ${JSON.stringify(added.body)}`);
  }
  const newest = await article(id);
  const { title, source, byline, url, publishedOn, language } = newest;
  assert.deepEqual({ title, source, byline, url, publishedOn, language }, mended);
  assert.deepEqual([newest.text, newest.version.raw], [first.text, first.version.raw]);
  assert.deepEqual(newest.regions.at(-1), { start: region.start, end: region.end, kind: 'caption', corrected: true });
  const [from, to] = [new AnchorText(first.text), new AnchorText(newest.text)];
  for (const [start, end] of [
    [0, 6],
    [first.text.indexOf('It rained'), first.text.indexOf('It rained') + 9],
    [3, 5],
  ] as const) {
    const anchor = from.anchorAt(start, end);
    const { found } = { found: to.find(anchor, from) };
    assert.deepEqual([found.state, 'start' in found && found.start], ['exact', start]);
  }
});

test('AR17 a version is imported after the one that was known as the last; where another came meanwhile nothing is frozen', async () => {
  const { id } = await imported();
  const after = (number: number | undefined, text: string): Promise<Answer> =>
    server.send('POST', `/api/articles/${id}/versions`, { as: other, body: { text, after: number } });
  assert.equal((await after(1, SECOND)).body['number'], 2);
  const outdated = await after(1, `${SECOND} More.`);
  assert.deepEqual([outdated.status, outdated.body.code, outdated.body.path], [409, 'version-outdated', 'after']);
  assert.deepEqual(outdated.body.facts, { number: 2 });
  assert.equal((await article(id)).versions.length, 2);
  const both = await Promise.all([after(2, `${SECOND} One.`), after(2, `${SECOND} Two.`)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409], 'of two at once one is told');
  assert.equal((await after(undefined, `${SECOND} Three.`)).body['number'], 4, 'who does not say is taken as it comes');
});

test('AR3 a corrected paragraph is so in later versions, and in other articles of the source; the last correction counts', async () => {
  const story = (words: string): string => `Cranes for the harbour\nThe board bought two cranes in May, it said.\nAnzeige\n${words}`;
  const LAST = 'The clerk denied that money for the school was used to pay for any of it, in the harbour office.';
  const brought = async (text: string, source: string): Promise<string> =>
    String((await server.send('POST', '/api/articles', { as: checker, body: { text, source } })).body['id']);
  const regionOf = async (id: string, version?: number) => {
    const { text, regions, version: shown } = await article(id, version);
    const region = regions.find(({ start, end }) => [...text].slice(start, end).join('') === 'Anzeige');
    assert.ok(region);
    return { ...region, versionId: shown.id };
  };
  const correct = async (id: string, kind: string): Promise<void> => {
    const { start, end, versionId } = await regionOf(id);
    const { status } = await server.send('POST', `/api/articles/${id}/regions`, { as: other, body: { start, end, kind, versionId } });
    assert.equal(status, 200);
  };
  const first = await brought(story(LAST), 'Hafenzeitung');
  const judged = await regionOf(first);
  await correct(first, 'caption');
  await correct(first, 'boilerplate');
  const again = `Anzeige\n${story(`${LAST} Twice.`).replace('Anzeige\n', '')}`;
  assert.equal((await server.send('POST', `/api/articles/${first}/versions`, { as: checker, body: { text: again } })).status, 200);
  const carried = await regionOf(first);
  assert.deepEqual([carried.kind, carried.corrected], ['boilerplate', true], 'in the next version, at another place');
  const second = await brought(story(`${LAST} Elsewhere.`), ' hafenzeitung ');
  const furniture = await regionOf(second);
  assert.deepEqual([furniture.kind, furniture.corrected], ['boilerplate', true], 'in an article of the same source');
  const stranger = await regionOf(await brought(story(`${LAST} Far away.`), 'Ferry Times'));
  assert.deepEqual([stranger.kind, stranger.corrected], [judged.kind, false], 'and not in one of another');
  await correct(second, judged.kind);
  const third = await regionOf(await brought(story(`${LAST} At last.`), 'Hafenzeitung'));
  assert.deepEqual([third.kind, third.corrected], [judged.kind, true], 'taken back by another correction');
  const { entries } = (await server.send('GET', `/api/articles/${second}/history`, { as: checker })).body as unknown as HistoryData;
  const imported = entries.find((entry) => entry.kind === 'act' && entry.sentence.startsWith('imported the article'));
  assert.equal(imported?.kind === 'act' ? imported.detail : null, 'hafenzeitung; 1 region as it was corrected before');
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
