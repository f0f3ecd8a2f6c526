import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { startTestServer } from '../support/test-server.js';

const server = await startTestServer();
const checker = await server.member('checker', 'Ann');

async function upload(bytes: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/api/captures`, {
    method: 'POST',
    headers: { cookie: checker.cookie, 'content-type': 'application/octet-stream', ...headers },
    body: bytes,
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const download = (sha256: string | undefined) => fetch(`${server.url}/api/captures/${sha256}`, { headers: { cookie: checker.cookie } });

const FILES: Record<string, string> = {
  html: '<!doctype html><script>fetch("/api/members")</script>',
  svg: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
  xml: '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><x/>',
  js: 'alert(document.cookie)',
  pdfish: '%PDF-1.7\n<script>alert(1)</script>',
  gifar: 'GIF89a<script>alert(1)</script>',
  bom: '\ufeff<html><script>alert(1)</script>',
};

test('EV2 whatever a file holds and is called, it comes back as an attachment in a sandbox, byte for byte', async () => {
  for (const [what, content] of Object.entries(FILES)) {
    for (const type of ['text/html', 'image/svg+xml', 'application/octet-stream', 'application/xhtml+xml', 'text/javascript']) {
      const { status, body } = await upload(content, { 'content-type': type, 'x-file-name': `evil.${what}` });
      assert.equal(status, 200, `${what} as ${type}: ${JSON.stringify(body)}`);
      const answer = await download(body['sha256']);
      const { headers } = answer;
      assert.match(headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''[\w.%-]+$/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.match(headers.get('content-security-policy') ?? '', /^sandbox; default-src 'none'$/);
      assert.doesNotMatch(headers.get('content-type') ?? '', /html|svg|xml|script/);
      assert.match(headers.get('cache-control') ?? '', /no-store/);
      assert.equal(Buffer.from(await answer.arrayBuffer()).toString('utf8'), content);
    }
  }
});

test('EV2 names with paths, line breaks, quotes, overrides and half characters become harmless file names', async () => {
  const names = [
    '../../../etc/passwd',
    '..\\..\\boot.ini',
    '/absolute',
    'C:\\x.txt',
    'a\r\nSet-Cookie: assay_session=x\r\n\r\n<script>',
    'a"; filename="evil.html',
    "a'b(c)*d",
    'txt.\u202Egnp.exe',
    'nul\u0000.html',
    `${'a'.repeat(199)}😀`,
    'x'.repeat(5_000),
    '.',
    '..',
    '   ',
    'é'.repeat(150),
    '%2e%2e%2f',
    ';',
    '\ufeff\u200b',
  ];
  for (const [n, name] of names.entries()) {
    const { status, body } = await upload(`file ${n}`, { 'x-file-name': encodeURIComponent(name) });
    assert.equal(status, 200, name);
    const stored = body['fileName'] ?? null;
    if (stored !== null) {
      assert.ok(stored.length <= 200 && !/[/\\\p{C}]/u.test(stored), JSON.stringify(stored));
      assert.ok(stored !== '..' && stored !== '.', JSON.stringify(stored));
    }
    const { status: read, headers } = await download(body['sha256']);
    assert.equal(read, 200, name);
    assert.match(headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''[\w.%!~-]+$/, name);
    assert.equal(headers.get('set-cookie'), null);
  }
  for (const malformed of ['%', '%zz', '%ff%fe', '%ed%a0%80']) {
    assert.deepEqual((await upload('x', { 'x-file-name': malformed })).body['code'], 'malformed', malformed);
  }
});

test('EV1 26 MiB are refused, declared or not; 25 MiB are taken; nothing and JSON are not', { timeout: 240_000 }, async () => {
  const big = new Uint8Array(26 * 1024 * 1024).fill(65);
  const refused = await upload(big).catch((error: unknown) => error);
  if (!(refused instanceof Error))
    assert.deepEqual([(refused as { status: number }).status, (refused as { body: { code: string } }).body.code], [413, 'too-large']);
  assert.match(await chunked(26), /^HTTP\/1\.1 413|^$/, 'without a declared length');
  const taken = await upload(big.subarray(0, 25 * 1024 * 1024));
  assert.equal(taken.status, 200);
  assert.equal((await upload('')).status, 400);
  assert.equal((await upload('{"a":1}', { 'content-type': 'application/json' })).body['code'], 'malformed');
  assert.equal((await server.send('GET', '/healthz')).status, 200);
});

/** Sends that many MiB in chunks, without saying how many there will be; answers what came back. */
function chunked(mebibytes: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(server.port, '127.0.0.1');
    let said = '';
    socket.on('data', (data) => {
      said += data.toString();
      socket.destroy();
    });
    socket.on('close', () => resolve(said));
    socket.on('error', () => undefined);
    socket.write(
      `POST /api/captures HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nCookie: ${checker.cookie}\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const chunk = Buffer.alloc(1024 * 1024, 66);
    for (let n = 0; n < mebibytes; n += 1) socket.write(Buffer.concat([Buffer.from('100000\r\n'), chunk, Buffer.from('\r\n')]));
    socket.write('0\r\n\r\n');
  });
}

test('EV1 an upload that is cut off stores nothing and leaves the server as it was', async () => {
  const source = await server.database.source();
  const count = async (): Promise<number> =>
    ((await source.query('SELECT count(*)::int AS n FROM capture')) as { n: number }[])[0]?.n ?? -1;
  const before = await count();
  await new Promise<void>((resolve) => {
    const socket = net.connect(server.port, '127.0.0.1', () => {
      socket.write(
        `POST /api/captures HTTP/1.1\r\nHost: x\r\nCookie: ${checker.cookie}\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\nhalf`,
      );
      setTimeout(() => socket.destroy(), 100);
    });
    socket.on('close', () => resolve());
    socket.on('error', () => undefined);
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(await count(), before);
  assert.equal((await upload('whole')).status, 200);
});

test('EV1 whoever may not write uploads nothing, and a hash that is none names nothing', async () => {
  const auditor = await server.member('auditor', 'Ines');
  const response = await fetch(`${server.url}/api/captures`, { method: 'POST', headers: { cookie: auditor.cookie }, body: 'x' });
  assert.equal(response.status, 403);
  for (const name of ['x', '0'.repeat(64), 'A'.repeat(64), '..%2f..', `${'0'.repeat(64)}%00`])
    assert.equal((await download(name)).status, 404, name);
});
