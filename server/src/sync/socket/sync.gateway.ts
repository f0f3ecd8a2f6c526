import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Server, type Socket } from 'socket.io';
import { parseDocumentName } from '#shared/document/layout.js';
import { may } from '#shared/domain/permissions.js';
import * as parser from '#shared/protocol/parser.js';
import type { ErrorBody, NackCode } from '#shared/protocol/refusals.js';
import { type JoinReply, JoinRequest, LIMITS, PROTOCOL_VERSION, PresenceState } from '#shared/protocol/socket.js';
import { CONFIG, type Config } from '../../config.js';
import type { Rooms } from '../room/rooms.js';
import { ROOMS, SOCKET_OUTLET } from '../tokens.js';
import { FrameOnceAdapter } from './frame-once-adapter.js';
import { RateGauge } from './rate-gauge.js';
import { type Knock, SocketAccess, type SocketIdentity } from './socket-access.service.js';
import { documentRoom, type SocketOutlet, teamRoom } from './socket-outlet.js';

/** Presence of all documents goes out this often. */
const PRESENCE_TICK_MS = 60;
const SWEEP_MS = 1_000;
/** So often a quiet connection is tried, and so long an answer may take. Who reads on a node that hangs notices after both. */
const PING_MS = 10_000;
/** Presence of one tab, sustained: an editor tells its caret far less often. What comes faster is dropped. */
const PRESENCE_PER_SECOND = 60;
/** Malformed or forged updates after which a socket is closed: each costs a reading. */
const STRIKES_MAX = 20;
const ONE_GO_MS = 50;

/** Why a connection is refused, in a word for its client. */
class NotAdmitted extends Error {}

/**
 * The socket edge: handshake, parsing, and the way into rooms. The hot events are bound with `socket.on`, past Nest's pipes.
 * Every message is judged by what its sender may do now, not by what it might when it connected (AU2).
 */
@Injectable()
export class SyncGateway implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private io: Server | null = null;
  private timers: NodeJS.Timeout[] = [];
  private readonly knocks = new WeakMap<IncomingMessage, Knock>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly host: HttpAdapterHost,
    private readonly access: SocketAccess,
    @Inject(ROOMS) private readonly rooms: Rooms,
    @Inject(SOCKET_OUTLET) private readonly outlet: SocketOutlet,
  ) {}

  onApplicationBootstrap(): void {
    const http = this.host.httpAdapter.getHttpServer() as HttpServer;
    const io = new Server(http, {
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: 1024 * 1024,
      parser,
      adapter: FrameOnceAdapter,
      pingInterval: PING_MS,
      pingTimeout: PING_MS,
      allowRequest: (request, decide) => {
        const allowed = this.access.originAllowed(request.headers.origin);
        if (allowed) this.knocks.set(request, this.access.ask(request.headers.cookie));
        decide(null, allowed);
      },
    });
    io.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        // What went wrong inside is not for whoever knocks.
        (error: unknown) => next(error instanceof NotAdmitted ? error : new Error('unavailable')),
      );
    });
    io.on('connection', (socket) => this.connected(socket));
    this.io = io;
    this.outlet.bind(io);
    this.access.onLost((socketId, reason) => this.expel(socketId, reason));
    this.timers = [
      setInterval(() => this.tellPresence(), PRESENCE_TICK_MS),
      everySecond(() => this.rooms.sweep()),
      everySecond(() => this.access.check()),
    ];
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    // What came is stored and answered; what comes from here on stays in its sender's outbox, for another node.
    for (const socket of this.io?.sockets.sockets.values() ?? []) socket.removeAllListeners('u');
    await this.rooms.drained();
    this.io?.disconnectSockets(true);
    await this.rooms.drained();
    await this.rooms.close();
  }

  private async admit(socket: Socket): Promise<void> {
    if (socket.handshake.auth['protocol'] !== PROTOCOL_VERSION) throw new NotAdmitted('protocol');
    const identity = await this.access.admit(socket.id, socket.handshake.headers.cookie, this.knocks.get(socket.request));
    if (!identity) throw new NotAdmitted('not-signed-in');
    socket.data = { identity };
  }

  private connected(socket: Socket): void {
    const { identity } = socket.data as { identity: SocketIdentity };
    const joined = new Set<number>();
    const rate = new RateGauge(LIMITS.updatesPerSecond, LIMITS.bytesPerSecond);
    const presenceRate = new RateGauge(PRESENCE_PER_SECOND, PRESENCE_PER_SECOND * LIMITS.presenceBytes);
    const strikes = new Strikes();
    this.watch(socket);
    this.outlet.slow.enter(socket.id, teamRoom(identity.actor.teamId));

    const join = (body: unknown): Promise<JoinReply> =>
      this.join(socket, identity, joined, body).catch(() => refused('unavailable', 'The document cannot be opened just now.'));
    for (const body of knockedFor(socket.handshake.auth['open'])) void join(body).then((reply) => socket.emit('j', body.document, reply));
    socket.on('join', (body: unknown, answer: unknown) => {
      if (typeof answer === 'function') void join(body).then((reply) => answer(reply));
    });

    socket.on('u', (documentId: unknown, lease: unknown, clientSeq: unknown, bytes: unknown) => {
      const update = asBytes(bytes);
      if (!isCount(documentId) || !isCount(lease) || !isCount(clientSeq) || !update) return void socket.disconnect(true);
      if (!joined.has(documentId))
        return this.outlet.toSocket(socket.id, 'n', documentId, lease, clientSeq, 'BUSY', 'the document is not open');
      if (!rate.take(update.length, Date.now()))
        return this.outlet.toSocket(socket.id, 'n', documentId, lease, clientSeq, 'RATE', 'too many updates a second');
      const room = this.rooms.get(documentId);
      if (!room) return this.outlet.toSocket(socket.id, 'n', documentId, lease, clientSeq, 'BUSY', 'the document is being opened anew');
      const refusal = room.receive(socket.id, lease, clientSeq, update);
      if (strikes.add(refusal, performance.now()) > STRIKES_MAX) socket.disconnect(true);
    });

    socket.on('p', (documentId: unknown, state: unknown) => {
      if (!isCount(documentId) || !joined.has(documentId) || !presenceRate.take(0, Date.now())) return;
      const parsed = PresenceState.safeParse(state);
      if (!parsed.success || !fits(parsed.data, LIMITS.presenceBytes)) return;
      this.rooms.get(documentId)?.setPresence(socket.id, parsed.data);
    });

    socket.on('leave', (documentId: unknown) => {
      if (!isCount(documentId) || !joined.delete(documentId)) return;
      this.rooms.leave(documentId, socket.id);
      this.outlet.slow.leave(socket.id, documentRoom(documentId));
    });

    // Answered without asking anything: a client that hears nothing else finds out whether this process still runs.
    socket.on('alive', (answer: unknown) => typeof answer === 'function' && answer());

    socket.on('disconnect', () => {
      for (const documentId of joined) this.rooms.leave(documentId, socket.id);
      this.access.forget(socket.id);
      this.outlet.slow.remove(socket.id);
    });
  }

  /** Lets the outlet know what waits in the socket's own queue. */
  private watch(socket: Socket): void {
    const { slow } = this.outlet;
    slow.add({
      id: socket.id,
      enter: (room) => void socket.join(room),
      leave: (room) => void socket.leave(room),
      rooms: () => socket.rooms,
      send: (event, ...args) => void socket.emit(event, ...args),
      end: () => void socket.disconnect(true),
    });
    socket.conn.on('packetCreate', ({ data }: { data?: { length?: number; byteLength?: number } }) =>
      slow.queued(socket.id, data?.byteLength ?? data?.length ?? 0),
    );
    socket.conn.on('drain', () => slow.drained(socket.id));
  }

  private async join(socket: Socket, identity: SocketIdentity, joined: Set<number>, body: unknown): Promise<JoinReply> {
    const parsed = JoinRequest.safeParse(withBytes(body));
    if (!parsed.success) return refused('malformed', 'The request to open a document is not well-formed.');
    const request = parsed.data;
    const kind = parseDocumentName(request.document)?.kind;
    if (kind === undefined || (kind === 'bench' && !this.config.bench)) return refused('not-found', 'There is no such document.');
    if (!identity.current() || !may(identity.actor, 'team.read')) return refused('not-permitted', 'This session may not read.');
    if (joined.size >= LIMITS.joinedPerSocket) return refused('rate-limited', 'Too many documents are open in this tab.');
    const visitor = {
      socketId: socket.id,
      actor: identity.actor,
      person: identity.person,
      mayWrite: () => identity.current() && may(identity.actor, 'document.write'),
    };
    const lease = this.rooms.leaseAhead(visitor, request);
    const record = await this.rooms.find(identity.actor.teamId, request.document, kind === 'bench');
    if (!record) return refused('not-found', 'There is no such document.');
    // Members hear what is told from here on; what was told before the room let them in is in the reply.
    this.outlet.slow.enter(socket.id, documentRoom(record.id));
    const reply = await this.rooms.join(visitor, record, request, lease);
    if (reply.ok && socket.connected && identity.current()) {
      joined.add(record.id);
      return reply.value;
    }
    this.rooms.leave(record.id, socket.id);
    this.outlet.slow.leave(socket.id, documentRoom(record.id));
    return reply.ok ? refused('not-permitted', 'The connection ended.') : { ok: false, refusal: reply.refusal };
  }

  private expel(socketId: string, reason: string): void {
    const socket = this.io?.sockets.sockets.get(socketId);
    if (!socket) return;
    socket.emit('out', { document: null, reason });
    socket.disconnect(true);
  }

  private tellPresence(): void {
    for (const documentId of this.rooms.openIds) this.rooms.get(documentId)?.tellPresence();
  }
}

/** One at a time; what fails, for want of a database, is tried again a second later. */
function everySecond(work: () => Promise<void>): NodeJS.Timeout {
  let running = false;
  return setInterval(() => {
    if (running) return;
    running = true;
    void work()
      .catch(() => undefined)
      .finally(() => {
        running = false;
      });
  }, SWEEP_MS);
}

function refused(code: ErrorBody['code'], message: string): JoinReply {
  return { ok: false, refusal: { code, message } };
}

/** What is nested so deeply that it cannot be written down fits nowhere. */
function fits(value: unknown, bytes: number): boolean {
  try {
    return JSON.stringify(value).length <= bytes;
  } catch {
    return false;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** The parser hands out Buffer or ArrayBuffer, possibly a view on a larger one: a copy is ours to keep. */
function asBytes(value: unknown): Uint8Array | null {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  return value instanceof ArrayBuffer ? new Uint8Array(value.slice(0)) : null;
}

/** What the handshake asks to open at once, as far as it names documents; each is judged as any other request. */
function knockedFor(open: unknown): { readonly document: string }[] {
  if (!Array.isArray(open) || open.length > LIMITS.joinedPerSocket) return [];
  return open.filter((body) => typeof body?.document === 'string');
}

function withBytes(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('vector' in body)) return body;
  return { ...body, vector: asBytes(body.vector) };
}

/** Honest clients send nothing malformed; under a lease they have just lost they may send all they had, in one go, which counts as one. */
class Strikes {
  private count = 0;
  private forgedMs = Number.NEGATIVE_INFINITY;

  /** Answers the strikes so far. */
  add(refusal: NackCode | null, nowMs: number): number {
    if (refusal === 'MALFORMED') this.count++;
    if (refusal === 'FORGED_ID' && nowMs - this.forgedMs > ONE_GO_MS) {
      this.count++;
      this.forgedMs = nowMs;
    }
    return this.count;
  }
}
