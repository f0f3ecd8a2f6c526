import * as Y from 'yjs';
import { encodeFrame } from '#shared/document/frame.js';
import { LAYOUTS } from '#shared/document/layout.js';
import { assert } from '#shared/lib/assert.js';
import { sameBytes } from '#shared/lib/bytes.js';
import type { NackCode } from '#shared/protocol/refusals.js';
import type { PresenceChange, PresenceState } from '#shared/protocol/socket.js';
import type { PersonView } from '#shared/protocol/views.js';
import { nextChain } from '../log/chain.js';
import type { AppendOutcome, AppendRequest, DocumentRecord, Lease, StoredUpdate, UpdateLog } from '../log/update-log.js';
import { judgeUpdate } from './gate.js';

/** One connection that has the document open. */
export interface Member {
  readonly socketId: string;
  /** Its lease, or a negative number for a viewer. */
  readonly key: number;
  readonly person: PersonView;
  /** Asked at every message: a right that was lost counts at the next one (AU2). */
  readonly mayWrite: () => boolean;
  /** Client ids it may write under: its own and those of the outboxes it took over. */
  readonly leases: Set<number>;
}

/** The way out to sockets. Knows no documents. */
export interface Outlet {
  toSocket(socketId: string, event: 'a' | 'n', ...args: unknown[]): void;
  toRoom(documentId: number, event: 'f' | 'l' | 'p', ...args: unknown[]): void;
}

interface Pending {
  readonly socketId: string;
  readonly lease: number;
  readonly clientSeq: number;
  readonly userId: string;
  readonly bytes: Uint8Array;
}

/** Updates held back from the hot document are applied at the latest when this many wait. */
const TAIL_MAX = 512;

/**
 * One document while it is open on this node. All its operations run one at a time, in order (SY1).
 *
 * An update is judged against `vector`, which covers what is committed and what waits to be; it is told to anyone, its sender
 * included, only once the log has it (SY7). The hot Y.Doc holds committed updates only and is brought up to date when somebody
 * needs it. When the log does not answer, or holds what this room did not write, everything not yet committed is given back to
 * its senders (`BUSY`) and the room is rebuilt from the log.
 */
export class Room {
  readonly members = new Map<string, Member>();
  private readonly presence = new Map<string, { member: Member; state: PresenceState }>();
  private readonly presenceChanged = new Map<number, PresenceChange>();
  private readonly authors = new Map<number, string>();
  /** Highest number accepted under each lease in use: stored, or on its way. */
  private readonly numbers = new Map<number, number>();
  private doc = newDoc();
  private tail: StoredUpdate[] = [];
  private vector = new Map<number, number>();
  private pending: Pending[] = [];
  private inFlight: Pending[] = [];
  private inFlightChain: Uint8Array;
  private head: number;
  private chain: Uint8Array;
  private rebuilding: Promise<void> | null = null;

  private constructor(
    readonly record: DocumentRecord,
    private readonly log: UpdateLog,
    private readonly outlet: Outlet,
    /** Called when there is something to commit. */
    private readonly onDirty: (room: Room) => void,
  ) {
    this.head = 0;
    this.chain = new Uint8Array(32);
    this.inFlightChain = this.chain;
  }

  /** Reads the whole document from the log. */
  static async open(record: DocumentRecord, log: UpdateLog, outlet: Outlet, onDirty: (room: Room) => void): Promise<Room> {
    const room = new Room(record, log, outlet, onDirty);
    for (const { lease, userId } of await log.leases(record.id)) room.authors.set(lease, userId);
    await room.loadOnce();
    return room;
  }

  get documentId(): number {
    return this.record.id;
  }

  get headSeq(): number {
    return this.head;
  }

  get idle(): boolean {
    return this.members.size === 0 && this.pending.length === 0 && this.inFlight.length === 0 && this.rebuilding === null;
  }

  // --- members

  /** Lets a connection in. What it lacks is computed and it becomes a member in one step, so it misses nothing (SY12). */
  join(member: Member, vector: Uint8Array): { update: Uint8Array; head: number; presence: PresenceChange[] } {
    for (const other of this.members.values()) {
      if (other.socketId !== member.socketId) for (const lease of member.leases) other.leases.delete(lease);
    }
    this.members.set(member.socketId, member);
    this.catchUp();
    return {
      update: Y.encodeStateAsUpdate(this.doc, vector.length > 0 ? vector : undefined),
      head: this.head,
      presence: [...this.presence.values()].map(({ member: present, state }) => presenceOf(present, state)),
    };
  }

  leave(socketId: string): void {
    const member = this.members.get(socketId);
    if (!member) return;
    this.members.delete(socketId);
    if (this.presence.delete(socketId)) this.presenceChanged.set(member.key, presenceOf(member, null));
  }

  /** Makes a lease known: who writes under it, and up to which number it is stored. */
  introduce(lease: number, userId: string, stored: number): void {
    if (!this.authors.has(lease)) {
      this.authors.set(lease, userId);
      this.outlet.toRoom(this.documentId, 'l', this.documentId, lease, userId);
    }
    if (stored > (this.numbers.get(lease) ?? 0)) this.numbers.set(lease, stored);
  }

  knows(lease: number): boolean {
    return this.authors.has(lease);
  }

  authorOf(lease: number): string | null {
    return this.authors.get(lease) ?? null;
  }

  authorsOf(): Lease[] {
    return [...this.authors].map(([lease, userId]) => ({ lease, userId }));
  }

  // --- updates

  /** Takes one update from a member. It is answered later by a frame that holds it, or by exactly one ack or nack (SY8); a nack sent at once is told to the caller too. */
  receive(socketId: string, lease: number, clientSeq: number, bytes: Uint8Array): NackCode | null {
    const member = this.members.get(socketId);
    if (!member) return null;
    const nack = (code: NackCode, message: string): NackCode => {
      this.outlet.toSocket(socketId, 'n', this.documentId, lease, clientSeq, code, message);
      return code;
    };
    if (!member.mayWrite()) return nack('READ_ONLY', 'this role reads only');
    if (!member.leases.has(lease)) return nack('FORGED_ID', `client id ${lease} is not leased to this connection`);
    if (this.rebuilding !== null) return nack('BUSY', 'the document is being read again');
    const accepted = this.numbers.get(lease) ?? 0;
    if (clientSeq <= accepted) {
      this.receiveAgain(member, lease, clientSeq, bytes, nack);
      return null;
    }
    if (clientSeq > accepted + 1) return nack('BUSY', `update ${accepted + 1} comes first`);
    const judgement = judgeUpdate({ vector: this.vector, layout: LAYOUTS[this.record.kind] }, lease, bytes);
    if (!judgement.ok) return nack(judgement.code, judgement.message);
    this.numbers.set(lease, clientSeq);
    if (judgement.structs > 0) this.vector.set(lease, judgement.end);
    this.pending.push({ socketId, lease, clientSeq, userId: member.person.id, bytes });
    this.onDirty(this);
    return null;
  }

  /** A number seen before is a resend: the same bytes are acknowledged, other bytes are equivocation (SY6). */
  private receiveAgain(
    member: Member,
    lease: number,
    clientSeq: number,
    bytes: Uint8Array,
    nack: (code: NackCode, message: string) => void,
  ): void {
    const waiting = [...this.inFlight, ...this.pending].find((one) => one.lease === lease && one.clientSeq === clientSeq);
    if (waiting) {
      if (!sameBytes(waiting.bytes, bytes)) nack('RESYNC', `number ${clientSeq} was used for another update`);
      return;
    }
    this.log.storedUpdate(this.documentId, lease, clientSeq).then(
      (stored) => {
        if (stored && sameBytes(stored.bytes, bytes))
          this.outlet.toSocket(member.socketId, 'a', this.documentId, lease, clientSeq, stored.seq);
        else nack('RESYNC', `number ${clientSeq} was used for another update`);
      },
      () => nack('BUSY', 'the log does not answer'),
    );
  }

  // --- committing

  /** Everything that waits, as one request that follows the head; null when nothing does. */
  take(at: Date): AppendRequest | null {
    assert(this.inFlight.length === 0, 'one request of a document is in flight at a time');
    if (this.pending.length === 0 || this.rebuilding !== null) return null;
    this.inFlight = this.pending;
    this.pending = [];
    let chain = this.chain;
    this.inFlight.forEach((update, i) => {
      chain = nextChain(chain, { ...update, seq: this.head + 1 + i, atMs: at.getTime() });
    });
    this.inFlightChain = chain;
    return { documentId: this.documentId, head: this.head, chain, updates: this.inFlight };
  }

  /** The log answered. Only here are updates told: they are durable (SY7). */
  settle(outcome: AppendOutcome | 'failed', at: Date): void {
    if (outcome !== 'stored') return this.rebuild();
    const fromSeq = this.head + 1;
    const stored = this.inFlight.map((update, i) => ({ ...update, seq: fromSeq + i, at }));
    this.inFlight = [];
    this.head += stored.length;
    this.chain = this.inFlightChain;
    this.tail.push(...stored);
    this.outlet.toRoom(this.documentId, 'f', this.documentId, encodeFrame(fromSeq, stored));
    if (this.tail.length > TAIL_MAX) this.catchUp();
    if (this.pending.length > 0) this.onDirty(this);
  }

  /** Another writer moved the head: read what it stored and tell it. */
  refresh(): void {
    if (this.rebuilding !== null) return;
    if (this.pending.length > 0 || this.inFlight.length > 0) return; // the next commit finds out
    this.rebuild();
  }

  private rebuild(): void {
    for (const update of [...this.inFlight, ...this.pending]) {
      this.outlet.toSocket(update.socketId, 'n', this.documentId, update.lease, update.clientSeq, 'BUSY', 'not stored, send again');
    }
    this.inFlight = [];
    this.pending = [];
    this.rebuilding ??= this.load().finally(() => {
      this.rebuilding = null;
    });
  }

  /** Brings the room to the state of the log. Retries until the log answers. */
  private async load(): Promise<void> {
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 2_000)) {
      try {
        return await this.loadOnce();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }

  private async loadOnce(): Promise<void> {
    this.absorb(await this.log.readAfter(this.documentId, this.head));
    for (const [lease, number] of await this.log.storedNumbers(this.documentId, [...this.numbers.keys()])) this.numbers.set(lease, number);
  }

  private absorb(updates: readonly StoredUpdate[]): void {
    const fromSeq = this.head + 1;
    for (const update of updates) {
      assert(update.seq === this.head + 1, `document ${this.documentId} has no hole before ${update.seq}`);
      this.chain = nextChain(this.chain, { ...update, atMs: update.at.getTime() });
      this.head = update.seq;
    }
    this.tail.push(...updates);
    this.catchUp();
    this.vector = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    if (updates.length > 0 && this.members.size > 0)
      this.outlet.toRoom(this.documentId, 'f', this.documentId, encodeFrame(fromSeq, updates));
  }

  // --- the hot document

  /** The committed document. Read it, never write to it. */
  current(): Y.Doc {
    this.catchUp();
    return this.doc;
  }

  private catchUp(): void {
    if (this.tail.length === 0) return;
    const updates = this.tail;
    this.tail = [];
    this.doc.transact((transaction) => {
      for (const update of updates) Y.applyUpdate(this.doc, update.bytes, 'log');
      // Yjs cleans up formats after remote transactions with edits of its own, which stand in no log: a local one it leaves alone.
      transaction.local = true;
    }, 'log');
    const { pendingStructs, pendingDs } = this.doc.store;
    assert(pendingStructs === null && pendingDs === null, `document ${this.documentId} waits for nothing`);
  }

  // --- presence

  setPresence(socketId: string, state: PresenceState): void {
    const member = this.members.get(socketId);
    if (!member) return;
    this.presence.set(socketId, { member, state });
    this.presenceChanged.set(member.key, presenceOf(member, state));
  }

  /** Tells what changed since the last tick, latest only; nothing when nothing did. */
  tellPresence(): void {
    if (this.presenceChanged.size === 0) return;
    const changes = [...this.presenceChanged.values()];
    this.presenceChanged.clear();
    this.outlet.toRoom(this.documentId, 'p', this.documentId, changes);
  }
}

function presenceOf(member: Member, state: PresenceState | null): PresenceChange {
  return { lease: member.key, user: member.person, state };
}

function newDoc(): Y.Doc {
  return new Y.Doc({ gc: false });
}
