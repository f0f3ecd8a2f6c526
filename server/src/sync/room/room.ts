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
import type { Hint } from '../nodes/hints.js';
import { type Judgement, judgeUpdate } from './gate.js';
import { RoomPresence } from './presence.js';

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

/** The way out: to sockets, and to other nodes. Knows no documents. */
export interface Outlet {
  toSocket(socketId: string, event: 'a' | 'n', ...args: unknown[]): void;
  toRoom(documentId: number, event: 'f' | 'l' | 'p', ...args: unknown[]): void;
  /** To the other nodes of the same log: may be lost, and harms nothing then. */
  toNodes(hint: Hint): void;
}

interface Pending {
  socketId: string;
  readonly lease: number;
  readonly clientSeq: number;
  readonly userId: string;
  readonly bytes: Uint8Array;
}

/** Updates held back from the hot document are applied at the latest when this many wait. */
const TAIL_MAX = 512;
/** While the log does not answer, this much waits for it; what comes after is given back (`BUSY`). */
const WAITING_MAX = { updates: 4_096, bytes: 8 * 1024 * 1024 };

/**
 * One document while it is open on this node. All its operations run one at a time, in order (SY1).
 *
 * An update is judged against `vector`, which covers what is committed and what waits to be; it is told to anyone, its sender
 * included, only once the log has it (SY7). The hot Y.Doc holds committed updates only and is brought up to date when somebody
 * needs it. When the log does not answer, or holds what this room did not write, the room reads what it lacks and judges again
 * what waits: stored meanwhile, still good, or back to its sender (SY14).
 */
export class Room {
  readonly members = new Map<string, Member>();
  readonly presence: RoomPresence;
  private readonly authors = new Map<number, string>();
  /** Highest number accepted under each lease: stored, or on its way. */
  private readonly numbers = new Map<number, number>();
  private doc = newDoc();
  private tail: StoredUpdate[] = [];
  private vector = new Map<number, number>();
  private pending: Pending[] = [];
  private pendingBytes = 0;
  private inFlight: Pending[] = [];
  private inFlightChain: Uint8Array;
  private head: number;
  private chain: Uint8Array;
  /** Reading from the log: what comes meanwhile waits unjudged. */
  private reading = false;
  /** The log said that it holds more than this room. */
  private behind = false;
  private reachers: { head: number; resolve: () => void }[] = [];

  private constructor(
    readonly record: DocumentRecord,
    private readonly log: UpdateLog,
    private readonly outlet: Outlet,
    /** Called when there is something to commit. */
    private readonly onDirty: (room: Room) => void,
  ) {
    this.presence = new RoomPresence((change) => this.outlet.toNodes(['here', record.id, change.lease, change.user, change.state]));
    this.head = 0;
    this.chain = new Uint8Array(32);
    this.inFlightChain = this.chain;
  }

  /** Reads the whole document from the log. */
  static async open(record: DocumentRecord, log: UpdateLog, outlet: Outlet, onDirty: (room: Room) => void): Promise<Room> {
    const room = new Room(record, log, outlet, onDirty);
    for (const { lease, userId } of await log.leases(record.id)) room.authors.set(lease, userId);
    const updates = await log.readAfter(record.id, 0);
    room.refuseHole(updates);
    room.absorb(updates);
    return room;
  }

  get documentId(): number {
    return this.record.id;
  }

  get headSeq(): number {
    return this.head;
  }

  get idle(): boolean {
    return this.members.size === 0 && this.pending.length === 0 && this.inFlight.length === 0 && !this.reading;
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
      presence: this.presence.all(),
    };
  }

  leave(socketId: string): void {
    const member = this.members.get(socketId);
    if (!member) return;
    this.members.delete(socketId);
    this.presence.leave(member);
  }

  /** Makes a lease known: who writes under it. */
  introduce(lease: number, userId: string): void {
    if (this.authors.has(lease)) return;
    this.authors.set(lease, userId);
    this.outlet.toRoom(this.documentId, 'l', this.documentId, lease, userId);
  }

  /** Highest stored number of the lease. */
  storedOf(lease: number): number {
    const waiting = [...this.inFlight, ...this.pending].find((one) => one.lease === lease);
    return waiting ? waiting.clientSeq - 1 : (this.numbers.get(lease) ?? 0);
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
    const accepted = this.numbers.get(lease) ?? 0;
    if (clientSeq <= accepted) {
      this.receiveAgain(member, lease, clientSeq, bytes, nack);
      return null;
    }
    if (clientSeq > accepted + 1) return nack('BUSY', `update ${accepted + 1} comes first`);
    if (this.pending.length >= WAITING_MAX.updates || this.pendingBytes >= WAITING_MAX.bytes)
      return nack('BUSY', 'the log does not answer');
    const update: Pending = { socketId, lease, clientSeq, userId: member.person.id, bytes };
    if (this.reading) {
      this.wait(update);
      return null;
    }
    const judgement = this.judge(update);
    if (!judgement.ok) return nack(judgement.code, judgement.message);
    this.wait(update);
    this.onDirty(this);
    return null;
  }

  private wait(update: Pending): void {
    this.numbers.set(update.lease, update.clientSeq);
    this.pending.push(update);
    this.pendingBytes += update.bytes.length;
  }

  private judge(update: Pending): Judgement {
    const judgement = judgeUpdate({ vector: this.vector, layout: LAYOUTS[this.record.kind] }, update.lease, update.bytes);
    if (judgement.ok && judgement.structs > 0) this.vector.set(update.lease, judgement.end);
    return judgement;
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
      if (!sameBytes(waiting.bytes, bytes)) return nack('RESYNC', `number ${clientSeq} was used for another update`);
      waiting.socketId = member.socketId; // whoever sent it last is answered
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
    if (this.pending.length === 0 || this.reading) return null;
    this.inFlight = this.pending;
    this.setPending([]);
    let chain = this.chain;
    this.inFlight.forEach((update, i) => {
      chain = nextChain(chain, { ...update, seq: this.head + 1 + i, atMs: at.getTime() });
    });
    this.inFlightChain = chain;
    return { documentId: this.documentId, head: this.head, chain, updates: this.inFlight };
  }

  /** The log answered. Only here are updates told: they are durable (SY7). Whether a failed commit was stored, the log tells. */
  settle(outcome: AppendOutcome | 'failed', at: Date): void {
    if (outcome !== 'stored') {
      this.behind = outcome === 'head-moved';
      this.setPending([...this.inFlight, ...this.pending]);
      this.inFlight = [];
      return this.read();
    }
    const fromSeq = this.head + 1;
    const stored = this.inFlight.map((update, i) => ({ ...update, seq: fromSeq + i, at }));
    this.inFlight = [];
    this.head += stored.length;
    this.chain = this.inFlightChain;
    this.tail.push(...stored);
    this.outlet.toRoom(this.documentId, 'f', this.documentId, encodeFrame(fromSeq, stored));
    if (this.tail.length > TAIL_MAX) this.catchUp();
    this.goOn();
  }

  /** Another writer moved the head: read what it stored and tell it. While a commit is in flight, its outcome says the same. */
  refresh(): void {
    if (this.inFlight.length === 0) this.read();
  }

  /** Resolves when the room holds everything up to that number: whoever comes from another node may lean on it. */
  reach(head: number): Promise<void> {
    if (this.head >= head) return Promise.resolve();
    return new Promise((resolve) => {
      this.reachers.push({ head, resolve });
      this.refresh();
    });
  }

  private goOn(): void {
    const reached = this.reachers.filter(({ head }) => head <= this.head);
    this.reachers = this.reachers.filter(({ head }) => head > this.head);
    for (const { resolve } of reached) resolve();
    if (this.reachers.length > 0) return this.refresh();
    if (this.pending.length > 0) this.onDirty(this);
  }

  private read(): void {
    if (this.reading) return;
    this.reading = true;
    void this.readUntilAnswered();
  }

  private async readUntilAnswered(): Promise<void> {
    const updates = await this.missing();
    this.reading = false;
    const waiting = this.pending;
    if (updates.length > 0 || waiting.length > 0) {
      this.setPending([]);
      for (const { lease, clientSeq } of waiting.toReversed()) this.numbers.set(lease, clientSeq - 1);
      this.absorb(updates);
      this.judgeAgain(waiting, updates);
    }
    this.goOn();
  }

  /** What the log holds beyond the head. Asks until it answers. */
  private async missing(): Promise<StoredUpdate[]> {
    for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 1_000)) {
      try {
        const updates = await this.log.readAfter(this.documentId, this.head);
        this.refuseHole(updates);
        // A head that moved without a new update went back: a lost disk, or a replica that lagged. Then there is only waiting.
        assert(updates.length > 0 || !this.behind, `document ${this.documentId} goes on after ${this.head}`);
        this.behind = false;
        return updates;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }

  private refuseHole(updates: readonly StoredUpdate[]): void {
    updates.forEach(({ seq }, i) => {
      assert(seq === this.head + 1 + i, `document ${this.documentId} has no hole before ${seq}`);
    });
  }

  /** Makes stored updates the room's own, and tells them. */
  private absorb(updates: readonly StoredUpdate[]): void {
    const fromSeq = this.head + 1;
    for (const update of updates) {
      this.chain = nextChain(this.chain, { ...update, atMs: update.at.getTime() });
      this.introduce(update.lease, update.userId);
      this.numbers.set(update.lease, Math.max(this.numbers.get(update.lease) ?? 0, update.clientSeq));
    }
    this.head += updates.length;
    this.tail.push(...updates);
    this.catchUp();
    this.vector = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    if (updates.length > 0 && this.members.size > 0)
      this.outlet.toRoom(this.documentId, 'f', this.documentId, encodeFrame(fromSeq, updates));
  }

  /** What waited was judged against an older state, or not yet. The frame just told is the ack of what was stored meanwhile. */
  private judgeAgain(waiting: readonly Pending[], read: readonly StoredUpdate[]): void {
    const stored = new Map(read.map((update) => [`${update.lease} ${update.clientSeq}`, update.bytes]));
    for (const update of waiting) {
      const nack = (code: NackCode, message: string): void =>
        this.outlet.toSocket(update.socketId, 'n', this.documentId, update.lease, update.clientSeq, code, message);
      const number = this.numbers.get(update.lease) ?? 0;
      if (update.clientSeq <= number) {
        const same = stored.get(`${update.lease} ${update.clientSeq}`);
        if (!same || !sameBytes(same, update.bytes)) nack('RESYNC', `number ${update.clientSeq} was used for another update`);
      } else if (update.clientSeq > number + 1) {
        nack('BUSY', `update ${number + 1} comes first`);
      } else {
        const judgement = this.judge(update);
        if (judgement.ok) this.wait(update);
        else nack(judgement.code, judgement.message);
      }
    }
  }

  private setPending(updates: Pending[]): void {
    this.pending = updates;
    this.pendingBytes = updates.reduce((sum, update) => sum + update.bytes.length, 0);
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
    if (member) this.presence.set(member, state);
  }

  /** Tells what changed since the last tick, latest only; nothing when nothing did. */
  tellPresence(): void {
    const changes = this.presence.takeChanges();
    if (changes.length > 0) this.outlet.toRoom(this.documentId, 'p', this.documentId, changes);
  }
}

function newDoc(): Y.Doc {
  return new Y.Doc({ gc: false });
}
