import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { rationaleOf, wordingOf } from '#shared/document/layout.js';
import { must } from '#shared/lib/must.js';
import { atEnd } from '../support/at-end.js';
import { addParagraph } from '../support/newsroom.js';
import { freePort } from '../support/processes/free-port.js';
import { startServerProcess } from '../support/processes/server-process.js';
import { SeededRandom } from '../support/seeded-random.js';
import { SocketSide, Typist } from '../support/socket-side.js';
import { freshDatabase } from '../support/test-database.js';
import { type Member, membersOf, senderTo } from '../support/test-server.js';

const ABUSERS = 20;
const ABUSE_MS = 5_000;

/** Bytes that begin like a state vector of many clients and are none. */
const NONSENSE = Uint8Array.from({ length: 257 * 1024 }, (_, n) => (n * 31 + 97) % 128);

/** The server has a process of its own, so that what the abusers' sockets keep is not counted as its memory. */
const database = await freshDatabase();
const env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, ASSAY_DEMO: '0' };
const server = await startServerProcess(await freePort(), env);
atEnd(() => server.kill());
const send = senderTo(server.url);
const member = membersOf(send);
const ann = await member('checker', 'Ann');
const eve = await member('checker', 'Eve');

async function openSheet(owner: Member): Promise<string> {
  const { body } = await send('POST', '/api/claims', { as: owner, body: { wording: 'The bridge was closed' } });
  return `sheet/${String(body['id'])}`;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Ann types a letter every 50 ms until `stop`; answers what her acknowledgements took, sorted. */
async function typing(document: string, stop: () => boolean): Promise<number[]> {
  const side = await SocketSide.open(server.url, ann.cookie);
  const typist = new Typist(side, await side.joined(document));
  const took: number[] = [];
  await typist.edit((doc) => addParagraph(rationaleOf(doc), '.'));
  while (!stop()) {
    const ms = await typist.edit((doc) => ((rationaleOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'a'), 15_000);
    assert.notEqual(ms, null, JSON.stringify(side.nacks));
    took.push(ms ?? 0);
    await pause(50);
  }
  side.close();
  return took.toSorted((a, b) => a - b);
}

async function textNow(document: string): Promise<{ wording: string; rationale: string }> {
  const side = await SocketSide.open(server.url, ann.cookie);
  const reply = await side.joined(document);
  side.close();
  const doc = new Y.Doc();
  for (const update of reply.updates) Y.applyUpdate(doc, new Uint8Array(update));
  return { wording: wordingOf(doc).toString(), rationale: rationaleOf(doc).toString() };
}

/** Resident memory of the server, in MiB. */
async function serverMb(): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const [, bytes] = /^process_resident_memory_bytes (\S+)/m.exec(metrics) ?? [];
  return Number(must(bytes, 'the resident memory')) / 2 ** 20;
}

/** Runs the abuse from many sockets of Eve while Ann types; her words, the memory and the server have to be as without it. */
async function under(
  abuse: (side: SocketSide, document: string, random: SeededRandom, stop: () => boolean) => Promise<void>,
): Promise<{ p95: number; edits: number; grownMb: number }> {
  const document = await openSheet(ann);
  const before = await textNow(document);
  const until = Date.now() + ABUSE_MS;
  const stop = (): boolean => Date.now() > until;
  const sides = await Promise.all(Array.from({ length: ABUSERS }, () => SocketSide.open(server.url, eve.cookie)));
  const mbBefore = await serverMb();
  const [took] = await Promise.all([typing(document, stop), ...sides.map((side, n) => abuse(side, document, new SeededRandom(n), stop))]);
  const grownMb = (await serverMb()) - mbBefore;
  for (const side of sides) side.close();
  const after = await textNow(document);
  assert.equal(after.wording, before.wording, 'the abuse changed nothing');
  assert.equal(after.rationale, `<paragraph>${'a'.repeat(took.length)}.</paragraph>`, 'and every letter of Ann’s is there');
  assert.equal((await send('GET', '/healthz')).status, 200);
  return { p95: took[Math.floor(took.length * 0.95)] ?? Number.POSITIVE_INFINITY, edits: took.length, grownMb };
}

function sane({ p95, edits, grownMb }: { p95: number; edits: number; grownMb: number }): void {
  assert.ok(edits >= 10 && p95 < 2_000, `${edits} edits, 95th percentile ${Math.round(p95)} ms`);
  assert.ok(grownMb < 400, `${Math.round(grownMb)} MiB more`);
}

test('GT3 garbage from twenty sockets stops nobody’s typing', { timeout: 240_000 }, async () => {
  const result = await under(async (side, document, random, stop) => {
    const { handle, lease } = await side.joined(document);
    while (!stop()) {
      for (let n = 0; n < 4; n += 1) {
        const bytes = Uint8Array.from({ length: 1 + random.below(400) }, () => random.below(256));
        side.socket.emit('u', handle, lease, 1, bytes);
        side.socket.emit('p', handle, { cursor: 'x'.repeat(5_000), selection: null, reading: -1, [`k${random.below(9)}`]: bytes });
      }
      await pause(40);
    }
  });
  sane(result);
});

test('SY6 a flood of resends from twenty sockets stops nobody’s typing', { timeout: 240_000 }, async () => {
  const result = await under(async (side, document, _random, stop) => {
    const other = await openSheet(eve);
    const typist = new Typist(side, await side.joined(other));
    const sent: Uint8Array[] = [];
    typist.doc.on('update', (update: Uint8Array) => sent.push(update));
    await typist.edit((doc) => addParagraph(wordingOf(doc), 'x'));
    while (!stop()) {
      for (let n = 0; n < 100; n += 1) typist.send(1, sent[0] ?? new Uint8Array());
      await pause(20);
    }
    void document;
  });
  sane(result);
});

test('GT3 joins without end, with vectors of nonsense of every size and claims of other ids, stop nobody’s typing', {
  timeout: 240_000,
}, async () => {
  let joins = 0;
  const result = await under(async (side, document, random, stop) => {
    while (!stop()) {
      const vector = NONSENSE.subarray(0, random.pick([0, 1, 10, 1_000, 250 * 1024, 257 * 1024]));
      const reply = await side.join(document, { vector, outboxes: Array.from({ length: 64 }, (_, n) => n) });
      joins += 1;
      if (!reply.ok) assert.match(reply.refusal.code, /malformed|too-large/);
      if (side.closed) return;
    }
  });
  assert.ok(joins >= 100, `${joins} joins`);
  sane(result);
});

test('GT3 messages that are no messages close at most their own socket', { timeout: 240_000 }, async () => {
  const document = await openSheet(ann);
  const nested = (depth: number, leaf: unknown = 1): unknown => {
    let value = leaf;
    for (let n = 0; n < depth; n += 1) value = [value];
    return value;
  };
  const messages: unknown[][] = [
    ['u'],
    ['u', null],
    ['u', 1, 1, 1, 'text'],
    ['u', -1, 1.5, Number.NaN, new Uint8Array()],
    ['u', {}, [], 'x', {}],
    ['p'],
    ['p', 1],
    ['p', '__proto__', {}],
    ['leave'],
    ['leave', {}],
    ['join'],
    ['join', null],
    ['join', {}, 'no function'],
    ['constructor', 1],
    ['__proto__', {}],
    ['error', new Error('x')],
    ['news', {}],
    ['disconnect'],
    ['disconnecting', 1],
    ['x'.repeat(100_000), 1],
    ...[10, 100, 500, 1_000, 2_000, 5_000, 20_000].flatMap((depth) => [
      ['p', 'HANDLE', { cursor: { field: 'wording', anchor: nested(depth), head: null }, selection: null, reading: null }],
      ['join', nested(depth)],
      ['u', 'HANDLE', nested(depth), 1, 1],
    ]),
    [
      'p',
      'HANDLE',
      { cursor: { field: 'x', anchor: new Date(Number.NaN), head: new Uint8Array(900_000) }, selection: null, reading: null },
    ],
    ['p', 'HANDLE', JSON.parse('{"__proto__":{"polluted":1},"cursor":null,"selection":null,"reading":1}')],
  ];
  const witness = await SocketSide.open(server.url, ann.cookie);
  const typist = new Typist(witness, await witness.joined(document));
  for (const message of messages) {
    const side = await SocketSide.open(server.url, eve.cookie);
    const { handle } = await side.joined(document);
    try {
      const [event, ...rest] = message;
      side.socket.emit(String(event), ...rest.map((part) => (part === 'HANDLE' ? handle : part)));
    } catch {
      // Names that the client library keeps for itself, and what it cannot encode.
    }
    await pause(40);
    side.close();
  }
  await pause(300);
  assert.equal((await send('GET', '/healthz')).status, 200);
  assert.equal(witness.closed, false);
  assert.notEqual(await typist.edit((doc) => addParagraph(rationaleOf(doc), 'still here')), null);
  witness.close();
});

test('GT1 client ids that a join claims do not stand in the way of other people’s leases', { timeout: 240_000 }, async () => {
  const document = await openSheet(ann);
  const eveSide = await SocketSide.open(server.url, eve.cookie);
  const { lease } = await eveSide.joined(document);
  let from = 3;
  for (let n = 0; n < 40; n += 1) {
    const reply = await eveSide.join(document, { lease, claims: Array.from({ length: 128 }, (_, k) => from + k) });
    if (!reply.ok) break;
    from += 128;
  }
  // The fastest of some: a busy machine is no sign of a lock.
  const took: number[] = [];
  for (let n = 0; n < 5; n++) {
    const startedAt = performance.now();
    const side = await SocketSide.open(server.url, ann.cookie);
    const reply = await side.joined(document);
    took.push(performance.now() - startedAt);
    assert.ok(reply.lease !== null);
    side.close();
  }
  assert.ok(Math.min(...took) < 1_000, `the joins took ${took.map(Math.round).join(', ')} ms`);
  eveSide.close();
});
