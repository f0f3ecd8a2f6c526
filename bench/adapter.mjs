// Lets a load tool drive Assay: the client's own sync code in Node, over sockets of its own.
// Default export: (wiring of the tool) → adapter; README.md tells both. Build first (`npm run build`).

import { fileURLToPath } from 'node:url';
import * as Y from 'yjs';
import { createSyncClient } from '../dist/client/src/sync/create.js';
import { MemoryOutboxStore } from '../dist/client/src/sync/outbox-store.js';
import { seedDocument } from './assay/seed-document.mjs';
import { signIn } from './assay/sign-in.mjs';
import { keyframeOf, storeHistory } from './assay/store-history.mjs';

const SERVER = fileURLToPath(new URL('../dist/server/src/main.js', import.meta.url));
const nameOf = (docName) => `bench/${docName}`;

export default function adapter({ countSocketIo, newState, sinkSocketIo, spawnServer }) {
  return {
    persist: 'postgres',
    flushMs: 0, // acknowledged is stored
    acks: true,
    durableAcks: true,
    /** `connect` without a document opens one of the product's own making, as a browser's tab does. */
    ownsDocuments: true,
    async startServer(ctx) {
      const server = await spawnServer(ctx, {
        command: process.execPath,
        args: [SERVER],
        env: { ASSAY_BENCH: '1', ASSAY_DEMO: '0', DATABASE_URL: ctx.pgUrl ?? '', LOG_LEVEL: 'warn' },
      });
      try {
        ctx.session = await signIn(urlOf(ctx));
      } catch (error) {
        await server.kill();
        throw new Error(`${error.message}\n${server.log()}`);
      }
      return server;
    },
    /** A document that already holds something, made by whomever, is stored first. */
    connect(ctx, docName, doc) {
      const filled = doc && doc.store.clients.size > 0;
      const before = filled ? this.seed(ctx, docName, Y.encodeStateAsUpdate(doc)) : null;
      return new Connection({ countSocketIo, newState, sinkSocketIo }, ctx, docName, doc ?? undefined, before);
    },
    seed: (ctx, docName, state) => seedDocument((made) => openSession(ctx, docName, made), state),
    storeHistory: (ctx, docName, updates) => storeHistory(ctx, nameOf(docName), updates),
    keyframeOf: (ctx, docName, timeoutMs) => keyframeOf(ctx, nameOf(docName), timeoutMs),
  };
}

function urlOf({ port }) {
  return `http://127.0.0.1:${port}`;
}

function openSession(ctx, docName, made, { store = new MemoryOutboxStore(), onSocket } = {}) {
  const url = urlOf(ctx);
  const { cookie, userId } = ctx.session;
  const client = createSyncClient({ url, userId, store, headers: { cookie, origin: url }, onSocket });
  return { client, session: client.open(nameOf(docName), made), close: () => client.close() };
}

class Connection {
  #wiring;
  #store = new TellingOutboxStore();
  #client = null;
  #session = null;
  #socket = null;

  constructor(wiring, ctx, docName, doc, before) {
    this.#wiring = wiring;
    this.wire = wiring.newState();
    if (before === null) this.#open(ctx, docName, doc);
    this.synced = before === null ? this.#settled() : this.#openAfter(before, ctx, docName, doc);
  }

  async #openAfter(before, ctx, docName, doc) {
    await before;
    this.#open(ctx, docName, doc);
    await this.#settled();
  }

  #open(ctx, docName, doc) {
    const onSocket = (socket) => {
      this.#socket = socket;
      this.#wiring.countSocketIo(socket, this.wire);
    };
    const { client, session } = openSession(ctx, docName, doc, { store: this.#store, onSocket });
    this.#client = client;
    this.#session = session;
  }

  get doc() {
    return this.#session?.doc;
  }

  /** Drops what comes, unread. Its edits are taken for acknowledged as they are sent, or it would send them again and again. */
  sink() {
    this.#store.sinkInto((lease, clientSeq) => this.#session.ack(lease, clientSeq));
    this.#wiring.sinkSocketIo(this.#socket);
  }

  tcp() {
    return this.#socket.io.engine?.transport?.ws?._socket;
  }

  unacked() {
    return this.#session.pending;
  }

  onAcked(listener) {
    this.#store.onAcked = listener;
  }

  present({ cursor, reading }) {
    this.#session.setPresence({ cursor: { field: 'text', ...cursor }, selection: null, reading });
  }

  presences() {
    return [...this.#session.presence.values()].map(({ state }) => state);
  }

  drop() {
    this.#client.drop();
  }

  reconnect() {
    this.#client.reconnect();
    this.synced = new Promise((resolve) => {
      this.#socket.once('connect', () => resolve(this.#settled()));
    });
    return this.synced;
  }

  disconnect() {
    this.#client?.close();
  }

  async #settled() {
    const [client, session] = [this.#client, this.#session];
    if (session.ready && client.connected) return;
    await new Promise((resolve) => {
      const stop = session.subscribe(() => {
        if (!session.ready || !client.connected) return;
        stop();
        resolve();
      });
    });
  }
}

/** Says when edits were acknowledged. */
class TellingOutboxStore extends MemoryOutboxStore {
  onAcked = () => {};
  #acknowledge = null;

  sinkInto(acknowledge) {
    this.#acknowledge = acknowledge;
  }

  put(document, lease, entry) {
    super.put(document, lease, entry);
    if (this.#acknowledge) queueMicrotask(() => this.#acknowledge(lease, entry.clientSeq));
  }

  removeUpTo(document, lease, clientSeq) {
    super.removeUpTo(document, lease, clientSeq);
    this.onAcked();
  }
}
