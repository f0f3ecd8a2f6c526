import type { Socket } from 'socket.io-client';
import { decodeFrame, encodeFrame } from '#shared/document/frame.js';
import { createSyncClient, type SocketSyncClient } from '../../client/src/sync/create.js';
import type { DocumentSync } from '../../client/src/sync/document-sync.js';

type FrameListener = (handle: number, frame: Uint8Array) => void;

/** Who opens which document where. */
export interface HeldClientOptions {
  readonly url: string;
  readonly userId: string;
  readonly cookie: string;
  readonly document: string;
}

/**
 * A real client over a real socket, whose frames are held back, an update each, until they are let through: how late the network
 * is lies in the test's hands.
 */
export class HeldClient {
  readonly session: DocumentSync;
  /** Connections lost: what comes with a new one is not held back. */
  lost = 0;
  private readonly client: SocketSyncClient;
  private readonly held: { readonly lease: number; letThrough(): void }[] = [];
  private holding = true;
  private arrived = 0;
  private through = 0;
  private awaited: { readonly count: number; readonly resolve: () => void } | null = null;

  constructor({ url, userId, cookie, document }: HeldClientOptions) {
    this.client = createSyncClient({ url, userId, headers: { cookie, origin: url }, onSocket: (socket) => this.hold(socket) });
    this.session = this.client.open(document) as DocumentSync;
  }

  get text(): string {
    return this.session.doc.getText('text').toString();
  }

  edit(patches: readonly (readonly [number, number, string])[]): void {
    const { doc } = this.session;
    const text = doc.getText('text');
    doc.transact(() => {
      for (const [position, deleted, inserted] of patches) {
        if (deleted > 0) text.delete(position, deleted);
        if (inserted !== '') text.insert(position, inserted);
      }
    });
  }

  /** Lets through exactly so many updates of others, from the beginning, as soon as they have come. */
  async see(count: number): Promise<void> {
    if (this.arrived < count) {
      await new Promise<void>((resolve) => {
        this.awaited = { count, resolve };
      });
    }
    while (this.through < count) this.letOneThrough();
  }

  /** From now on nothing is held back. */
  release(): void {
    this.holding = false;
    while (this.held.length > 0) this.letOneThrough();
  }

  close(): void {
    this.client.close();
  }

  private letOneThrough(): void {
    const one = this.held.shift();
    if (!one) return;
    if (one.lease !== this.session.lease) this.through++;
    one.letThrough();
  }

  private hold(socket: Socket): void {
    socket.on('disconnect', () => this.lost++);
    const on = socket.on.bind(socket) as (event: string, listener: (...args: never[]) => void) => Socket;
    const holding = (event: string, listener: FrameListener): Socket =>
      on(event, event === 'f' ? (handle: number, frame: Uint8Array) => this.frame(handle, frame, listener) : listener);
    socket.on = holding as typeof socket.on;
  }

  private frame(handle: number, frame: Uint8Array, listener: FrameListener): void {
    const { fromSeq, entries } = decodeFrame(new Uint8Array(frame));
    entries.forEach((entry, i) => {
      this.held.push({ lease: entry.lease, letThrough: () => listener(handle, encodeFrame(fromSeq + i, [entry])) });
      if (entry.lease !== this.session.lease) this.arrived++;
    });
    if (!this.holding) this.release();
    if (this.awaited !== null && this.arrived >= this.awaited.count) {
      const { resolve } = this.awaited;
      this.awaited = null;
      resolve();
    }
  }
}
