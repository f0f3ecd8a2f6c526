import assert from 'node:assert/strict';
import { test } from 'node:test';
import { io, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { DOCUMENT_SCHEMA, wordingOf } from '#shared/document/layout.js';
import * as parser from '#shared/protocol/parser.js';
import { type JoinReply, PROTOCOL_VERSION } from '#shared/protocol/socket.js';
import { type Member, PASSWORD, startTestServer, type TestServer } from '../support/test-server.js';

type Joined = JoinReply & { ok: true };

interface Connection {
  readonly socket: Socket;
  readonly nacks: [number, number, number, string, string][];
  readonly frames: [number, Uint8Array][];
  readonly out: { reason: string }[];
  readonly answers: [string, JoinReply][];
  closed: boolean;
}

function open(server: TestServer, headers: Record<string, string>, asked: unknown = []): Promise<Connection> {
  const socket = io(server.url, {
    transports: ['websocket'],
    parser,
    forceNew: true,
    reconnection: false,
    auth: { protocol: PROTOCOL_VERSION, open: asked },
    extraHeaders: headers,
  });
  const connection: Connection = { socket, nacks: [], frames: [], out: [], answers: [], closed: false };
  socket.on('j', (...answer: Connection['answers'][number]) => connection.answers.push(answer));
  socket.on('n', (...nack: Connection['nacks'][number]) => connection.nacks.push(nack));
  socket.on('f', (...frame: Connection['frames'][number]) => connection.frames.push(frame));
  socket.on('out', (out: { reason: string }) => connection.out.push(out));
  socket.on('disconnect', () => {
    connection.closed = true;
  });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(connection));
    socket.once('connect_error', (error) => {
      socket.close();
      reject(error);
    });
  });
}

const connect = (server: TestServer, member: Member): Promise<Connection> => open(server, { cookie: member.cookie, origin: server.url });

const request = (document: string) => ({
  document,
  schema: DOCUMENT_SCHEMA,
  vector: new Uint8Array([0]),
  lease: null,
  outboxes: [],
  claims: [],
});

async function join(connection: Connection, document: string): Promise<JoinReply> {
  return (await connection.socket.timeout(20_000).emitWithAck('join', request(document))) as JoinReply;
}

async function joined(connection: Connection, document: string): Promise<Joined> {
  const reply = await join(connection, document);
  assert.ok(reply.ok, JSON.stringify(reply));
  return reply;
}

/** One honest edit of the document as that reply gave it, under that client id. */
function edit(reply: Joined, client: number, text: string): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  for (const update of reply.updates) Y.applyUpdate(doc, new Uint8Array(update));
  doc.clientID = client;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const words = (wordingOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  words.insert(0, text);
  return updates[0] ?? new Uint8Array();
}

async function until(condition: () => boolean, what: string, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    assert.ok(Date.now() < end, `within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function openClaim(server: TestServer, member: Member): Promise<string> {
  const { status, body } = await server.send('POST', '/api/claims', { as: member, body: { wording: 'The bridge was closed on Monday' } });
  assert.equal(status, 200, JSON.stringify(body));
  return `sheet/${String(body['id'])}`;
}

async function wordingNow(server: TestServer, member: Member, document: string): Promise<string> {
  const connection = await connect(server, member);
  const reply = await joined(connection, document);
  connection.socket.close();
  const doc = new Y.Doc();
  for (const update of reply.updates) Y.applyUpdate(doc, new Uint8Array(update));
  return ((wordingOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText).toString();
}

test('AU4 a socket is opened for our own origin and a live session only', async () => {
  const server = await startTestServer();
  const checker = await server.member('checker');
  for (const origin of [
    'https://evil.example',
    'null',
    `${server.url}.evil.example`,
    `http://127.0.0.1:${server.port + 1}`,
    `https://127.0.0.1:${server.port}`,
  ]) {
    await assert.rejects(open(server, { cookie: checker.cookie, origin }), `origin ${origin}`);
  }
  await assert.rejects(open(server, { cookie: checker.cookie }), 'no origin at all');
  await assert.rejects(open(server, { origin: server.url }), 'no session');
  await assert.rejects(open(server, { origin: server.url, cookie: 'assay_session=forged' }), 'a forged session');
  (await connect(server, checker)).socket.close(); // control: the same handshake with our origin and a session
});

test('GT1 SY9 an auditor’s update, one under another’s lease and garbage are refused; the document stays as it was', async () => {
  const server = await startTestServer();
  const [ann, ben, auditor] = [
    await server.member('checker', 'Ann'),
    await server.member('checker', 'Ben'),
    await server.member('auditor'),
  ];
  const document = await openClaim(server, ann);
  const [annSide, benSide, auditorSide] = [await connect(server, ann), await connect(server, ben), await connect(server, auditor)];
  const annJoined = await joined(annSide, document);
  const benJoined = await joined(benSide, document);
  const auditorJoined = await joined(auditorSide, document);
  assert.equal(auditorJoined.lease, null, 'an auditor gets no client id');
  const annLease = annJoined.lease ?? -1;
  const benLease = benJoined.lease ?? -1;
  const send = (from: Connection, lease: number, bytes: Uint8Array): unknown => from.socket.emit('u', annJoined.handle, lease, 1, bytes);

  send(auditorSide, annLease, edit(annJoined, annLease, 'by the auditor '));
  await until(() => auditorSide.nacks.length === 1, 'the auditor is refused');
  assert.equal(auditorSide.nacks[0]?.[3], 'READ_ONLY');
  send(benSide, annLease, edit(annJoined, annLease, 'forged '));
  send(benSide, benLease, edit(annJoined, annLease, 'forged '));
  send(benSide, benLease, new Uint8Array([1, 2, 3]));
  await until(() => benSide.nacks.length === 3, 'three nacks');
  assert.deepEqual(
    benSide.nacks.map((nack) => nack[3]),
    ['FORGED_ID', 'FORGED_ID', 'MALFORMED'],
  );
  assert.equal(annSide.frames.length, 0, 'nobody was told anything');
  assert.equal(await wordingNow(server, ben, document), 'The bridge was closed on Monday');

  send(benSide, benLease, edit(benJoined, benLease, 'Honest: ')); // control: the same message, honest
  await until(() => annSide.frames.length === 1, 'the honest edit is told');
  assert.equal(await wordingNow(server, ann, document), 'Honest: The bridge was closed on Monday');
  for (const side of [annSide, benSide, auditorSide]) side.socket.close();
});

test('AU6 a changed role closes live sockets within 2 s, and nothing sent after the change is stored', async () => {
  const server = await startTestServer();
  const [checker, admin] = [await server.member('checker', 'Cleo'), await server.member('admin')];
  const document = await openClaim(server, checker);
  const side = await connect(server, checker);
  const reply = await joined(side, document);
  const changed = await server.send('POST', `/api/members/${checker.id}/role`, {
    as: admin,
    body: { role: 'auditor', password: PASSWORD },
  });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  side.socket.emit('u', reply.handle, reply.lease, 1, edit(reply, reply.lease ?? -1, 'too late '));
  await until(() => side.closed, 'the socket is closed');
  assert.equal(side.out[0]?.reason, 'rights-changed');
  assert.equal(await wordingNow(server, admin, document), 'The bridge was closed on Monday');
  const again = await connect(server, checker);
  assert.equal((await joined(again, document)).lease, null, 'the new role reads only');
  again.socket.close();
});

test('AU3 documents of another kind, of nobody and for load tools are not opened', async () => {
  const server = await startTestServer();
  const checker = await server.member('checker');
  const side = await connect(server, checker);
  for (const document of ['bench/doc', 'sheet/00000000-0000-4000-8000-000000000000', 'nothing', '../sheet', 'sheet/']) {
    const reply = await join(side, document);
    assert.equal(reply.ok ? 'opened' : reply.refusal.code, 'not-found', document);
  }
  side.socket.close();
});

test('AU3 what the handshake asks to open is judged as any other request, and answered by name', async () => {
  const server = await startTestServer();
  const [ann, auditor] = [await server.member('checker', 'Ann'), await server.member('auditor')];
  const document = await openClaim(server, ann);
  const headers = { cookie: ann.cookie, origin: server.url };
  const asked = [request(document), request('bench/doc'), { ...request(document), outboxes: 'all' }, 7, null, { document: 5 }];
  const side = await open(server, headers, asked);
  await until(() => side.answers.length === 3, 'three name a document');
  const codes = side.answers.map(([name, reply]) => [name, reply.ok ? 'opened' : reply.refusal.code]);
  assert.deepEqual(new Set(codes.map(String)), new Set([`${document},opened`, 'bench/doc,not-found', `${document},malformed`]));
  const reply = side.answers.map(([, one]) => one).find((one): one is Joined => one.ok);
  assert.ok(reply);
  side.socket.emit('u', reply.handle, reply.lease, 1, edit(reply, reply.lease ?? -1, 'Early: '));
  await until(() => side.frames.length === 1, 'an edit under the lease of that answer is told');
  const reader = await open(server, { cookie: auditor.cookie, origin: server.url }, [request(document)]);
  await until(() => reader.answers.length === 1, 'the auditor reads');
  const [readerAnswer] = reader.answers;
  assert.ok(readerAnswer?.[1].ok);
  assert.equal(readerAnswer[1].lease, null);
  for (const odd of [{}, 'all', Array.from({ length: 65 }, () => request(document))]) {
    const none = await open(server, headers, odd);
    assert.ok((await join(none, document)).ok, 'the connection serves');
    assert.equal(none.answers.length, 0);
    none.socket.close();
  }
  await assert.rejects(open(server, { origin: server.url }, [request(document)]), 'nothing is opened without a session');
  for (const { socket } of [side, reader]) socket.close();
});

test('SY13 presence is stamped with the true person, whatever a client says', async () => {
  const server = await startTestServer();
  const [ann, ben] = [await server.member('checker', 'Ann'), await server.member('checker', 'Ben')];
  const document = await openClaim(server, ann);
  const [annSide, benSide] = [await connect(server, ann), await connect(server, ben)];
  const annJoined = await joined(annSide, document);
  await joined(benSide, document);
  const seen: { user: { name: string }; state: unknown }[] = [];
  annSide.socket.on('p', (_handle: number, changes: typeof seen) => seen.push(...changes));
  benSide.socket.emit('p', annJoined.handle, { cursor: null, selection: { start: 1, end: 5 }, reading: 3, user: { name: 'Ann' } });
  benSide.socket.emit('p', annJoined.handle, { cursor: null, selection: { start: 1, end: 5 }, reading: 3 });
  await until(() => seen.length > 0, 'presence arrives');
  assert.deepEqual(
    seen.map((change) => change.user.name),
    ['Ben'],
  );
  benSide.socket.close();
  await until(() => seen.at(-1)?.state === null, 'leaving is told');
  annSide.socket.close();
});

test('GT3 whoever goes on sending garbage is put out, and an honest neighbour is not', async () => {
  const server = await startTestServer();
  const [ann, ben] = [await server.member('checker', 'Ann'), await server.member('checker', 'Ben')];
  const document = await openClaim(server, ann);
  const [honest, hostile] = [await connect(server, ann), await connect(server, ben)];
  const honestJoined = await joined(honest, document);
  const hostileJoined = await joined(hostile, document);
  for (let i = 0; i < 40; i++) hostile.socket.emit('u', hostileJoined.handle, hostileJoined.lease, 1, new Uint8Array([9, 9, 9]));
  await until(() => hostile.closed, 'the socket that sends garbage is closed');
  honest.socket.emit('u', honestJoined.handle, honestJoined.lease, 1, edit(honestJoined, honestJoined.lease ?? -1, 'Honest: '));
  await until(() => honest.frames.length === 1, 'the honest edit is stored and told');
  assert.equal(honest.closed, false);
  honest.socket.close();
});
