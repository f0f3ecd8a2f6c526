import { DOCUMENT_SCHEMA } from '#shared/document/layout.js';
import type { Actor } from '#shared/domain/actor.js';
import { sameBytes } from '#shared/lib/bytes.js';
import { ok, type Result, refuse } from '#shared/lib/result.js';
import type { JoinReply, JoinRequestData } from '#shared/protocol/socket.js';
import { LIMITS } from '#shared/protocol/socket.js';
import type { PersonView } from '#shared/protocol/views.js';
import type { DocumentRecord, Head, UpdateLog } from '../log/update-log.js';
import { Committer } from './committer.js';
import { type Meter, NO_METER } from './meter.js';
import { AT_ONCE, type Pacing } from './pacing.js';
import { type Member, type Outlet, Room } from './room.js';

/** A connection that wants in: who it is, and whether it may write, asked again at every message. */
export interface Visitor {
  readonly socketId: string;
  readonly actor: Actor;
  readonly person: PersonView;
  readonly mayWrite: () => boolean;
}

/** What follows the documents that are open: projections, keyframes. */
export interface Followers {
  opened(room: Room): void;
  /** Called after updates were committed. */
  changed(room: Room): void;
}

/** Leases count up from 1. What was made offline drew its id at random; a claim on ids yet to be given out is not honoured. */
const CLAIMED_FROM = 2 ** 20;

/** For five seconds in all. */
const DRAIN_LOOKS = 250;
const DRAIN_LOOK_MS = 20;

/** Rooms with nobody in them stay this long, for the next visitor. */
const IDLE_MS = 60_000;

/** The documents open on this node. Framework-free: the gateway and the simulation both drive it. */
export class Rooms {
  private readonly rooms = new Map<number, Room>();
  private readonly opening = new Map<number, Promise<Room>>();
  /** Document ids of the rooms, by team and name. */
  private readonly ids = new Map<string, number>();
  private readonly emptySince = new Map<number, number>();
  private readonly committer: Committer;
  private viewers = 0;

  constructor(
    private readonly log: UpdateLog,
    private readonly outlet: Outlet,
    private readonly now: () => Date,
    private readonly followers: Followers = { opened: () => {}, changed: () => {} },
    /** Viewers have no lease: their numbers in presence count down from here, so that no two nodes give the same one. */
    private readonly viewersFrom = 0,
    pacing: Pacing = AT_ONCE,
    meter: Meter = NO_METER,
  ) {
    this.committer = new Committer(log, { now, pacing, meter }, (room) => {
      this.outlet.toNodes(['head', room.documentId, room.headSeq]);
      this.followers.changed(room);
    });
  }

  /** The lease of whoever opens a document that is open here already, asked for while the document is being looked up. */
  leaseAhead(visitor: Visitor, request: JoinRequestData): Promise<number> | null {
    const documentId = this.ids.get(nameIn(visitor.actor.teamId, request.document));
    if (documentId === undefined || request.lease !== null || request.vector.length > LIMITS.vectorBytes || !writes(visitor, request))
      return null;
    const lease = this.log.newLease(documentId, visitor.actor.userId, visitor.actor.sessionHash);
    lease.catch(() => undefined); // nobody waits for it where the document is not found
    return lease;
  }

  /** Lets a visitor into a document: leases, what it lacks, who else is there. */
  async join(
    visitor: Visitor,
    record: DocumentRecord,
    request: JoinRequestData,
    leaseAhead: Promise<number> | null = null,
  ): Promise<Result<JoinReply & { ok: true }>> {
    if (request.vector.length > LIMITS.vectorBytes) return refuse('too-large', 'The state vector is too large.', { path: 'vector' });
    const room = await this.open(record);
    await room.reach(record.head);
    if (this.rooms.get(record.id) !== room) return refuse('unavailable', 'The document is being opened anew.');
    const writing = writes(visitor, request);
    const { userId, sessionHash } = visitor.actor;
    const claims = request.claims.filter((id) => id >= CLAIMED_FROM);
    const claimed = writing ? await this.log.claimLeases(record.id, userId, sessionHash, claims) : [];
    const wanted = request.lease === null ? request.outboxes : [request.lease, ...request.outboxes];
    const own = writing ? await this.ownLeases(room, record.id, userId, wanted) : [];
    const keeps = request.lease !== null && own.includes(request.lease);
    const fresh = (): Promise<number> => leaseAhead ?? this.log.newLease(record.id, userId, sessionHash);
    const lease = !writing ? null : keeps ? request.lease : await fresh();
    const leases = new Set([...own, ...claimed, ...(lease === null ? [] : [lease])]);
    for (const id of leases) room.introduce(id, userId);
    const member: Member = {
      socketId: visitor.socketId,
      key: lease ?? this.viewersFrom - ++this.viewers,
      person: visitor.person,
      mayWrite: visitor.mayWrite,
      leases,
    };
    const joined = this.enter(room, member, request.vector);
    if (!joined.ok) return joined;
    return ok({
      ok: true,
      handle: record.id,
      epoch: record.epoch,
      lease,
      key: member.key,
      outboxes: [...leases].map((id) => ({ lease: id, stored: room.storedOf(id) })),
      claimed,
      authors: room.authorsOf(leases),
      ...joined.value,
    });
  }

  private enter(room: Room, member: Member, vector: Uint8Array): Result<ReturnType<Room['join']>> {
    try {
      this.emptySince.delete(room.documentId);
      return ok(room.join(member, vector));
    } catch {
      room.leave(member.socketId);
      return refuse('malformed', 'The state vector cannot be read.', { path: 'vector' });
    }
  }

  private async ownLeases(room: Room, documentId: number, userId: string, ids: readonly number[]): Promise<number[]> {
    if (ids.length === 0) return [];
    const missing = ids.some((id) => !room.knows(id));
    if (missing) for (const { lease, userId: owner } of await this.log.leases(documentId)) room.introduce(lease, owner);
    return ids.filter((id) => room.authorOf(id) === userId);
  }

  /** The document of that name; made on first use where that is allowed. */
  async find(teamId: string, name: string, create: boolean): Promise<DocumentRecord | null> {
    return (await this.log.find(teamId, name)) ?? (create ? this.log.create(teamId, name) : null);
  }

  get(documentId: number): Room | undefined {
    return this.rooms.get(documentId);
  }

  /** Connections in all documents of this node. */
  get memberCount(): number {
    return [...this.rooms.values()].reduce((sum, room) => sum + room.members.size, 0);
  }

  /** Updates that wait to be stored. */
  get waitingCount(): number {
    return [...this.rooms.values()].reduce((sum, room) => sum + room.waiting, 0);
  }

  get openIds(): number[] {
    return [...this.rooms.keys()];
  }

  leave(documentId: number, socketId: string): void {
    this.rooms.get(documentId)?.leave(socketId);
  }

  /** That node is gone, and whoever was present there. */
  forgetNode(node: string): void {
    for (const room of this.rooms.values()) room.presence.forgetNode(node);
  }

  /** Another writer says how far a document goes. */
  hear(documentId: number, head: number): void {
    const room = this.rooms.get(documentId);
    if (room && head > room.headSeq) room.refresh();
  }

  /** Finds what other writers stored, and closes rooms that nobody has been in for a while. */
  async sweep(): Promise<void> {
    const known = [...this.rooms.values()].map((room) => ({ room, stood: room.stands }));
    const stored = await this.log.heads(this.openIds);
    for (const { room, stood } of known) {
      const now = stored.get(room.documentId);
      if (!now || this.rooms.get(room.documentId) !== room) continue;
      if (goesOn(stood, now)) this.hear(room.documentId, now.head);
      else this.end(room);
    }
    const now = this.now().getTime();
    for (const [documentId, room] of this.rooms) {
      if (!room.idle) this.emptySince.delete(documentId);
      else if (!this.emptySince.has(documentId)) this.emptySince.set(documentId, now);
      else if (now - (this.emptySince.get(documentId) ?? now) > IDLE_MS) {
        this.forget(room);
      }
    }
  }

  /** The document was repaired, or its log went back: whoever is in it is told, and opens it anew. */
  private end(room: Room): void {
    this.forget(room);
    room.end();
  }

  private forget(room: Room): void {
    this.emptySince.delete(room.documentId);
    if (this.rooms.get(room.documentId) !== room) return;
    this.rooms.delete(room.documentId);
    this.ids.delete(nameIn(room.record.teamId, room.record.name));
  }

  /**
   * Waits until everything accepted so far is durable and told, also where another node was first and a room reads before it
   * tries again. It gives up on a log that does not answer: what is not told stays in its sender's outbox (SY19).
   */
  async drained(): Promise<void> {
    for (let looks = 0; looks < DRAIN_LOOKS; looks++) {
      await this.committer.drained();
      if ([...this.rooms.values()].every((room) => room.waiting === 0)) return;
      await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_MS));
    }
  }

  close(): Promise<void> {
    return this.log.close();
  }

  private async open(record: DocumentRecord): Promise<Room> {
    const known = this.rooms.get(record.id);
    if (known?.record.epoch === record.epoch) return known;
    if (known) this.end(known);
    const already = this.opening.get(record.id);
    if (already) return already;
    const opening = Room.open(record, this.log, this.outlet, { dirty: this.committer.schedule, replaced: (room) => this.end(room) })
      .then((room) => {
        this.rooms.set(record.id, room);
        this.ids.set(nameIn(record.teamId, record.name), record.id);
        this.outlet.toNodes(['who', record.id]);
        this.followers.opened(room);
        return room;
      })
      .finally(() => this.opening.delete(record.id));
    this.opening.set(record.id, opening);
    return opening;
  }
}

function nameIn(teamId: string, name: string): string {
  return `${teamId} ${name}`;
}

/** Who may write, and whose program knows all that a document may hold. */
function writes(visitor: Visitor, request: JoinRequestData): boolean {
  return visitor.mayWrite() && request.schema >= DOCUMENT_SCHEMA;
}

/** Whether what is stored now may follow from where a room stood a moment before. */
function goesOn(stood: Head, now: Head): boolean {
  return now.epoch === stood.epoch && (now.head > stood.head || (now.head === stood.head && sameBytes(now.chain, stood.chain)));
}
