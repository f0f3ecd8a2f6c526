import { io, type Socket } from 'socket.io-client';
import type * as Y from 'yjs';
import * as parser from '#shared/protocol/parser.js';
import type { NackCode } from '#shared/protocol/refusals.js';
import {
  type JoinReply,
  type JoinRequestData,
  LIMITS,
  type NewsMessage,
  PROTOCOL_VERSION,
  type PresenceChange,
} from '#shared/protocol/socket.js';
import { newId } from '../api/new-id.js';
import { DocumentSync } from './document-sync.js';
import { IndexedOutboxStore } from './indexed-outbox-store.js';
import { MemoryOutboxStore, type OutboxStore } from './outbox-store.js';
import type { DocumentSession, SaveState, SyncClient, Wire } from './session.js';
import { SilenceWatch } from './silence-watch.js';

export interface SyncClientOptions {
  readonly url: string;
  readonly userId: string;
  /** Sent with the handshake where there is no browser to send them. */
  readonly headers?: Record<string, string>;
  readonly store?: OutboxStore;
  /** Bare connections of a load tool: one socket each. */
  readonly onSocket?: (socket: Socket) => void;
}

const RECONNECT_MS = 250;
/** A refused connection costs a server that starts next to nothing, and its people wait for it. */
const RECONNECT_MAX_MS = 1_000;
const CONNECT_TIMEOUT_MS = 8_000;
const JOIN_TIMEOUT_MS = 10_000;
/** State vectors that go along with the handshake, in bytes of all documents together. */
const KNOCK_BYTES = 64 * 1024;

/** The sync client of one tab, with its edits kept in IndexedDB where there is one. */
export function createSyncClient(options: SyncClientOptions): SocketSyncClient {
  return new SocketSyncClient(options, options.store ?? outboxStore(options.userId));
}

/** Private windows and full disks refuse storage: edits are then kept for as long as the page lives. */
function outboxStore(userId: string): OutboxStore {
  return typeof indexedDB === 'undefined' ? new MemoryOutboxStore() : new IndexedOutboxStore(userId, newId(), () => {});
}

export class SocketSyncClient implements SyncClient {
  connected = false;
  private readonly socket: Socket;
  private readonly silence: SilenceWatch;
  private readonly sessions = new Map<string, { sync: DocumentSync; users: number }>();
  /** Answers to what the handshake asked for, by document. */
  private knocks = new Map<string, { readonly answer: Promise<JoinReply>; readonly resolve: (reply: JoinReply) => void }>();
  private readonly newsListeners = new Set<(news: NewsMessage | null) => void>();
  private readonly outListeners = new Set<(reason: string) => void>();
  private readonly listeners = new Set<() => void>();
  private everConnected = false;
  /** Times in a row that a server took the connection and refused to talk. */
  private turnedAway = 0;
  private closed = false;

  constructor(
    options: SyncClientOptions,
    private readonly store: OutboxStore,
  ) {
    this.socket = io(options.url, {
      transports: ['websocket'],
      parser,
      forceNew: true,
      auth: (tell) => tell({ protocol: PROTOCOL_VERSION, open: this.knock() }),
      timeout: CONNECT_TIMEOUT_MS,
      reconnectionDelay: RECONNECT_MS,
      reconnectionDelayMax: RECONNECT_MAX_MS,
      randomizationFactor: 0.5,
      ...(options.headers ? { extraHeaders: options.headers } : {}),
    });
    options.onSocket?.(this.socket);
    const { socket } = this;
    this.silence = new SilenceWatch({
      awaits: () => this.connected && [...this.sessions.values()].some(({ sync }) => sync.pending > 0 || sync.state.kind === 'loading'),
      ask: (ms) => socket.timeout(ms).emitWithAck('alive'),
      leave: () => void socket.disconnect().connect(),
    });
    this.listen();
  }

  get state(): SaveState {
    const states = [...this.sessions.values()].map(({ sync }) => sync.state);
    const refused = states.find((state) => state.kind === 'refused');
    if (refused) return refused;
    const kept = [...this.sessions.values()].reduce((sum, { sync }) => sum + sync.pending, 0);
    if (!this.connected) return { kind: 'offline', kept };
    if (kept > 0) return { kind: 'saving', pending: kept };
    return states.some((state) => state.kind === 'loading') ? { kind: 'loading' } : { kind: 'saved' };
  }

  /** Opens a document, or shares the one already open: close it as often as it was opened. */
  open(document: string, madeOffline?: Y.Doc): DocumentSession {
    const known = this.sessions.get(document);
    if (known) {
      known.users++;
      return known.sync;
    }
    const sync = new DocumentSync({
      document,
      wire: this.wire(),
      store: this.store,
      later: (work, ms) => void setTimeout(work, ms * (0.75 + Math.random() / 2)),
      now: () => new Date(),
      madeOffline,
      mayClose: () => this.release(document),
    });
    this.sessions.set(document, { sync, users: 1 });
    sync.subscribe(() => this.changed());
    if (this.connected) sync.connected();
    this.changed();
    return sync;
  }

  onNews(listener: (news: NewsMessage | null) => void): () => void {
    this.newsListeners.add(listener);
    return () => this.newsListeners.delete(listener);
  }

  onOut(listener: (reason: string) => void): () => void {
    this.outListeners.add(listener);
    return () => this.outListeners.delete(listener);
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  unsaved(): { document: string; state: SaveState }[] {
    return [...this.sessions]
      .map(([document, { sync }]) => ({ document, state: sync.state, pending: sync.pending }))
      .filter(({ state, pending }) => pending > 0 || state.kind === 'refused')
      .map(({ document, state }) => ({ document, state }));
  }

  /** Loses the connection without giving up the documents: for load tools and tests. */
  drop(): void {
    this.socket.disconnect();
  }

  reconnect(): void {
    this.socket.connect();
  }

  close(): void {
    this.closed = true;
    this.socket.disconnect();
    for (const { sync } of this.sessions.values()) sync.disconnected();
    this.sessions.clear();
  }

  /** Whether the document is to be closed: the last of those who opened it let go, and nothing of it is unsaved. */
  private release(document: string): boolean {
    const known = this.sessions.get(document);
    if (!known || --known.users > 0) return false;
    if (known.sync.pending > 0) {
      // Unsaved edits go out first; the document closes by itself when they are stored.
      const stop = known.sync.subscribe(() => {
        if (known.users > 0 || known.sync.pending === 0) stop();
        if (known.users === 0 && known.sync.pending === 0) this.discard(document, known.sync);
      });
      return false;
    }
    this.sessions.delete(document);
    return true;
  }

  private discard(document: string, sync: DocumentSync): void {
    if (this.sessions.get(document)?.sync !== sync) return;
    this.sessions.delete(document);
    sync.end();
    this.changed();
  }

  /** What is open in this tab, asked for with the handshake: the answers come a round trip earlier. */
  private knock(): unknown[] {
    this.knocks = new Map();
    const bodies: unknown[] = [];
    let bytes = 0;
    for (const { sync } of [...this.sessions.values()].slice(0, LIMITS.joinedPerSocket)) {
      const request = sync.knock();
      bytes += request?.vector.length ?? 0;
      if (!request || bytes > KNOCK_BYTES) continue;
      let resolve: (reply: JoinReply) => void = () => {};
      const answer = new Promise<JoinReply>((done) => {
        resolve = done;
      });
      this.knocks.set(request.document, { answer, resolve });
      bodies.push(sendable(request));
    }
    return bodies;
  }

  private wire(): Wire {
    const { socket } = this;
    return {
      join: async (request, knocked) => {
        this.silence.expect();
        const knock = knocked ? this.knocks.get(request.document) : undefined;
        if (knock) return within(JOIN_TIMEOUT_MS, knock.answer);
        return bytesInside((await socket.timeout(JOIN_TIMEOUT_MS).emitWithAck('join', sendable(request))) as JoinReply);
      },
      sendUpdate: (handle, lease, clientSeq, bytes) => {
        this.silence.expect();
        socket.emit('u', handle, lease, clientSeq, bytes);
      },
      sendPresence: (handle, state) => void socket.volatile.emit('p', handle, state),
      leave: (handle) => void socket.emit('leave', handle),
    };
  }

  private listen(): void {
    const { socket } = this;
    const at = (handle: number): DocumentSync | undefined => [...this.sessions.values()].find(({ sync }) => sync.handle === handle)?.sync;
    socket.on('connect', () => {
      this.connected = true;
      this.turnedAway = 0;
      for (const { sync } of this.sessions.values()) sync.connected();
      if (this.everConnected) for (const listener of this.newsListeners) listener(null);
      this.everConnected = true;
      this.changed();
    });
    socket.on('disconnect', (reason) => {
      this.connected = false;
      for (const { sync } of this.sessions.values()) sync.disconnected();
      this.changed();
      if (reason === 'io server disconnect') setTimeout(() => this.closed || this.socket.connect(), 500);
    });
    socket.on('connect_error', (error) => {
      if (error.message === 'not-signed-in' || error.message === 'protocol')
        for (const listener of this.outListeners) listener(error.message);
      // A server that cannot ask its database turns everyone away, and socket.io takes that for good.
      else if (!socket.active) this.connectLater();
    });
    socket.on('j', (document: string, reply: JoinReply) => this.knocks.get(document)?.resolve(bytesInside(reply)));
    socket.on('f', (handle: number, frame: unknown) => {
      this.silence.heard();
      const bytes = asBytes(frame);
      for (const { sync } of this.sessions.values()) sync.frame(handle, bytes);
    });
    socket.on('a', (handle: number, lease: number, clientSeq: number) => at(handle)?.ack(lease, clientSeq));
    socket.on('n', (handle: number, lease: number, clientSeq: number, code: NackCode, message: string) =>
      at(handle)?.nack(lease, clientSeq, code, message),
    );
    socket.on('l', (handle: number, lease: number, userId: string) => at(handle)?.author(lease, userId));
    socket.on('p', (handle: number, changes: PresenceChange[]) => at(handle)?.presenceFrame(changes));
    socket.on('news', (news: NewsMessage) => {
      for (const listener of this.newsListeners) listener(news.objects.length > 0 ? news : null);
    });
    socket.on('out', (out: { document: number | null; reason: string }) => {
      if (out.document !== null) return at(out.document)?.connected(); // open it anew: the answer says what happened
      for (const listener of this.outListeners) listener(out.reason);
    });
  }

  private connectLater(): void {
    const ms = Math.min(RECONNECT_MS * 2 ** this.turnedAway++, RECONNECT_MAX_MS) * (0.75 + Math.random() / 2);
    setTimeout(() => this.closed || this.socket.connect(), ms);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

function asBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  // The parser's Node build sends a typed array as an extension of type 0; its browser build hands that out as a pair.
  if (Array.isArray(value) && value[0] === 0 && value[1] instanceof ArrayBuffer) return new Uint8Array(value[1]);
  throw new Error('bytes expected');
}

/** The parser's browser build knows only ArrayBuffer as bytes: it would send a typed array as an object of numbers. */
function sendable(request: JoinRequestData): object {
  return { ...request, vector: new Uint8Array(request.vector).buffer };
}

function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), ms);
    void answer.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

function bytesInside(reply: JoinReply): JoinReply {
  return reply.ok ? { ...reply, updates: reply.updates.map(asBytes) } : reply;
}
