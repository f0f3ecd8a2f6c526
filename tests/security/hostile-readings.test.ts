import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { ImportedAnnotationsData } from '#shared/protocol/reading.js';
import type { ArticleData, ArticleProposalData } from '#shared/protocol/views.js';
import { Database } from '../../server/src/database/database.service.js';
import { Ledger } from '../../server/src/ledger/ledger.service.js';
import { newsroom } from '../support/newsroom.js';

const room = await newsroom();
const { amal, bo } = room;
const { server } = room.team;

const FIRST = 'The pier is not safe 🏗️, an inspector said.\n\nThe company denies that money is the reason.\n';
const SECOND = 'On Friday the pier is not safe 🏗️, an inspector said.\n\nThe company denies it.\n';

interface Two {
  readonly id: string;
  readonly last: ArticleData;
  readonly first: string;
  readonly second: string;
}

/** An article with two versions. */
async function twoVersions(): Promise<Two> {
  const { id } = await amal.post('/api/articles', { text: FIRST, again: true, title: randomUUID() });
  await amal.post(`/api/articles/${id}/versions`, { text: SECOND });
  const last = await amal.get<ArticleData>(`/api/articles/${id}`);
  return { id, last, first: last.versions[0]?.id ?? '', second: last.versions[1]?.id ?? '' };
}

type Answer = { status: number; body: Record<string, unknown> };
const refusedAs = ({ status, body }: Answer, code: string, what: string): void => {
  assert.ok(status >= 400 && status < 500, `${what}: ${status} ${JSON.stringify(body)}`);
  assert.equal(body['code'], code, `${what}: ${JSON.stringify(body)}`);
  assert.ok(String(body['message']).length > 10, what);
};
const send = (path: string, body: unknown, key?: string): Promise<Answer> => amal.send('POST', path, body, key);
const versionsOf = async (id: string): Promise<number> => (await amal.get<ArticleData>(`/api/articles/${id}`)).versions.length;

test('AN7 a placement names versions of its own article, in their order, and code points that are there', async () => {
  const [one, other] = [await twoVersions(), await twoVersions()];
  const from = { versionId: one.first, start: 0, end: 8, exact: 'The pier' };
  const place = (fields: object): Promise<Answer> =>
    send(`/api/articles/${one.id}/placements`, { from, versionId: one.second, place: null, ...fields });
  refusedAs(await place({ from: { ...from, versionId: other.first } }), 'not-found', 'a version of another article');
  refusedAs(await place({ versionId: other.second }), 'not-found', 'into a version of another article');
  refusedAs(await place({ versionId: randomUUID() }), 'not-found', 'into no version');
  refusedAs(await place({ versionId: one.first }), 'malformed', 'into its own version');
  refusedAs(await place({ from: { ...from, versionId: one.second }, versionId: one.first }), 'malformed', 'backwards');
  for (const [start, end] of [
    [8, 0],
    [5, 5],
    [1, 9],
    [100_000, 100_008],
    [2_147_483_640, 2_147_483_647],
  ] as const) {
    const answer = await place({ from: { ...from, start, end } });
    assert.ok(answer.status === 400 || answer.status === 409 || answer.status === 422, `${start}–${end}: ${answer.status}`);
  }
  for (const number of [-1, 0.5, 1e308, 9_007_199_254_740_992, '0', null, Number.NaN]) {
    refusedAs(await place({ from: { ...from, start: number } }), 'malformed', `start ${number}`);
  }
  refusedAs(await place({ place: { start: 0, end: 8, exact: 'The pier' } }), 'anchor-mismatch', 'words that do not stand there');
  refusedAs(await place({ place: { start: 24, end: 25, exact: '🏗' } }), 'anchor-mismatch', 'one code unit off');
  refusedAs(await place({ from: { ...from, exact: `The pier\u0000` } }), 'malformed', 'NUL in the quote');
  refusedAs(await place({ from: { ...from, exact: 'x'.repeat(10_001) } }), 'malformed', 'a quote of 10,001 characters');
  refusedAs(
    await send(`/api/articles/${one.id}/placements/release`, { from: { versionId: one.first, start: 0, end: 8 }, versionId: one.second }),
    'anchor-not-placed',
    'what nobody said',
  );
  // Control: what is right is taken, once for one key, and said twice by nobody.
  const key = `place-${randomUUID()}`;
  const body = { from, versionId: one.second, place: { start: 10, end: 18, exact: 'the pier' } };
  const taken = await send(`/api/articles/${one.id}/placements`, body, key);
  assert.equal(taken.status, 200, JSON.stringify(taken.body));
  assert.deepEqual((await send(`/api/articles/${one.id}/placements`, body, key)).body, taken.body, 'a replay is the same act');
  refusedAs(
    await send(`/api/articles/${one.id}/placements`, { ...body, place: null }, key),
    'idempotency-mismatch',
    'the key with another body',
  );
  refusedAs(await send(`/api/articles/${one.id}/placements`, body), 'already-exists', 'the same again');
});

test('AR11 a version is added once for a key, never of nothing, never too large, and two at once are two', async () => {
  const { id } = await twoVersions();
  const path = `/api/articles/${id}/versions`;
  refusedAs(await send(path, { text: '\u200b\u2060 \n\t' }), 'text-empty', 'invisible characters alone');
  refusedAs(await send(path, { text: 'x'.repeat(2_000_001) }), 'malformed', 'two million and one');
  refusedAs(await send(path, { text: `a\u0000\u0001\u0002${'\u0000'.repeat(200)}b` }), 'text-not-readable', 'control characters');
  refusedAs(
    await send(path, { text: 'A text.', marked: Array.from({ length: 2_001 }, () => ({ kind: 'body', text: 'x' })) }),
    'malformed',
    '2,001 marked paragraphs',
  );
  refusedAs(await send(path, { text: 'A text.', raw: 'ab'.repeat(32) }), 'capture-unknown', 'raw bytes that nobody stored');
  refusedAs(await send(`/api/articles/${randomUUID()}/versions`, { text: 'A text.' }), 'not-found', 'no such article');
  assert.equal(await versionsOf(id), 2, 'nothing was made of any of it');
  const key = `version-${randomUUID()}`;
  const twice = await Promise.all([send(path, { text: 'A third text.' }, key), send(path, { text: 'A third text.' }, key)]);
  assert.deepEqual(twice[0]?.body, twice[1]?.body);
  assert.equal(await versionsOf(id), 3, 'a replay at the same moment is the same act');
  const race = await Promise.all([amal, bo].map((one, n) => one.send('POST', path, { text: `Text of ${n}.` })));
  assert.deepEqual(
    race.map(({ status }) => status),
    [200, 200],
  );
  const { versions } = await amal.get<ArticleData>(`/api/articles/${id}`);
  assert.deepEqual(
    versions.map(({ number }) => number),
    [1, 2, 3, 4, 5],
  );
});

const annotation = (selector: unknown): Record<string, unknown> => ({ type: 'Annotation', bodyValue: 'x', target: { selector } });
const quote = { type: 'TextQuoteSelector', exact: 'inspector' };

/** JSON this deep is told as text: a builder of it would overflow before the server does. */
function deep(levels: number): string {
  return `${'['.repeat(levels)}1${']'.repeat(levels)}`;
}

test('AN9 annotations of any depth, count and shape are refused by field or found honestly, and make no work without end', {
  timeout: 240_000,
}, async () => {
  const { id, last } = await twoVersions();
  const path = `/api/articles/${id}/annotations`;
  for (const levels of [200, 20_000, 400_000]) {
    const raw = `{"annotations":${deep(levels)}}`;
    const answer = await server.send('POST', path, { raw, headers: { cookie: amal.cookie } });
    assert.ok(answer.status >= 400 && answer.status < 500, `${levels} levels: ${answer.status}`);
  }
  const nested = `{"annotations":{"type":"Annotation","bodyValue":"x","target":{"selector":${'{"refinedBy":'.repeat(5_000)}{}${'}'.repeat(5_000)}}}}`;
  const answer = await server.send('POST', path, { raw: nested, headers: { cookie: amal.cookie } });
  assert.ok(answer.status >= 400 && answer.status < 500, `refined 5,000 times: ${answer.status}`);

  const many = Array.from({ length: 20_000 }, () => annotation(quote));
  refusedAs(await send(path, { annotations: many }), 'annotations-invalid', '20,000 annotations');
  for (const [what, selector] of Object.entries({
    'negative offsets': [quote, { type: 'TextPositionSelector', start: -5, end: -1 }],
    'an end before its start': [quote, { type: 'TextPositionSelector', start: 9, end: 2 }],
    'offsets that are no whole numbers': [quote, { type: 'TextPositionSelector', start: 0.5, end: 1e308 }],
    'a quote that is a list': { type: 'TextQuoteSelector', exact: ['inspector'] },
    'no selector': undefined,
  })) {
    refusedAs(await send(path, { annotations: annotation(selector) }), 'annotations-invalid', what);
  }
  // Far outside the text, the words are looked for; they are never taken from a place that is not there.
  const far = await amal.post<ImportedAnnotationsData>(path, {
    annotations: annotation([quote, { type: 'TextPositionSelector', start: 2_000_000_000, end: 2_000_000_009 }]),
  });
  assert.equal(far.items[0]?.outcome, 'moved', JSON.stringify(far.items));
  const started = performance.now();
  const alike = await send(path, {
    annotations: Array.from({ length: 300 }, (_, n) =>
      annotation({ type: 'TextQuoteSelector', exact: `${'the pier is not safe '.repeat(40)}${n}` }),
    ),
  });
  assert.ok(alike.status < 500, String(alike.status));
  assert.ok(performance.now() - started < 40_000, `300 long quotes that stand nowhere: ${Math.round(performance.now() - started)} ms`);
  assert.equal((await amal.get<ArticleData>(`/api/articles/${id}`)).version.sha256, last.version.sha256);
});

test('AN9 an import of annotations said twice makes its marks once', async () => {
  const { id } = await twoVersions();
  const path = `/api/articles/${id}/annotations`;
  const body = { annotations: { ...annotation(quote), id: 'urn:example:1' } };
  const key = `annotations-${randomUUID()}`;
  const first = await amal.post<ImportedAnnotationsData>(path, body, key);
  assert.equal(first.imported, 1);
  assert.deepEqual(await amal.post(path, body, key), first, 'a replay is the same act');
  const again = await amal.post<ImportedAnnotationsData>(path, body);
  assert.deepEqual([again.imported, again.items[0]?.outcome], [0, 'known'], 'and a second import knows it');
  refusedAs(await send(path, { annotations: annotation(quote) }, key), 'idempotency-mismatch', 'the key with other annotations');
  const mine = { claim: 'x', notes: 'x' };
  refusedAs(await send(path, { ...body, ...mine }), 'malformed', 'more fields');
});

async function propose(body: BodyInit, name = 'page.html', cookie = amal.cookie): Promise<Answer> {
  const response = await fetch(`${server.url}/api/imports`, {
    method: 'POST',
    headers: { cookie, origin: server.url, 'content-type': 'application/octet-stream', 'x-file-name': name },
    body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('AR7 files made to break their reader, and names made to break the store, are refused in words or read as text', {
  timeout: 240_000,
}, async () => {
  const words = '<p>The pier is not safe, an inspector said, and nobody was asked about it before Friday.</p>'.repeat(6);
  for (const [what, page] of Object.entries({
    '60,000 open elements': `<html><body>${'<div>'.repeat(60_000)}${words}`,
    '60,000 open lists': `<article>${'<ul><li>'.repeat(30_000)}${words}`,
    'an attribute of a megabyte': `<article data-x="${'a'.repeat(1_000_000)}">${words}</article>`,
    '200,000 attributes': `<article ${Array.from({ length: 200_000 }, (_, n) => `a${n}=1`).join(' ')}>${words}</article>`,
    '500,000 references': `<article>${words}<p>${'&amp;&#0;&#x110000;'.repeat(160_000)}</p></article>`,
    'a table of 100,000 cells': `<article>${words}<table><tr>${'<td>x'.repeat(100_000)}</table></article>`,
  })) {
    const started = performance.now();
    const { status, body } = await propose(page);
    assert.ok(status < 500, `${what}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
    assert.ok(performance.now() - started < 60_000, `${what} takes ${Math.round(performance.now() - started)} ms`);
    if (status === 200) assert.doesNotMatch((body as unknown as ArticleProposalData).text, /[\0<]/, what);
  }
  const page = `<article><h1>A title</h1>${words}</article>`;
  for (const name of ['%00', '../../etc/passwd', 'a'.repeat(4_000), '%E2%80%AEfdp.exe', 'C%3A%5Cnul', '%', '%ff']) {
    const { status } = await propose(page, name);
    assert.ok(status < 500, `${name.slice(0, 40)}: ${status}`);
  }
  assert.equal((await propose(page, 'page.html', room.ines.cookie)).status, 403, 'an auditor has nothing read');
});

test('LG6 after all of it the log verifies, and nothing half-made is left', async () => {
  const verified = await server.app.get(Database).read((tx) => server.app.get(Ledger).verify(tx));
  assert.ok((verified as { ok?: boolean }).ok !== false && !JSON.stringify(verified).includes('wrong'), JSON.stringify(verified));
  const { articles } = await amal.get<{ articles: { id: string }[] }>('/api/articles');
  for (const { id } of articles) assert.ok((await amal.get<ArticleData>(`/api/articles/${id}`)).regions.length > 0);
});
