import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpAdapterHost } from '@nestjs/core';
import { io, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { DOCUMENT_SCHEMA } from '#shared/document/layout.js';
import * as parser from '#shared/protocol/parser.js';
import { type JoinReply, PROTOCOL_VERSION } from '#shared/protocol/socket.js';
import { News } from '../broadcast/news.js';
import type { Config } from '../config.js';
import { MemoryUpdateLog } from './log/memory-update-log.js';
import { warmUpStatements } from './log/warm-up-statements.store.js';
import { Rooms } from './room/rooms.js';
import { SocketAccess } from './socket/socket-access.service.js';
import { SocketOutlet } from './socket/socket-outlet.js';
import { SyncGateway } from './socket/sync.gateway.js';

const CLIENTS = 6;
const UPDATES_EACH = 1_000;
/** A machine with other things to do is warm enough after this long: whoever lost their server waits for this one. */
const LONGEST_MS = 1_000;
const TYPIST = { id: 'warm-up', name: 'Warm-up', role: 'checker', removed: false } as const;
const ACTOR = { userId: TYPIST.id, teamId: TYPIST.id, name: TYPIST.name, role: TYPIST.role, sessionHash: '' };

/**
 * Takes some thousand edits the whole way, from socket to sockets, before anybody is let in: code that has never run is many times
 * slower, and the first people after a restart would pay for it. All of it is of its own: a port of the loopback interface, a log in
 * memory, a team of nobody. What goes wrong here is no reason not to start.
 */
export async function warmUp(config: Config): Promise<void> {
  const typing = typeInMemory({ ...config, bench: true }).catch(() => undefined);
  await Promise.all([typing, warmUpStatements(config.databaseUrl).catch(() => undefined)]);
}

async function typeInMemory(config: Config): Promise<void> {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const outlet = new SocketOutlet(
    new News(),
    () => {},
    () => {},
  );
  const rooms = new Rooms(new MemoryUpdateLog(), outlet, () => new Date());
  const host = { httpAdapter: { getHttpServer: () => http } } as unknown as HttpAdapterHost;
  const gateway = new SyncGateway(config, host, openDoor(), rooms, outlet);
  gateway.onApplicationBootstrap();
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const sockets: Socket[] = [];
  try {
    for (let i = 0; i < CLIENTS; i++) sockets.push(io(url, { transports: ['websocket'], parser, auth: { protocol: PROTOCOL_VERSION } }));
    const until = performance.now() + LONGEST_MS;
    await Promise.all(sockets.map((socket) => type(socket, until)));
  } finally {
    for (const socket of sockets) socket.close();
    await gateway.beforeApplicationShutdown();
    http.close();
  }
}

/** Admits everyone as nobody: for a port that only this process knows. */
function openDoor(): SocketAccess {
  return Object.assign(Object.create(SocketAccess.prototype) as SocketAccess, {
    originAllowed: () => true,
    ask: () => undefined,
    admit: async () => ({ actor: ACTOR, person: TYPIST, current: () => true }),
    forget: () => {},
    onLost: () => {},
    check: async () => {},
  });
}

async function type(socket: Socket, until: number): Promise<void> {
  const request = {
    document: 'bench/warm-up',
    schema: DOCUMENT_SCHEMA,
    vector: new Uint8Array([0]),
    lease: null,
    outboxes: [],
    claims: [],
  };
  const reply = (await socket.timeout(5_000).emitWithAck('join', request)) as JoinReply;
  if (!reply.ok || reply.lease === null) return;
  const { handle, lease } = reply;
  let [told, sent] = [0, 0];
  socket.on('f', () => told++);
  const doc = new Y.Doc({ gc: false });
  doc.clientID = lease;
  doc.on('update', (update: Uint8Array) => socket.emit('u', handle, lease, ++sent, update));
  for (let i = 0; i < UPDATES_EACH && performance.now() < until; i++) {
    doc.getText('text').insert(i, 'x');
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (let turns = 0; told < sent && turns < 100 && performance.now() < until; turns++)
    await new Promise((resolve) => setTimeout(resolve, 2));
}
