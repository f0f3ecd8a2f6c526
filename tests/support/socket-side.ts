import assert from 'node:assert/strict';
import { io, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { DOCUMENT_SCHEMA } from '#shared/document/layout.js';
import * as parser from '#shared/protocol/parser.js';
import { type JoinReply, type NewsMessage, PROTOCOL_VERSION } from '#shared/protocol/socket.js';

export type Joined = JoinReply & { ok: true };

/** One socket of one session, and everything it was told. */
export class SocketSide {
  readonly nacks: [number, number, number, string, string][] = [];
  readonly frames: [number, Uint8Array][] = [];
  readonly acks: [number, number, number, number][] = [];
  readonly news: NewsMessage[] = [];
  readonly out: { reason: string }[] = [];
  closed = false;

  private constructor(readonly socket: Socket) {
    socket.on('n', (...nack: SocketSide['nacks'][number]) => this.nacks.push(nack));
    socket.on('f', (...frame: SocketSide['frames'][number]) => this.frames.push(frame));
    socket.on('a', (...ack: SocketSide['acks'][number]) => this.acks.push(ack));
    socket.on('news', (message: NewsMessage) => this.news.push(message));
    socket.on('out', (out: { reason: string }) => this.out.push(out));
    socket.on('disconnect', () => {
      this.closed = true;
    });
  }

  static open(url: string, cookie: string): Promise<SocketSide> {
    const socket = io(url, {
      transports: ['websocket'],
      parser,
      forceNew: true,
      reconnection: false,
      auth: { protocol: PROTOCOL_VERSION },
      extraHeaders: { cookie, origin: url },
    });
    const side = new SocketSide(socket);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(side));
      socket.once('connect_error', (error) => {
        socket.close();
        reject(error);
      });
    });
  }

  async join(document: string, fields: Record<string, unknown> = {}): Promise<JoinReply> {
    const request = { document, schema: DOCUMENT_SCHEMA, vector: new Uint8Array([0]), lease: null, outboxes: [], claims: [], ...fields };
    return (await this.socket.timeout(45_000).emitWithAck('join', request)) as JoinReply;
  }

  async joined(document: string): Promise<Joined> {
    const reply = await this.join(document);
    assert.ok(reply.ok, JSON.stringify(reply));
    return reply;
  }

  close(): void {
    this.socket.close();
  }
}

/** A member's own copy of a document, whose edits go out under its lease, one number after the other. */
export class Typist {
  readonly doc = new Y.Doc({ gc: false });
  readonly updates: Uint8Array[] = [];
  private clientSeq = 0;

  constructor(
    readonly side: SocketSide,
    readonly reply: Joined,
  ) {
    for (const update of reply.updates) Y.applyUpdate(this.doc, new Uint8Array(update));
    this.doc.clientID = reply.lease ?? -1;
    this.doc.on('update', (update: Uint8Array) => this.updates.push(update));
  }

  /** Edits, sends, and answers how many milliseconds the acknowledgement took; null when it was refused. */
  async edit(change: (doc: Y.Doc) => void, withinMs = 15_000): Promise<number | null> {
    this.doc.transact(() => change(this.doc));
    const startedAt = performance.now();
    const [frames, nacks] = [this.side.frames.length, this.side.nacks.length];
    for (const update of this.updates.splice(0)) this.send(++this.clientSeq, update);
    await until(() => this.side.frames.length > frames || this.side.nacks.length > nacks, 'an answer to the edit', withinMs);
    return this.side.nacks.length > nacks ? null : performance.now() - startedAt;
  }

  send(clientSeq: number, update: Uint8Array): void {
    this.side.socket.emit('u', this.reply.handle, this.reply.lease, clientSeq, update);
  }
}

export async function until(condition: () => boolean | Promise<boolean>, what: string, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await condition())) {
    assert.ok(Date.now() < end, `within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
