import * as Y from 'yjs';
import { encodeFrame } from '#shared/document/frame.js';
import { LAYOUTS } from '#shared/document/layout.js';
import { assert } from '#shared/lib/assert.js';
import { sameBytes } from '#shared/lib/bytes.js';
import type { NackCode } from '#shared/protocol/refusals.js';
import type { PresenceChange, PresenceState } from '#shared/protocol/socket.js';
import type { PersonView } from '#shared/protocol/views.js';
import { type Judgement, judgeUpdate } from '../gate/gate.js';
import { chainAfter } from '../keyframes/keyframe.js';
import { applyStored } from '../keyframes/make-keyframes.js';
import { readOpening } from '../keyframes/opening.js';
import { nextChain } from '../log/chain.js';
import type { AppendOutcome, AppendRequest, DocumentRecord, Head, Lease, StoredUpdate, UpdateLog } from '../log/update-log.js';
import type { Hint } from '../nodes/hints.js';
import { Demand } from './pacing.js';
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
  toSocket(socketId: string, event: 'a' | 'n' | 'out', ...args: unknown[]): void;
  toRoom(documentId: number, event: 'f' | 'l' | 'p', ...args: unknown[]): void;
  /** To the other nodes of the same log: may be lost, and harms nothing then. */
  toNodes(hint: Hint): void;
}

/** Whoever keeps the rooms of this node. */
export interface RoomKeeper {
  /** There is something to commit. */
  dirty(room: Room): void;
  /** The log is not the one the room was opened on: it was repaired, or restored from an older copy. */
  replaced(room: Room): void;
}

interface Pending {
  socketId: string;
  readonly lease: number;
  readonly clientSeq: number;
  readonly userId: string;
  readonly bytes: Uint8Array;
  /** When it arrived, by `performance.now()`. */
  readonly arrivedMs: number;
}

/** Updates held back from the hot document are applied at the latest when this many wait. */
const TAIL_MAX = 512;
/** The state vector of a reader who has nothing: no clients. */
const NOTHING = '\0';
/** So many vectors are remembered with what they lack, each in at most so many updates. */
const LACKED_VECTORS_MAX = 4;
const LACKED_UPDATES_MAX = 256;
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
  /** Stored updates, for pacing. */
  readonly demand = new Demand();
  /** When a frame was told last, by `performance.now()`. */
  toldMs = Number.NEGATIVE_INFINITY;
  private readonly authors = new Map<number, string>();
  /** Leases that members were told of, because something of theirs was told. */
  private readonly writers = new Set<number>();
  /** Highest number accepted under each lease: stored, or on its way. */
  private readonly numbers = new Map<number, number>();
  private doc = newDoc();
  /** State of the keyframe the room was opened from, until somebody needs the document built. */
  private base: Uint8Array | null = null;
  private tail: StoredUpdate[] = [];
  /** What readers lack who come with the state vector of the key: up to the head, in order. Many come with the same one at once. */
  private readonly lacked = new Map<string, Uint8Array[]>();
  private vector = new Map<number, number>();
  private pending: Pending[] = [];
  private pendingBytes = 0;
  private inFlight: Pending[] = [];
  private inFlightChain: Uint8Array;
  private head: number;
  private chain: Uint8Array;
  /** Nothing is taken, stored or told any more: the document goes on in another room. */
  private ended = false;
  /** Reading from the log: what comes meanwhile waits unjudged. */
  private reading = false;
  private reachers: { head: number; resolve: () => void }[] = [];

  private constructor(
    readonly record: DocumentRecord,
    private readonly log: UpdateLog,
    private readonly outlet: Outlet,
    private readonly keeper: RoomKeeper,
  ) {
    this.presence = new RoomPresence((change) => this.outlet.toNodes(['here', record.id, change.lease, change.user, change.state]));
    this.head = 0;
    this.chain = new Uint8Array(32);
    this.inFlightChain = this.chain;
  }

  /** Reads the document from its last keyframe on; its Y.Doc is not built before somebody needs it. */
  static async open(record: DocumentRecord, log: UpdateLog, outlet: Outlet, keeper: RoomKeeper): Promise<Room> {
    const room = new Room(record, log, outlet, keeper);
    const [leases, opening] = await Promise.all([log.leases(record.id), readOpening(log, record)]);
    for (const { lease, userId } of [...leases, ...opening.tail]) room.authors.set(lease, userId);
    for (const [lease, number] of opening.numbers) room.numbers.set(lease, number);
    ({ head: room.head, chain: room.chain, vector: room.vector, state: room.base } = opening);
    room.tail = [...opening.tail];
    const stored = [...(room.base ? [room.base] : []), ...room.tail.map(({ bytes }) => bytes)];
    if (stored.length <= LACKED_UPDATES_MAX) room.lacked.set(NOTHING, stored);
    return room;
  }

  get documentId(): number {
    return this.record.id;
  }

  get headSeq(): number {
    return this.head;
  }

  /** Where the room stands. */
  get stands(): Head {
    return { head: this.head, chain: this.chain, epoch: this.record.epoch };
  }

  /** Updates that are not stored yet. */
  get waiting(): number {
    return this.pending.length + this.inFlight.length;
  }

  get idle(): boolean {
    return this.members.size === 0 && this.pending.length === 0 && this.inFlight.length === 0 && !this.reading;
  }

  // --- members

  /** Lets a connection in. What it lacks is computed and it becomes a member in one step, so it misses nothing (SY12). */
  join(member: Member, vector: Uint8Array): { updates: Uint8Array[]; head: number; presence: PresenceChange[] } {
    for (const other of this.members.values()) {
      if (other.socketId !== member.socketId) for (const lease of member.leases) other.leases.delete(lease);
    }
    this.members.set(member.socketId, member);
    return { updates: this.lackedBy(vector), head: this.head, presence: this.presence.all() };
  }

  /**
   * What brings a reader with that vector to the head. Worked out once for all who come with the same one, as after a lost connection,
   * and then grows with the document; to whoever has nothing goes what was opened, as it is stored.
   */
  private lackedBy(vector: Uint8Array): Uint8Array[] {
    const key = vector.length === 0 ? NOTHING : Buffer.from(vector).toString('latin1');
    const known = this.lacked.get(key);
    if (known) return [...known];
    this.catchUp();
    const update = Y.encodeStateAsUpdate(this.doc, key === NOTHING ? undefined : vector);
    const [oldest] = this.lacked.keys();
    if (oldest !== undefined && this.lacked.size >= LACKED_VECTORS_MAX) this.lacked.delete(oldest);
    this.lacked.set(key, [update]);
    return [update];
  }

  private lackFrom(updates: readonly StoredUpdate[]): void {
    for (const [key, lacked] of this.lacked) {
      if (lacked.length + updates.length > LACKED_UPDATES_MAX) this.lacked.delete(key);
      else lacked.push(...updates.map(({ bytes }) => bytes));
    }
  }

  leave(socketId: string): void {
    const member = this.members.get(socketId);
    if (!member) return;
    this.members.delete(socketId);
    this.presence.leave(member);
  }

  /** Makes a lease known: who writes under it. Members are told before the first update that they see of it. */
  introduce(lease: number, userId: string): void {
    if (!this.authors.has(lease)) this.authors.set(lease, userId);
  }

  private tell(fromSeq: number, updates: readonly StoredUpdate[]): void {
    for (const { lease, userId } of updates) {
      if (this.writers.has(lease)) continue;
      this.writers.add(lease);
      this.outlet.toRoom(this.documentId, 'l', this.documentId, lease, userId);
    }
    this.outlet.toRoom(this.documentId, 'f', this.documentId, encodeFrame(fromSeq, updates));
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

  /** Who writes under which id, of those that something was accepted of and of the given ones: every tab ever opened took one, few wrote. */
  authorsOf(own: ReadonlySet<number>): Lease[] {
    const wrote = (lease: number): boolean => (this.numbers.get(lease) ?? 0) > 0;
    return [...this.authors].flatMap(([lease, userId]) => (wrote(lease) || own.has(lease) ? [{ lease, userId }] : []));
  }

  /** Ends the room: the document was repaired, or its log went back. Members open it anew; that tells them what was stored. */
  end(): void {
    this.ended = true;
    for (const { resolve } of this.reachers.splice(0)) resolve();
    for (const { socketId } of this.members.values())
      this.outlet.toSocket(socketId, 'out', { document: this.documentId, reason: 'repaired' });
    this.members.clear();
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
    const update: Pending = { socketId, lease, clientSeq, userId: member.person.id, bytes, arrivedMs: performance.now() };
    if (this.reading) {
      this.wait(update);
      return null;
    }
    const judgement = this.judge(update);
    if (!judgement.ok) return nack(judgement.code, judgement.message);
    this.wait(update);
    this.keeper.dirty(this);
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
  take(at: Date): (AppendRequest & { readonly updates: readonly { readonly arrivedMs: number }[] }) | null {
    assert(this.inFlight.length === 0, 'one request of a document is in flight at a time');
    if (this.pending.length === 0 || this.reading || this.ended) return null;
    this.inFlight = this.pending;
    this.setPending([]);
    let chain = this.chain;
    this.inFlight.forEach((update, i) => {
      chain = nextChain(chain, { ...update, seq: this.head + 1 + i, atMs: at.getTime() });
    });
    this.inFlightChain = chain;
    return { documentId: this.documentId, head: this.head, before: this.chain, chain, updates: this.inFlight };
  }

  /** The log answered. Only here are updates told: they are durable (SY7). Whether a failed commit was stored, the log tells. */
  settle(outcome: AppendOutcome | 'failed', at: Date): void {
    if (this.ended) return;
    if (outcome !== 'stored') {
      this.setPending([...this.inFlight, ...this.pending]);
      this.inFlight = [];
      return this.read();
    }
    const fromSeq = this.head + 1;
    const stored = this.inFlight.map((update, i) => ({ ...update, seq: fromSeq + i, at }));
    this.inFlight = [];
    this.head += stored.length;
    this.toldMs = performance.now();
    this.demand.add(stored.length, this.toldMs);
    this.chain = this.inFlightChain;
    this.tail.push(...stored);
    this.lackFrom(stored);
    this.tell(fromSeq, stored);
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
    if (this.pending.length > 0) this.keeper.dirty(this);
  }

  private read(): void {
    if (this.reading) return;
    this.reading = true;
    void this.readUntilAnswered();
  }

  private async readUntilAnswered(): Promise<void> {
    const found = await this.missing();
    this.reading = false;
    if (!found || this.ended) return;
    const waiting = this.pending;
    if (found.updates.length > 0 || waiting.length > 0) {
      this.setPending([]);
      for (const { lease, clientSeq } of waiting.toReversed()) this.numbers.set(lease, clientSeq - 1);
      this.absorb(found.updates, found.stands);
      this.judgeAgain(waiting, found.updates);
    }
    this.goOn();
  }

  /** What the log holds beyond the head. Asks until it answers; null when the log is not the one this room was opened on. */
  private async missing(): Promise<{ updates: StoredUpdate[]; stands: Head } | null> {
    for (let waitMs = 50; !this.ended; waitMs = Math.min(waitMs * 2, 1_000)) {
      try {
        const found = await this.log.readOn(this.documentId, this.head);
        if (this.leadsTo(found.stands, found.updates)) return found;
        this.keeper.replaced(this);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
    return null;
  }

  /** Whether the log goes on from where the room stands: the same epoch, no hole, and the chain that its updates make (SY20). */
  private leadsTo(stands: Head, updates: readonly StoredUpdate[]): boolean {
    const whole = stands.epoch === this.record.epoch && stands.head === this.head + updates.length;
    return whole && sameBytes(chainAfter(this.chain, updates), stands.chain);
  }

  /** Makes stored updates the room's own, and tells them. */
  private absorb(updates: readonly StoredUpdate[], stands: Head): void {
    const fromSeq = this.head + 1;
    for (const update of updates) {
      this.introduce(update.lease, update.userId);
      this.numbers.set(update.lease, Math.max(this.numbers.get(update.lease) ?? 0, update.clientSeq));
      this.tail.push(update);
    }
    this.lackFrom(updates);
    this.head = stands.head;
    this.chain = stands.chain;
    this.catchUp();
    this.vector = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    if (updates.length > 0 && this.members.size > 0) this.tell(fromSeq, updates);
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
    if (this.tail.length === 0 && !this.base) return;
    applyStored(this.doc, [...(this.base ? [this.base] : []), ...this.tail.map(({ bytes }) => bytes)]);
    this.tail = [];
    this.base = null;
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
