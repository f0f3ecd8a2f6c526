import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import zlib from 'node:zlib';
import type { ArticleData, ArticleProposalData } from '#shared/protocol/views.js';
import * as pages from '../../server/src/articles/extract/pages.test-data.js';
import { Extractor } from '../../server/src/articles/import/extractor.js';
import { READINGS_MAX } from '../../server/src/articles/import/imports.service.js';
import { type Member, startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let checker: Member;
let site: http.Server;
let origin = '';
let answer: (request: http.IncomingMessage, response: http.ServerResponse) => void = (_, response) => response.end();
before(async () => {
  server = await startTestServer({ ASSAY_IMPORT_LOOPBACK: '1' });
  checker = await server.member('checker');
  site = http.createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => site.listen({ host: '127.0.0.1', port: 0 }, resolve));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
after(() => site.close());

async function upload(content: string | Uint8Array, name = 'page.bin', as = checker) {
  const bytes = Buffer.from(content as string);
  const response = await fetch(`${server.url}/api/imports`, {
    method: 'POST',
    headers: { cookie: as.cookie, 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) },
    body: bytes,
  });
  return { status: response.status, body: (await response.json()) as ArticleProposalData & { code?: string; message?: string } };
}

async function count(table: string): Promise<number> {
  const source = await server.database.source();
  return ((await source.query(`SELECT count(*)::int AS n FROM ${table}`)) as { n: number }[])[0]?.n ?? -1;
}

test('AR7 a file is proposed, edited and frozen; the article names the raw bytes, and they come back byte for byte', async () => {
  const articles = await count('article');
  const { status, body } = await upload(pages.NEWS_PAGE, 'קובץ cranes.pdf');
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(await count('article'), articles, 'a proposal is no article');
  assert.equal(body.raw, createHash('sha256').update(pages.NEWS_PAGE).digest('hex'));
  assert.deepEqual([body.title, body.mediaType], ['Cranes bought with school money', 'text/html']);
  const { text, title, raw, marked } = body;
  const sent = {
    text: text.replace('Crane | 1', 'Crane one'),
    title,
    raw,
    marked,
    byline: body.byline ?? '',
    language: body.language ?? '',
  };
  const receipt = await server.send('POST', '/api/articles', { as: checker, body: sent });
  assert.equal(receipt.status, 200, JSON.stringify(receipt.body));
  const article = (await server.send('GET', `/api/articles/${String(receipt.body['id'])}`, { as: checker })).body as unknown as ArticleData;
  assert.equal(article.version.raw, raw);
  assert.match(article.text, /Crane one/);
  assert.deepEqual(
    article.regions.slice(0, 8).map(({ kind }) => kind),
    ['headline', 'byline', 'body', 'body', 'body', 'caption', 'subhead', 'body'],
  );
  assert.deepEqual(article.artefacts, []);
  const stored = await fetch(`${server.url}/api/captures/${raw}`, { headers: { cookie: checker.cookie } });
  assert.equal(await stored.text(), pages.NEWS_PAGE);
  assert.match(stored.headers.get('content-type') ?? '', /^text\/plain/);
});

test('AR7 raw bytes that are not stored cannot be named', async () => {
  const body = { text: 'Some words. And some more.', raw: 'ab'.repeat(32) };
  const refused = await server.send('POST', '/api/articles', { as: checker, body });
  assert.deepEqual([refused.status, refused.body.code], [404, 'capture-unknown']);
});

test('AR4, AR7 what is refused leaves nothing behind, and the server goes on', { timeout: 240_000 }, async () => {
  const before = [await count('capture'), await count('article'), await count('page_fetch')];
  const deep = `<html><body>${'<div>'.repeat(100_000)}words${'</div>'.repeat(100_000)}</body></html>`;
  const wide = `<html><body>${'<b>x</b>'.repeat(70_000)}</body></html>`;
  const cases: readonly [string, string | Uint8Array, RegExp][] = [
    ['nothing', '', /empty/],
    ['no words', '<html><body><script>x</script></body></html>', /no words/i],
    ['bytes', Uint8Array.from({ length: 10_000 }, (_, n) => (n * 7_919) % 256), /not a text, HTML or PDF/],
    ['deep', deep, /nested deeper/],
    ['wide', wide, /parts/],
    ['login', pages.LOGIN_PAGE, /login page/],
    ['scans', pages.pdfOf([[]]), /pictures of pages/],
    ['broken', '%PDF-1.7 broken', /damaged/],
    ['too long', 'word '.repeat(300_000), /up to 1,000,000 characters/],
    ['null', `text\0text`, /not a text/],
  ];
  for (const [what, content, words] of cases) {
    const started = performance.now();
    const { status, body } = await upload(content);
    assert.ok(status >= 400 && status < 500, `${what}: ${status}`);
    assert.match(body.message ?? '', words, what);
    assert.ok(performance.now() - started < 25_000, `${what}: ${performance.now() - started} ms`);
  }
  const large = await upload(new Uint8Array(42 * 1024 * 1024).fill(65)).catch((error: unknown) => error);
  if (!(large instanceof Error)) assert.equal((large as { body: { code: string } }).body.code, 'too-large');
  assert.deepEqual([await count('capture'), await count('article'), await count('page_fetch')], before);
  assert.equal((await server.send('GET', '/healthz')).status, 200);
});

test('AR7 a file that blocks its parser is given up, and others are read meanwhile', async () => {
  const impatient = new Extractor(1);
  const result = await impatient.read(new TextEncoder().encode(pages.NEWS_PAGE), null, 'somebody');
  assert.ok(!result.ok && /too long to read/.test(result.refusal.message));
  const many = await Promise.all(Array.from({ length: 6 }, (_, n) => upload(`Story ${n} was told. It was short.`)));
  assert.deepEqual(
    many.map(({ status }) => status),
    [200, 200, 200, 200, 200, 200],
  );
});

test('AR13 the one line of another is read while a folder of heavy files waits', { timeout: 240_000 }, async () => {
  const extractor = new Extractor();
  const done: string[] = [];
  const read = (asker: string, words: string): Promise<number> =>
    extractor.read(new TextEncoder().encode(words), null, asker).then(() => done.push(asker));
  const heavy = '<'.repeat(1_500_000);
  await Promise.all([...Array.from({ length: 6 }, () => read('amal', heavy)), read('bo', 'The board bought two cranes in May.')]);
  // It began with the first of them, and they are read one after another.
  assert.ok(done.indexOf('bo') < 3, done.join());
});

test('AR7 a small PDF that unpacks to a gigabyte is given up before it fills the memory', { timeout: 240_000 }, async () => {
  const deflate = zlib.createDeflate({ level: 9 });
  const packed: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => packed.push(chunk));
  const megabyte = Buffer.alloc(1024 * 1024, 32);
  for (let n = 0; n < 1_024; n++) if (!deflate.write(megabyte)) await once(deflate, 'drain');
  deflate.end();
  await once(deflate, 'end');
  const content = Buffer.concat(packed);
  const head = `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [4 0 R] /Count 1 >>\nendobj\n4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R /Resources << >> >>\nendobj\n3 0 obj\n<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`;
  const bomb = Buffer.concat([Buffer.from(head), content, Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n')]);
  assert.ok(bomb.length < 2 * 1024 * 1024);
  const before = process.memoryUsage.rss();
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss() - before);
  }, 20);
  const { status, body } = await upload(bomb);
  clearInterval(watch);
  assert.equal(status, 422);
  assert.match(body.message ?? '', /unpacks to more|too long|cannot be read/);
  assert.ok(peak < 1_600 * 1024 * 1024, `${Math.round(peak / 1e6)} MB at the peak`);
});

test('AR8 a page is fetched, proposed and kept as it answered', async () => {
  answer = (request, response) => {
    if (request.url === '/start') response.writeHead(302, { location: '/cranes?id=1' }).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'last-modified': 'x' }).end(pages.HEBREW_PAGE);
  };
  const { status, body } = await server.send('POST', '/api/imports/url', { as: checker, body: { url: `${origin}/start` } });
  assert.equal(status, 200, JSON.stringify(body));
  const proposal = body as unknown as ArticleProposalData;
  assert.deepEqual(
    [proposal.title, proposal.url, proposal.source, proposal.language],
    ['עגורנים בכסף של בית הספר', `${origin}/cranes?id=1`, '127.0.0.1', 'he'],
  );
  const source = await server.database.source();
  const [kept] = (await source.query(
    "SELECT asked_url, final_url, status, headers, encode(sha256, 'hex') AS sha256 FROM page_fetch",
  )) as Record<string, unknown>[];
  assert.deepEqual(
    [kept?.['asked_url'], kept?.['final_url'], kept?.['status'], kept?.['sha256']],
    [`${origin}/start`, `${origin}/cranes?id=1`, 200, proposal.raw],
  );
  assert.equal((kept?.['headers'] as Record<string, string> | undefined)?.['last-modified'], 'x');
  await assert.rejects(source.query(`UPDATE page_fetch SET status = 1`), /permission denied/);
});

test('AR8 what a fetched page is, its bytes say; what it refuses is told and leaves nothing behind', async () => {
  answer = (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(pages.storyPdf());
  const pdf = await server.send('POST', '/api/imports/url', { as: checker, body: { url: `${origin}/x.html` } });
  assert.equal((pdf.body as unknown as ArticleProposalData).mediaType, 'application/pdf');
  const kept = await count('page_fetch');
  for (const [page, words] of [
    [pages.CONSENT_PAGE, /consent/],
    [pages.ROBOT_PAGE, /browsers/],
    ['', /empty/],
  ] as const) {
    answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    const refused = await server.send('POST', '/api/imports/url', { as: checker, body: { url: origin } });
    assert.equal(refused.status, 422);
    assert.match(refused.body.message ?? '', words);
  }
  assert.equal(await count('page_fetch'), kept);
});

test('AR8 the product itself reaches no private network, and the auditor reaches nothing', async () => {
  const closed = await startTestServer();
  const lead = await closed.member('lead');
  let hits = 0;
  answer = (_, response) => {
    hits++;
    response.end(pages.NEWS_PAGE);
  };
  const { port } = new URL(origin);
  for (const url of [
    origin,
    `http://localhost:${port}`,
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://u:p@example.org/',
  ]) {
    const refused = await closed.send('POST', '/api/imports/url', { as: lead, body: { url } });
    assert.deepEqual([refused.status, refused.body.code], [422, 'address-refused'], `${url} ${JSON.stringify(refused.body)}`);
  }
  const file = await closed.send('POST', '/api/imports/url', { as: lead, body: { url: 'file:///etc/passwd' } });
  assert.deepEqual([file.status, file.body.code], [400, 'malformed']);
  assert.equal(hits, 0);
  const auditor = await server.member('auditor');
  assert.equal((await upload('Some words.', 'x.txt', auditor)).status, 403);
  await closed.stop();
});

test('AR6 possible artefacts are flagged in what is read, and the frozen text is as it came', async () => {
  const text =
    'It was theIran that said so on Friday, they told the paper in the north.\nA second line of the story stands here.\nAnd a third, said Ali Odeh Ali Odeh.';
  const receipt = await server.send('POST', '/api/articles', { as: checker, body: { text } });
  const article = (await server.send('GET', `/api/articles/${String(receipt.body['id'])}`, { as: checker })).body as unknown as ArticleData;
  assert.equal(article.text, text);
  assert.deepEqual(
    article.artefacts.map(({ kind }) => kind),
    ['missing-headline', 'glued-words', 'doubled-words'],
  );
});

const REAL = new URL('../../../../shared/articles/', import.meta.url);
const damaged = fs.existsSync(REAL) ? fs.readdirSync(REAL).filter((name) => name.startsWith('000')) : [];

test('AR6 the damage of the real translated article is flagged', {
  skip: damaged.length === 0 && 'skipped: the articles are not beside the project',
}, async () => {
  const { body } = await upload(fs.readFileSync(new URL(damaged[0] ?? '', REAL)));
  const receipt = await server.send('POST', '/api/articles', { as: checker, body: { text: body.text, raw: body.raw } });
  const article = (await server.send('GET', `/api/articles/${String(receipt.body['id'])}`, { as: checker })).body as unknown as ArticleData;
  const words = article.artefacts.map(({ start, end }) => [...article.text].slice(start, end).join(''));
  for (const expected of ['theIran', 'theEgypt', 'Brigadesthe', 'Qaanithe']) assert.ok(words.includes(expected), expected);
});

test('AR13 one person may have so much read in an hour; more is refused with the time to wait, and others go on', async () => {
  const busy = await server.member('checker', 'Busy Bee');
  assert.equal((await upload('The board bought two cranes in May.', 'a.txt', busy)).status, 200);
  const source = await server.database.source();
  const spent = await source.query(`UPDATE rate_limit SET failures = ${READINGS_MAX} WHERE bucket = 'import:${busy.id}' RETURNING bucket`);
  assert.equal((spent as unknown[]).flat().length > 0, true, 'readings are counted at all');
  const refused = await upload('The board bought two cranes in May.', 'a.txt', busy);
  assert.deepEqual([refused.status, refused.body.code], [429, 'rate-limited']);
  assert.match(refused.body.message ?? '', /1,200 files and pages read within an hour. More can be read in \d+ minutes?/);
  assert.equal((await upload('The board bought two cranes in May.')).status, 200);
});
