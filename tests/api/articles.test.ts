import assert from 'node:assert/strict';
import fs from 'node:fs';
import { before, test } from 'node:test';
import { textHash } from '#shared/log/hash.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { makeAnchor } from '#shared/text/anchors.js';
import { Articles } from '../../server/src/articles/articles.service.js';
import { News } from '../../server/src/broadcast/news.js';
import { Database } from '../../server/src/database/database.service.js';
import { type Member, startTestServer, type TestServer } from '../support/test-server.js';

const TEXT =
  'Cranes bought with school money\nBy Ana Ruiz\nThe harbour board bought two cranes in May, according to three people.\nread more:';

let server: TestServer;
let checker: Member;
before(async () => {
  server = await startTestServer();
  checker = await server.member('checker');
});

async function imported(body: Record<string, unknown>): Promise<ArticleData> {
  const receipt = await server.send('POST', '/api/articles', { as: checker, body: { ...body, again: true } });
  assert.equal(receipt.status, 200, JSON.stringify(receipt.body));
  const answer = await server.send('GET', `/api/articles/${String(receipt.body['id'])}`, { as: checker });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as unknown as ArticleData;
}

test('AR2 an imported article keeps text, hash, source and date, and everyone is told', async () => {
  const told: string[] = [];
  const off = server.app.get(News).onNews((_, { objects }) => told.push(...objects.map(({ type, id }) => `${type} ${id}`)));
  const article = await imported({ text: TEXT, source: 'Harbour Post', publishedOn: '2023-04-14', url: 'https://example.org/cranes' });
  off();
  assert.equal(article.text, TEXT);
  assert.equal(article.version.sha256, textHash(article.text));
  assert.equal(article.title, 'Cranes bought with school money');
  assert.deepEqual([article.source, article.publishedOn, article.url], ['Harbour Post', '2023-04-14', 'https://example.org/cranes']);
  assert.deepEqual(
    article.regions.map(({ kind }) => kind),
    ['headline', 'byline', 'body', 'boilerplate'],
  );
  assert.equal(article.document, `article/${article.version.id}`);
  assert.equal(article.importedBy.id, checker.id);
  assert.ok(told.includes(`article ${article.id}`));
});

test('AR2 the frozen text cannot be changed, not even by the owner of the database', async () => {
  await imported({ text: TEXT });
  const source = await server.database.source();
  await assert.rejects(source.query(`UPDATE article_version SET text = 'x'`), /permission denied/);
  const { default: pg } = await import('pg');
  const owner = new pg.Client({ connectionString: server.database.ownerUrl });
  await owner.connect();
  await assert.rejects(owner.query(`UPDATE article_version SET text = 'x'`), /frozen/);
  await assert.rejects(owner.query('TRUNCATE article_version CASCADE'), /frozen/);
  await owner.end();
});

test('AR18 the same text from the same place is told before it is imported; from another source it is welcome', async () => {
  const text = `${TEXT}\nSaid once.`;
  const bring = (about: object) => server.send('POST', '/api/articles', { as: checker, body: { text, ...about } });
  const first = await bring({ source: 'Harbour Post', url: 'https://www.example.org/cranes/' });
  assert.equal(first.status, 200, JSON.stringify(first.body));
  for (const same of [
    { source: ' harbour  post' },
    { source: 'Harbour Post', url: 'https://elsewhere.example/1' },
    { url: 'http://example.org/cranes#top' },
  ]) {
    const { status, body } = await bring(same);
    assert.deepEqual([status, body.code, body.path], [409, 'article-known', 'text'], JSON.stringify(same));
    assert.deepEqual(body.facts, {
      articleId: first.body['id'],
      number: first.body['number'],
      title: 'Cranes bought with school money',
      version: 1,
    });
  }
  for (const other of [{ source: 'Ferry Times' }, { url: 'https://example.org/cranes?page=2' }, {}]) {
    assert.equal((await bring(other)).status, 200, JSON.stringify(other));
  }
  assert.equal((await bring({})).body.code, 'article-known', 'neither says where it is from');
  assert.equal((await bring({ source: 'Harbour Post', again: true })).status, 200, 'for whoever wants it all the same');
  const both = await Promise.all([1, 2].map(() => bring({ source: 'Night Post' })));
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409], 'of two at once one is told');
});

test('AR4 empty, binary and too large texts are refused with their reason', async () => {
  const code = async (text: string): Promise<unknown> =>
    (await server.send('POST', '/api/articles', { as: checker, body: { text } })).body.code;
  assert.equal(await code(' \n\t\u200b '), 'text-empty');
  assert.equal(await code('…—…'), 'text-empty');
  assert.equal(await code('%PDF-1.4\u0000\u0001\u0002'), 'text-not-readable');
  assert.equal(await code('word '.repeat(300_000)), 'too-large');
  const sent = await server.send('POST', '/api/articles', { as: checker, body: { text: 'w'.repeat(2_000_001) } });
  assert.deepEqual(
    [sent.body.code, sent.body.message],
    ['malformed', 'text: An article may have up to 2,000,000 characters; this has 2,000,001.'],
  );
});

test('AR3 a corrected region keeps its place, is marked as corrected and remembered as an act', async () => {
  const article = await imported({ text: TEXT });
  const region = article.regions[1];
  assert.ok(region);
  const path = `/api/articles/${article.id}/regions`;
  const done = await server.send('POST', path, { as: checker, body: { start: region.start, end: region.end, kind: 'caption' } });
  assert.deepEqual(done.body, { id: article.id, number: article.number, seq: 2 });
  const after = (await server.send('GET', `/api/articles/${article.id}`, { as: checker })).body as unknown as ArticleData;
  assert.deepEqual(after.regions[1], { ...region, kind: 'caption', corrected: true });
  const unknown = await server.send('POST', path, { as: checker, body: { start: region.start, end: region.end + 1, kind: 'body' } });
  assert.equal(unknown.body.code, 'region-unknown');
});

test('AN5 a span is believed only where its words really stand', async () => {
  const article = await imported({ text: 'Café 😀 owners met. They agreed on nothing.' });
  const anchor = makeAnchor(article.text, 7, 13);
  assert.equal(anchor.exact, 'owners');
  const member = { ...checker, userId: checker.id };
  const source = await server.database.source();
  const [row] = await source.query<{ team_id: string }[]>('SELECT team_id FROM member WHERE id = $1', [member.userId]);
  const teamId = row?.team_id ?? '';
  const [articles, database] = [server.app.get(Articles, { strict: false }), server.app.get(Database)];
  const good = await database.read((tx) => articles.spanOf(tx, teamId, { articleId: article.id, anchor }));
  assert.ok(good.ok && good.value.versionId === article.version.id && good.value.articleNumber === article.number);
  const shifted = await database.read((tx) =>
    articles.spanOf(tx, teamId, { articleId: article.id, anchor: { ...anchor, start: 8, end: 14 } }),
  );
  assert.ok(!shifted.ok && shifted.refusal.code === 'anchor-mismatch');
});

test('a search finds articles by every word, accents and order aside, and wildcards are only characters', async () => {
  await imported({ text: 'The Café Zürich reopened. Nobody came.', title: 'Zürich café' });
  const titles = async (search: string): Promise<string[]> => {
    const answer = await server.send('GET', `/api/articles?search=${encodeURIComponent(search)}`, { as: checker });
    return (answer.body['articles'] as unknown as { title: string }[]).map(({ title }) => title);
  };
  assert.deepEqual(await titles('reopened zurich CAFE'), ['Zürich café']);
  assert.deepEqual(await titles('zurich nowhere'), []);
  assert.deepEqual(await titles('100%'), []);
});

test('AR2 the same command under the same key imports once', async () => {
  const headers = { 'idempotency-key': 'import-once-1' };
  const sent = { as: checker, body: { text: 'Once only. Not twice.' }, headers };
  const [first, second] = [await server.send('POST', '/api/articles', sent), await server.send('POST', '/api/articles', sent)];
  assert.deepEqual(first.body, second.body);
  const other = await server.send('POST', '/api/articles', { ...sent, body: { text: 'Something else.' } });
  assert.equal(other.body.code, 'idempotency-mismatch');
});

test('AR2 numbers are given without gap or double to many imports at once', async () => {
  const texts = Array.from({ length: 12 }, (_, n) => `Story number ${n} was told.`);
  const receipts = await Promise.all(texts.map((text) => server.send('POST', '/api/articles', { as: checker, body: { text } })));
  const numbers = receipts.map(({ body }) => Number(body['number'])).sort((a, b) => a - b);
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => (numbers[0] ?? 0) + index),
  );
});

const REAL = new URL('../../../../shared/articles/', import.meta.url);
const real = fs.existsSync(REAL) ? fs.readdirSync(REAL).filter((name) => name.endsWith('.txt')) : [];

test('AR3 the real articles of the first corpus', { skip: real.length === 0 && 'the articles are not beside the project' }, async () => {
  for (const name of real) {
    const text = fs.readFileSync(new URL(name, REAL), 'utf8');
    const article = await imported({ text });
    const kinds = article.regions.map(({ kind }) => kind);
    const lines = article.regions.map(({ start, end }) => [...article.text].slice(start, end).join(''));
    assert.ok(kinds.filter((kind) => kind === 'body').length >= 5, name);
    for (const [index, line] of lines.entries()) {
      if (/\(AP Photo|^This photo/.test(line)) assert.equal(kinds[index], 'caption', `${name}: paragraph ${index}`);
      if (/^Most Popular|^read more:|team of journalists/.test(line))
        assert.equal(kinds[index], 'boilerplate', `${name}: paragraph ${index}`);
    }
    assert.ok(article.title.length > 20 && article.title.length <= 140, name);
  }
});
