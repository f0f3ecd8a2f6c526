import * as Y from 'yjs';
import { decodeFrame } from '#shared/document/frame.js';
import { DOCUMENT_SCHEMA } from '#shared/document/layout.js';
import type { NackCode } from '#shared/protocol/refusals.js';
import { type JoinReply, type JoinRequestData, LIMITS, type PresenceChange, type PresenceState } from '#shared/protocol/socket.js';
import { Outbox } from './outbox.js';
import type { OutboxStore } from './outbox-store.js';
import { RefusedEdits } from './refused-edits.js';
import { wordsOf, wordsShown } from './refused-words.js';
import { type Rewrite, rewriteUpdate } from './rewrite-update.js';
import type { DocumentSession, SaveState, Wire } from './session.js';

/** Origin of everything that came from the server; what it does not mark is this tab's own. */
export const REMOTE = Symbol('remote');

export interface DocumentSyncOptions {
  readonly document: string;
  readonly wire: Wire;
  readonly store: OutboxStore;
  /** Runs `work` after about that long: injected so that the simulation owns time. */
  readonly later: (work: () => void, ms: number) => void;
  readonly now: () => Date;
  /** A document made without a connection: its ids are claimed at the first join. */
  readonly madeOffline?: Y.Doc | undefined;
  /** Asked when whoever opened it lets go: others may still use it, and unsaved edits go out first. */
  readonly mayClose: () => boolean;
}

type Phase = 'joining' | 'live' | 'offline' | 'closed';

const RETRY_MS = 250;
const REJOIN_MAX_MS = 2_000;
/** New leases tried in a row without one ack, before the edits are given back to their author. */
const RESYNCS_MAX = 3;

/**
 * One document in one tab. Local edits are numbered, kept, and sent under a leased client id; each stays kept until a frame or
 * an ack names it (SY8, SY10). Three ways out of a refusal: send again (BUSY, RATE), take a new lease and rewrite what is kept
 * (FORGED_ID, RESYNC), or give the words back to their author and start from the server's document (the rest).
 */
export class DocumentSync implements DocumentSession {
  doc: Y.Doc;
  ready = false;
  writable = false;
  lease: number | null = null;
  readonly presence = new Map<number, PresenceChange>();
  handle: number | null = null;
  private phase: Phase = 'offline';
  private epoch: string | null = null;
  private head = 0;
  private own: Outbox | null = null;
  /** Outboxes of dead tabs, sent before this tab's own edits. */
  private adopted: Outbox[] = [];
  readonly known: Promise<void>;
  private adopting = true;
  /** What the connection that is being made, or was just made, asked for at once, and for which document. */
  private knocked: { readonly doc: Y.Doc; readonly request: JoinRequestData } | null = null;
  private authors = new Map<number, string>();
  private readonly refused: RefusedEdits;
  private early: { handle: number; frame: Uint8Array }[] = [];
  private retryArmed = false;
  private joins = 0;
  private joinFailures = 0;
  private presenceState: PresenceState | null = null;
  private stopRecording: () => void = () => {};
  /** Leases that the server will not take edits under any more. */
  private readonly abandoned = new Set<number>();
  private key: number | null = null;
  private resyncs = 0;
  private readonly listeners = new Set<() => void>();
  private readonly presenceListeners = new Set<() => void>();
  private readonly faultListeners = new Set<() => void>();

  constructor(private readonly options: DocumentSyncOptions) {
    this.doc = options.madeOffline ?? newDoc();
    this.refused = new RefusedEdits(options.store, options.document, options.now);
    if (options.madeOffline) this.startMadeOffline(options.madeOffline);
    this.known = this.adopt()
      .catch(() => {})
      .then(() => {
        this.adopting = false;
        this.changed();
      });
  }

  private async adopt(): Promise<void> {
    const { store, document } = this.options;
    const [outboxes] = await Promise.all([store.adopt(document), this.refused.load()]);
    // Leases are given in rising order, and a tab's edits lean on those it adopted itself.
    const inOrder = [...outboxes].sort((a, b) => a.lease - b.lease);
    this.adopted = inOrder.map((outbox) => new Outbox(store, document, outbox.lease, outbox.epoch, outbox.entries));
  }

  get name(): string {
    return this.options.document;
  }

  get pending(): number {
    return this.outboxes().reduce((sum, outbox) => sum + outbox.size, 0);
  }

  get state(): SaveState {
    if (this.refused.state) return this.refused.state;
    if (this.phase === 'offline') return { kind: 'offline', kept: this.pending };
    if (!this.ready) return { kind: 'loading' };
    return this.pending > 0 || this.phase === 'joining' ? { kind: 'saving', pending: this.pending } : { kind: 'saved' };
  }

  authorOf(client: number): string | null {
    return this.authors.get(client) ?? null;
  }

  // --- connection

  /** What a connection that is being made can ask for at once; null while it is not known what this tab keeps. */
  knock(): JoinRequestData | null {
    this.knocked = this.adopting || this.phase === 'closed' ? null : { doc: this.doc, request: this.request(false) };
    return this.knocked?.request ?? null;
  }

  /** The connection is there: join, or join again. */
  connected(): void {
    if (this.phase !== 'closed') void this.join();
  }

  disconnected(): void {
    if (this.phase === 'closed') return;
    this.phase = 'offline';
    this.knocked = null;
    this.joins++;
    this.presence.clear();
    this.changed();
    this.presenceChanged();
  }

  close(): void {
    if (this.phase !== 'closed' && this.options.mayClose()) this.end();
  }

  /** Leaves the document for good. */
  end(): void {
    if (this.handle !== null && this.phase === 'live') this.options.wire.leave(this.handle);
    this.stopRecording();
    this.phase = 'closed';
    this.joins++;
  }

  /** `fresh`: into an empty document, because what this tab shows cannot go on as it is. */
  private async join(fresh = false): Promise<void> {
    const turn = ++this.joins;
    this.phase = 'joining';
    this.early = [];
    this.changed();
    await this.known;
    const request = this.request(fresh);
    const reply = await this.options.wire
      .join(request, !fresh && this.knockedFor(request))
      .catch((): JoinReply => ({ ok: false, refusal: { code: 'unavailable', message: 'no answer' } }));
    if (turn !== this.joins) return; // overtaken by another connection
    if (reply.ok) this.joined(reply, fresh);
    else this.joinRefused(reply.refusal.code);
  }

  private request(fresh: boolean): JoinRequestData {
    return {
      document: this.name,
      schema: DOCUMENT_SCHEMA,
      vector: fresh ? new Uint8Array([0]) : new Uint8Array(Y.encodeStateVector(this.doc)),
      lease: this.lease,
      outboxes: this.outboxes().map((outbox) => outbox.lease),
      claims: this.options.madeOffline && !this.ready && this.lease !== null ? [this.lease] : [],
    };
  }

  /** Whether the answer to what was knocked for serves: the same document under the same leases. What was typed since is this tab's own. */
  private knockedFor({ lease, outboxes }: JoinRequestData): boolean {
    const { knocked } = this;
    this.knocked = null;
    return knocked?.doc === this.doc && knocked.request.lease === lease && String(knocked.request.outboxes) === String(outboxes);
  }

  private joinRefused(code: string): void {
    this.phase = 'offline';
    this.changed();
    if (code === 'not-found' || code === 'not-permitted') return this.refuseAll('READ_ONLY', 'This document is not open to you any more.');
    const turn = this.joins;
    this.options.later(
      () => turn === this.joins && this.phase === 'offline' && void this.join(),
      Math.min(RETRY_MS * 2 ** this.joinFailures++, REJOIN_MAX_MS),
    );
  }

  private joined(reply: JoinReply & { ok: true }, fresh: boolean): void {
    this.joinFailures = 0;
    // A head that went back is a database restored from a copy: what this tab shows is not what is stored.
    const repaired = this.epoch !== null && (this.epoch !== reply.epoch || reply.head < this.head);
    this.epoch = reply.epoch;
    if (repaired) return this.startAgainAfterRepair();
    this.giveBackOlder(reply.epoch);
    const stored = new Map(reply.outboxes.map((outbox) => [outbox.lease, outbox.stored]));
    const lost = this.outboxes().filter((outbox) => outbox.size > 0 && (!stored.has(outbox.lease) || this.abandoned.has(outbox.lease)));
    if (reply.lease === null && this.pending > 0)
      return this.startOver('READ_ONLY', 'Your role may no longer write here. These edits were not saved.');
    if (lost.length > 0 && reply.lease !== null && !fresh) return this.joinFresh(reply.lease);

    this.handle = reply.handle;
    this.key = reply.key;
    this.head = reply.head;
    this.phase = 'live';
    this.writable = reply.lease !== null;
    this.authors = new Map(reply.authors.map(({ lease, userId }) => [lease, userId]));
    if (fresh) this.replaceDoc();
    this.apply(reply.updates);
    for (const outbox of this.outboxes()) outbox.acknowledge(stored.get(outbox.lease) ?? 0);
    if (reply.lease === null) this.goOnAsViewer();
    else this.goOnUnder(reply.lease, lost);
    this.ready = true;
    const early = this.early;
    this.early = [];
    for (const { handle, frame } of early) if (handle === reply.handle) this.frame(handle, frame);
    this.presence.clear();
    this.presenceFrame(reply.presence);
    this.sendAll();
    if (this.presenceState) this.options.wire.sendPresence(reply.handle, this.presenceState);
    this.changed();
  }

  /** Words that are written all the same are kept for their author, and do not stay as if they were saved. */
  private goOnAsViewer(): void {
    this.lease = null;
    this.own = null;
    this.startRecording((update) => this.refused.keepUnasked(update) && this.joinFresh(null));
  }

  /** Sends on under the lease held before, or under the new one with whatever lost its lease rewritten to it. */
  private goOnUnder(lease: number, lost: readonly Outbox[]): void {
    this.adopted = this.adopted.filter((outbox) => outbox.size > 0 && !lost.includes(outbox));
    for (const outbox of this.adopted.filter((one) => !one.applied)) {
      outbox.applied = true;
      this.apply(outbox.entries.map((entry) => entry.bytes));
    }
    if (this.own && this.lease === lease && !lost.includes(this.own)) return;
    this.lease = lease;
    this.own = new Outbox(this.options.store, this.name, lease, this.epoch, []);
    if (lost.length > 0) this.rewrite(lost, this.own);
    this.abandoned.clear();
    this.doc.clientID = lease;
    this.startRecording();
  }

  /** Edits whose lease is gone: the same words under the new one, into a document fresh from the server. */
  private rewrite(lost: readonly Outbox[], into: Outbox): void {
    const rewrites: Rewrite[] = [];
    for (const outbox of lost) {
      const rewrite = {
        from: outbox.lease,
        acked: Y.getState(this.doc.store, outbox.lease),
        to: into.lease,
        base: Y.getState(this.doc.store, into.lease),
      };
      rewrites.push(rewrite);
      try {
        for (const entry of outbox.entries) {
          const bytes = rewrites.reduce((update, one) => rewriteUpdate(update, one), entry.bytes);
          this.apply([bytes]);
          into.add(bytes);
        }
        outbox.forget();
      } catch {
        this.keepCopy(outbox, 'RESYNC', 'These edits could not be fitted into the document as it is now.');
      }
    }
  }

  /** Everything this tab shows is its author's to copy: what was saved may be gone from the server too. */
  private startAgainAfterRepair(): void {
    const message = 'This document was repaired or restored. Below is what this tab showed before.';
    const shown = wordsShown(this.doc);
    this.startOver('EPOCH', 'This document was repaired or restored. These edits were not saved.');
    if (shown !== '') this.refused.keep('EPOCH', message, shown);
    this.changed();
  }

  /** Edits of dead tabs from before a repair fit nothing any more. */
  private giveBackOlder(epoch: string): void {
    const older = this.adopted.filter((outbox) => outbox.epoch !== null && outbox.epoch !== epoch);
    for (const outbox of older) this.keepCopy(outbox, 'EPOCH', 'This document was repaired or restored. These edits were not saved.');
    this.adopted = this.adopted.filter((outbox) => !older.includes(outbox));
  }

  private joinFresh(lease: number | null): void {
    if (this.own && this.lease !== lease) this.abandoned.add(this.own.lease);
    this.lease = lease;
    void this.join(true);
  }

  private replaceDoc(): void {
    this.stopRecording();
    this.doc = newDoc();
    for (const outbox of this.adopted) outbox.applied = false;
  }

  private startMadeOffline(doc: Y.Doc): void {
    this.lease = doc.clientID;
    this.own = new Outbox(this.options.store, this.name, this.lease, null, []);
    const made = Y.encodeStateAsUpdate(doc);
    if (Y.getState(doc.store, this.lease) > 0) this.own.add(made);
    this.startRecording();
  }

  /** Hands on whatever this tab writes itself. */
  private startRecording(take: (update: Uint8Array) => unknown = (update) => this.recorded(update)): void {
    this.stopRecording();
    const { doc } = this;
    const heard = (update: Uint8Array, origin: unknown): unknown => origin !== REMOTE && take(update);
    doc.on('update', heard);
    this.stopRecording = () => doc.off('update', heard);
  }

  // --- from the server

  /** Frames that come while the document is being joined wait for the answer: only then is its handle known. */
  frame(handle: number, bytes: Uint8Array): void {
    if (this.phase === 'joining') {
      this.early.push({ handle, frame: bytes });
      return;
    }
    if (this.phase !== 'live' || handle !== this.handle) return;
    const { fromSeq, entries } = decodeFrame(bytes);
    const until = fromSeq + entries.length - 1;
    if (until <= this.head) return;
    if (fromSeq > this.head + 1) return void this.join(); // something was missed: ask for it
    const fresh = entries.slice(this.head + 1 - fromSeq);
    this.head = until;
    const mine = new Map(this.outboxes().map((outbox) => [outbox.lease, outbox]));
    this.apply(fresh.filter((entry) => !mine.has(entry.lease)).map((entry) => entry.bytes));
    for (const entry of fresh) mine.get(entry.lease)?.acknowledge(entry.clientSeq);
    if (fresh.some((entry) => mine.has(entry.lease))) this.acknowledged();
  }

  ack(lease: number, clientSeq: number): void {
    const outbox = this.outboxes().find((one) => one.lease === lease);
    outbox?.acknowledge(clientSeq);
    this.acknowledged();
  }

  private acknowledged(): void {
    this.resyncs = 0;
    if (this.adopted.some((outbox) => outbox.size === 0)) {
      this.adopted = this.adopted.filter((outbox) => outbox.size > 0);
      this.sendAll();
    }
    if (this.pending === 0) this.changed();
  }

  nack(lease: number, clientSeq: number, code: NackCode, message: string): void {
    const outbox = this.outboxes().find((one) => one.lease === lease);
    if (!outbox?.has(clientSeq) || this.phase !== 'live') return; // answered otherwise meanwhile
    switch (code) {
      case 'BUSY':
      case 'RATE':
        return this.retryLater();
      case 'FORGED_ID':
      case 'RESYNC':
        if (++this.resyncs > RESYNCS_MAX) return this.startOver(code, message);
        this.abandoned.add(lease);
        return this.joinFresh(null);
      case 'READ_ONLY':
      case 'MALFORMED':
      case 'TOO_LARGE':
      case 'EPOCH':
        return this.startOver(code, message);
    }
  }

  author(lease: number, userId: string): void {
    this.authors.set(lease, userId);
  }

  presenceFrame(changes: readonly PresenceChange[]): void {
    for (const change of changes) {
      if (change.lease === this.key) continue;
      if (change.state === null) this.presence.delete(change.lease);
      else this.presence.set(change.lease, change);
    }
    this.presenceChanged();
  }

  /** All remote content comes in here, under one origin and never inside a local transaction. */
  private apply(updates: readonly Uint8Array[]): void {
    if (updates.length === 0) return;
    try {
      this.doc.transact(() => {
        for (const update of updates) Y.applyUpdate(this.doc, update, REMOTE);
      }, REMOTE);
    } catch {
      // An editor's view threw while it followed; the document is right, and the view has to be drawn anew from it.
      for (const listener of this.faultListeners) listener();
    }
  }

  // --- to the server

  private recorded(bytes: Uint8Array): void {
    const entry = this.own?.add(bytes);
    if (!entry) return;
    if (bytes.length > LIMITS.updateBytes) return this.startOver('TOO_LARGE', 'That is too much for one edit.');
    const flows = this.phase === 'live' && !this.retryArmed && this.adopted.length === 0;
    if (flows && this.handle !== null && this.lease !== null) this.options.wire.sendUpdate(this.handle, this.lease, entry.clientSeq, bytes);
    if (this.pending === 1) this.changed();
  }

  /**
   * Everything kept of the first outbox that is not empty, in order, under its old numbers: what was stored already is answered
   * as such. Edits of a later outbox may lean on those of an earlier one, so each waits until the one before is acknowledged.
   */
  private sendAll(): void {
    const outbox = this.outboxes().find((one) => one.size > 0);
    if (this.handle === null || !outbox) return;
    for (const entry of outbox.entries) this.options.wire.sendUpdate(this.handle, outbox.lease, entry.clientSeq, entry.bytes);
  }

  private retryLater(): void {
    if (this.retryArmed) return;
    this.retryArmed = true;
    this.options.later(() => {
      this.retryArmed = false;
      if (this.phase === 'live') this.sendAll();
    }, RETRY_MS);
  }

  private outboxes(): Outbox[] {
    return this.own ? [...this.adopted, this.own] : this.adopted;
  }

  // --- refusals

  private refuseAll(code: NackCode, message: string): void {
    for (const outbox of this.outboxes()) if (outbox.size > 0) this.keepCopy(outbox, code, message);
    this.adopted = [];
    this.changed();
  }

  /** What is kept cannot be saved: its words go back to their author, and the document begins anew from the server's. */
  private startOver(code: NackCode, message: string): void {
    this.refuseAll(code, message);
    this.replaceDoc();
    this.own = null;
    this.lease = null;
    this.head = 0;
    this.ready = false;
    this.changed();
    if (this.phase !== 'offline') void this.join();
  }

  private keepCopy(outbox: Outbox, code: NackCode, message: string): void {
    this.refused.keep(code, message, wordsOf(outbox.entries.map((entry) => entry.bytes)));
    outbox.forget();
  }

  dismissRefused(): void {
    this.refused.putAside();
    this.changed();
  }

  // --- presence and listening

  setPresence(state: PresenceState): void {
    this.presenceState = state;
    if (this.phase === 'live' && this.handle !== null) this.options.wire.sendPresence(this.handle, state);
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  subscribePresence(listener: () => void): () => void {
    this.presenceListeners.add(listener);
    return () => this.presenceListeners.delete(listener);
  }

  onFault(listener: () => void): () => void {
    this.faultListeners.add(listener);
    return () => this.faultListeners.delete(listener);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }

  private presenceChanged(): void {
    for (const listener of this.presenceListeners) listener();
  }
}

function newDoc(): Y.Doc {
  return new Y.Doc({ gc: false });
}
