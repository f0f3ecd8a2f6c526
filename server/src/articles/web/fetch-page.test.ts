import assert from 'node:assert/strict';
import { lookup } from 'node:dns/promises';
import http from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { after, before, test } from 'node:test';
import zlib from 'node:zlib';
import { isPublicAddress } from './address.js';
import { fetchPage, type Network } from './fetch-page.js';

/** Listens where nothing may ever arrive, and counts what does. */
class Canary {
  hits = 0;
  private readonly servers: http.Server[] = [];
  port = 0;

  async listen(): Promise<void> {
    for (const host of ['127.0.0.1', '::1', '127.0.0.3']) {
      const server = http.createServer((_, response) => {
        response.end('secret of the canary');
      });
      server.on('connection', () => this.hits++);
      const listening = await new Promise<boolean>((resolve) => {
        server.once('error', () => resolve(false));
        server.listen({ host, port: this.port }, () => resolve(true));
      });
      if (!listening) continue;
      this.port ||= (server.address() as AddressInfo).port;
      this.servers.push(server);
    }
  }

  close(): void {
    for (const server of this.servers) server.close();
  }
}

const canary = new Canary();
/** A site that may be reached, for what comes after the first answer. */
const site = http.createServer((request, response) => {
  const answer = answers[request.url ?? ''];
  if (answer === undefined) response.writeHead(404).end();
  else answer(response);
});
let answers: Record<string, (response: http.ServerResponse) => unknown> = {};
let sitePort = 0;
const SITE = '127.0.0.2';

before(async () => {
  await canary.listen();
  await new Promise<void>((resolve) => site.listen({ host: SITE, port: 0 }, resolve));
  sitePort = (site.address() as AddressInfo).port;
});
after(() => {
  canary.close();
  site.close();
});

/** What names answer in these tests; everything else is asked of the system, as in life. */
const NAMES: Record<string, readonly string[]> = {
  'inside.example': ['127.0.0.1'],
  'inside6.example': ['::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'both.example': ['93.184.216.34', '127.0.0.1'],
  'both6.example': ['2606:2800:220:1::1', '::1'],
  'metadata.example': ['169.254.169.254'],
  'site.example': [SITE],
  'evil.example': ['127.0.0.1'],
};

function network(changes: Partial<Network> = {}): Network {
  return {
    resolve: async (name) => {
      const known = NAMES[name.replace(/\.$/, '')];
      if (known !== undefined) return known;
      return isIP(name) === 0 ? (await lookup(name, { all: true })).map(({ address }) => address) : [name];
    },
    mayReach: (address) => isPublicAddress(address) || address === SITE,
    ports: null,
    timeoutMs: 3_000,
    ...changes,
  };
}

/** Forms in which this machine, a private network or a metadata service hides; `P` is the port of the canary. */
const FORMS = [
  'http://127.0.0.1:P/',
  'http://127.1:P/',
  'http://127.0.1:P/',
  'http://127.0.0.3:P/',
  'http://127.255.255.254:P/',
  'http://2130706433:P/',
  'http://0x7f000001:P/',
  'http://0x7f.0.0.1:P/',
  'http://0x7f.1:P/',
  'http://0177.0.0.1:P/',
  'http://017700000001:P/',
  'http://0:P/',
  'http://0.0.0.0:P/',
  'http://0x0:P/',
  'http://00000000:P/',
  'http://127.0.0.1.:P/',
  'http://127.1.:P/',
  'http://localhost:P/',
  'http://LOCALHOST:P/',
  'http://localhost.:P/',
  'http://foo.localhost:P/',
  'http://①②⑦.⓪.⓪.①:P/',
  'http://127。0。0。1:P/',
  'http://１２７.0.0.1:P/',
  'http://%31%32%37.0.0.1:P/',
  'http://ⓛocalhost:P/',
  'http://[::1]:P/',
  'http://[0:0:0:0:0:0:0:1]:P/',
  'http://[::]:P/',
  'http://[::ffff:127.0.0.1]:P/',
  'http://[::ffff:7f00:1]:P/',
  'http://[::127.0.0.1]:P/',
  'http://[::ffff:0:127.0.0.1]:P/',
  'http://[64:ff9b::127.0.0.1]:P/',
  'http://[64:ff9b::7f00:1]:P/',
  'http://[64:ff9b:1::7f00:1]:P/',
  'http://[2002:7f00:1::]:P/',
  'http://[2002:a9fe:a9fe::1]:P/',
  'http://[2001:0:7f00:1::]:P/',
  'http://[2001:db8::1]:P/',
  'http://[fe80::1]:P/',
  'http://[fec0::1]:P/',
  'http://[fc00::1]:P/',
  'http://[fd00::1]:P/',
  'http://[fd00:ec2::254]:P/',
  'http://[ff02::1]:P/',
  'http://[100::1]:P/',
  'http://[5f00::1]:P/',
  'http://10.0.0.1:P/',
  'http://172.16.0.1:P/',
  'http://172.31.255.255:P/',
  'http://192.168.0.1:P/',
  'http://100.64.0.1:P/',
  'http://100.100.100.200:P/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://[::ffff:169.254.169.254]/',
  'http://192.0.0.192/',
  'http://168.63.129.16/',
  'http://192.0.2.1:P/',
  'http://198.18.0.1:P/',
  'http://198.51.100.1:P/',
  'http://203.0.113.1:P/',
  'http://192.88.99.1:P/',
  'http://224.0.0.1:P/',
  'http://255.255.255.255:P/',
  'http://240.0.0.1:P/',
  'http://inside.example:P/',
  'http://inside.example.:P/',
  'http://inside6.example:P/',
  'http://mapped.example:P/',
  'http://both.example:P/',
  'http://both6.example:P/',
  'http://metadata.example/',
  'http://user:password@127.0.0.1:P/',
  'http://evil.example\\@127.0.0.1:P/',
  'http://127.0.0.1:P\\@evil.example/',
  'http://site.example#@127.0.0.1:P/../',
  'http://127.0.0.1:P#@site.example/',
  'http:127.0.0.1:P/',
  'http:/127.0.0.1:P/',
  '  http://127.0.0.1:P/',
  'http://127.0.0.1\t:P/',
  'https://127.0.0.1:P/',
  'https://[::1]:P/',
  'file:///etc/passwd',
  'ftp://127.0.0.1:P/',
  'gopher://127.0.0.1:P/_x',
  'data:text/html,<p>x',
  'javascript:alert(1)',
  'jar:http://127.0.0.1:P/!/',
  'blob:http://127.0.0.1:P/x',
  'dict://127.0.0.1:P/',
  '//127.0.0.1:P/',
  '',
];

const addressOf = (form: string): string => form.replaceAll('P/', `${canary.port}/`).replace(/:P(?=[#\\])/g, `:${canary.port}`);

test('AR8 no form of an address leads into this machine or a private network', async () => {
  assert.ok(FORMS.length >= 60, `${FORMS.length} forms`);
  canary.hits = 0;
  for (const form of FORMS) {
    const result = await fetchPage(addressOf(form), network());
    // Where it names the allowed site, that site answers that it has no such page.
    if (form.includes('//site.example#')) continue;
    assert.ok(!result.ok, form);
    assert.ok(['address-refused', 'page-not-reached'].includes(result.refusal.code), `${form}: ${result.refusal.code}`);
    assert.ok(!result.refusal.message.includes('canary'));
  }
  assert.equal(canary.hits, 0);
});

test('AR8 with the check switched off the same forms do reach the canary, so the test can fail', async () => {
  canary.hits = 0;
  for (const form of FORMS.filter((one) => /127\.|::1|localhost|inside|2130706433|0x7f|0177|ⓛ/.test(one) && !one.startsWith('https'))) {
    await fetchPage(addressOf(form), network({ mayReach: () => true, timeoutMs: 300 }));
  }
  assert.ok(canary.hits >= 15, `${canary.hits} hits`);
});

test('AR8 a redirect is judged like the first address, and ends after five', async () => {
  const targets = [
    `http://127.0.0.1:${canary.port}/`,
    `http://[::1]:${canary.port}/`,
    `http://localhost:${canary.port}/`,
    `//127.1:${canary.port}/`,
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    `http://inside.example:${canary.port}/`,
    `http://a:b@site.example:${sitePort}/`,
    'http://',
    'data:text/html,x',
  ];
  canary.hits = 0;
  for (const status of [301, 302, 303, 307, 308]) {
    for (const target of targets) {
      answers = { '/': (response) => response.writeHead(status, { location: target }).end() };
      const result = await fetchPage(`http://site.example:${sitePort}/`, network());
      assert.ok(!result.ok, `${status} to ${target}`);
    }
  }
  assert.equal(canary.hits, 0);
  let hops = 0;
  answers = { '/loop': (response) => response.writeHead(302, { location: '/loop', n: String(hops++) }).end() };
  const loop = await fetchPage(`http://site.example:${sitePort}/loop`, network());
  assert.ok(!loop.ok && /more than 5 times/.test(loop.refusal.message));
  assert.equal(hops, 6);
  answers = {
    '/': (response) => response.writeHead(302, { location: '/end?x=1#part' }).end(),
    '/end?x=1': (response) => response.end('the end'),
  };
  const good = await fetchPage(`http://site.example:${sitePort}/`, network());
  assert.ok(
    good.ok && good.value.finalUrl === `http://site.example:${sitePort}/end?x=1` && Buffer.from(good.value.bytes).toString() === 'the end',
  );
});

test('AR8 a name is resolved once a hop, and the address that was checked is the one connected to', async () => {
  let asked = 0;
  canary.hits = 0;
  answers = { '/': (response) => response.end('the site') };
  // Public at the first question, this machine at every later one.
  const resolve = (): Promise<readonly string[]> => Promise.resolve([asked++ === 0 ? SITE : '127.0.0.1']);
  const result = await fetchPage(`http://rebinding.example:${sitePort}/`, network({ resolve }));
  assert.ok(result.ok && Buffer.from(result.value.bytes).toString() === 'the site');
  assert.deepEqual([asked, canary.hits], [1, 0]);
});

test('AR8 only the ports of the web, and no way round by a proxy of the environment', async () => {
  for (const port of [22, 25, 3306, 5432, 6379, 8080, 8443]) {
    const result = await fetchPage(`http://site.example:${port}/`, network({ ports: [80, 443] }));
    assert.ok(!result.ok && /ports 80 and 443/.test(result.refusal.message));
  }
  canary.hits = 0;
  answers = { '/': (response) => response.end('the site') };
  const names = ['http_proxy', 'HTTP_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
  for (const name of names) process.env[name] = name.startsWith('NODE') ? '1' : `http://127.0.0.1:${canary.port}`;
  const result = await fetchPage(`http://site.example:${sitePort}/`, network());
  for (const name of names) delete process.env[name];
  assert.ok(result.ok && canary.hits === 0);
});

test('AR8 size and time have an end, also of what comes out of a compression', async () => {
  const zeros = Buffer.alloc(64 * 1024 * 1024);
  answers = {
    '/gzip': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(zlib.gzipSync(zeros)),
    '/br': (response) =>
      response
        .writeHead(200, { 'content-encoding': 'br' })
        .end(zlib.brotliCompressSync(zeros, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } })),
    '/declared': (response) => response.writeHead(200, { 'content-length': '99999999999' }).end('x'),
    '/stream': (response) => {
      const more = setInterval(() => response.write(Buffer.alloc(2 * 1024 * 1024, 65)), 1);
      response.on('close', () => clearInterval(more));
    },
    '/drip': (response) => {
      const more = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(more));
    },
    '/never': () => undefined,
    '/damaged': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip at all'),
    '/unknown': (response) => response.writeHead(200, { 'content-encoding': 'zstd' }).end('x'),
    '/empty': (response) => response.end(),
    '/small': (response) =>
      response.writeHead(200, { 'content-encoding': 'br', 'set-cookie': 'a=b' }).end(zlib.brotliCompressSync('words')),
  };
  const at = (path: string, timeoutMs = 3_000) => fetchPage(`http://site.example:${sitePort}${path}`, network({ timeoutMs }));
  for (const path of ['/gzip', '/br', '/declared', '/stream']) {
    const result = await at(path);
    assert.ok(!result.ok && result.refusal.code === 'too-large', `${path}: ${JSON.stringify(result).slice(0, 200)}`);
  }
  for (const path of ['/drip', '/never']) {
    const started = performance.now();
    const result = await at(path, 400);
    assert.ok(!result.ok && /in time/.test(result.refusal.message), path);
    assert.ok(performance.now() - started < 10_000, 'a page that drips for ever is given up');
  }
  const slowName = await fetchPage('http://slow.example/', network({ timeoutMs: 200, resolve: () => new Promise(() => undefined) }));
  assert.ok(!slowName.ok && /in time/.test(slowName.refusal.message));
  for (const path of ['/damaged', '/unknown', '/empty']) assert.ok(!(await at(path)).ok, path);
  const small = await at('/small');
  assert.ok(small.ok && Buffer.from(small.value.bytes).toString() === 'words' && small.value.headers['set-cookie'] === undefined);
});

test('AR8 what a site answers instead of a page is told in a sentence', async () => {
  for (const [status, words] of [
    [401, /login/],
    [403, /refuses/],
    [404, /no such page/],
    [410, /no such page/],
    [429, /too often/],
    [503, /fault of its own/],
    [204, /no page/],
    [418, /status 418/],
  ] as const) {
    answers = { '/': (response) => response.writeHead(status).end() };
    const result = await fetchPage(`http://site.example:${sitePort}/`, network());
    assert.ok(!result.ok && words.test(result.refusal.message), `${status}: ${JSON.stringify(result)}`);
  }
  const nobody = await fetchPage('http://nobody.invalid/', network());
  assert.ok(!nobody.ok && /no site called nobody\.invalid/.test(nobody.refusal.message));
});
