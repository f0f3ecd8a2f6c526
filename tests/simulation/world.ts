import assert from 'node:assert/strict';
import * as Y from 'yjs';
import type { NackCode } from '#shared/protocol/refusals.js';
import type { JoinReply, JoinRequestData } from '#shared/protocol/socket.js';
import { DocumentSync } from '../../client/src/sync/document-sync.js';
import { MemoryOutboxStore } from '../../client/src/sync/outbox-store.js';
import type { Wire } from '../../client/src/sync/session.js';
import type { Keyframe } from '../../server/src/sync/keyframes/keyframe.js';
import { makeKeyframes } from '../../server/src/sync/keyframes/make-keyframes.js';
import { MemoryUpdateLog } from '../../server/src/sync/log/memory-update-log.js';
import type { AppendOutcome, AppendRequest } from '../../server/src/sync/log/update-log.js';
import { Rooms } from '../../server/src/sync/room/rooms.js';
import { SeededRandom } from '../support/seeded-random.js';

const TEAM = 'team';
const DOCUMENT = 'bench/simulated';
/** Far closer than in life, so that rooms are opened from keyframes and go on past them. */
export const KEYFRAME_SPACING = 5;

/** What the run may do to the clients, besides letting them type. */
export interface Faults {
  readonly drop: number;
  readonly crash: number;
  readonly failCommit: number;
  readonly closeTab: number;
  readonly demote: number;
  /** The document is repaired, or the log restored from an older copy of itself. */
  readonly repair: number;
  /** Server nodes on the one log; a tab that connects goes to any of them. */
  readonly nodes: number;
  /** How often a hint from one node to the others is lost. */
  readonly loseHint: number;
}

/** The log in memory, failing at will: before storing, or after, when nobody can know. */
class FlakyLog extends MemoryUpdateLog {
  failNext: 'no' | 'before' | 'after' = 'no';
  keyframesRead = 0;

  override async append(requests: readonly AppendRequest[], at: Date): Promise<AppendOutcome[]> {
    const fail = this.failNext;
    this.failNext = 'no';
    if (fail === 'before') throw new Error('the log is away');
    const outcomes = await super.append(requests, at);
    if (fail === 'after') throw new Error('the connection broke while committing');
    return outcomes;
  }

  override async keyframe(documentId: number): Promise<Keyframe | null> {
    const keyframe = await super.keyframe(documentId);
    if (keyframe) this.keyframesRead++;
    return keyframe;
  }
}

/** One tab: its connection is a queue each way, cranked by hand. */
class Tab {
  readonly store: MemoryOutboxStore;
  sync: DocumentSync;
  up: (() => void)[] = [];
  down: (() => void)[] = [];
  socketId = '';
  online = false;
  knocked: Promise<JoinReply> | null = null;
  typed = 0;
  timers: (() => void)[] = [];
  node: Rooms;

  constructor(
    readonly world: World,
    readonly name: string,
    readonly userId: string,
    store?: MemoryOutboxStore,
  ) {
    this.store = store ?? new MemoryOutboxStore();
    this.node = world.anyNode();
    this.sync = this.open();
  }

  open(): DocumentSync {
    return new DocumentSync({
      document: DOCUMENT,
      wire: this.wire(),
      store: this.store,
      later: (work) => this.timers.push(work),
      now: () => new Date(0),
      mayClose: () => true,
    });
  }

  private wire(): Wire {
    return {
      join: (request, knocked) => (knocked && this.knocked) || this.ask(request),
      sendUpdate: (handle, lease, clientSeq, bytes) => {
        const { socketId, node } = this;
        this.up.push(() => node.get(handle)?.receive(socketId, lease, clientSeq, bytes));
      },
      sendPresence: () => {},
      leave: (handle) => {
        const { socketId, node } = this;
        this.up.push(() => node.leave(handle, socketId));
      },
    };
  }

  private ask(request: JoinRequestData): Promise<JoinReply> {
    return new Promise((resolve) => {
      const { socketId, node } = this;
      this.up.push(() => {
        void this.world.join(this, node, socketId, request).then((reply) => this.deliver(socketId, () => resolve(reply)));
      });
    });
  }

  deliver(socketId: string, work: () => void): void {
    if (this.online && socketId === this.socketId) this.down.push(work);
  }

  connect(): void {
    if (this.online) return;
    this.online = true;
    this.node = this.world.anyNode();
    this.socketId = `${this.name}-${++this.world.sockets}`;
    this.world.bySocket.set(this.socketId, this);
    // The handshake may ask for the document; while its answer is on its way, people type on.
    const request = this.world.random.chance(0.7) ? this.sync.knock() : null;
    this.knocked = request && this.ask(request);
    this.deliver(this.socketId, () => this.sync.connected());
  }

  disconnect(): void {
    if (!this.online) return;
    this.online = false;
    if (this.world.random.chance(0.5)) this.node.leave(1, this.socketId);
    else this.world.unnoticed.push({ node: this.node, socketId: this.socketId });
    this.world.bySocket.delete(this.socketId);
    this.up = [];
    this.down = [];
    this.sync.disconnected();
  }
}

/** Clients, server nodes and their one log, with every step of the wire taken one at a time under one seed. */
export class World {
  readonly random: SeededRandom;
  readonly log = new FlakyLog();
  readonly bySocket = new Map<string, Tab>();
  tabs: Tab[] = [];
  nodes: Rooms[];
  /** Hints under way from one node to another. */
  hints: (() => void)[] = [];
  /** Broken connections that their node still believes in. */
  unnoticed: { node: Rooms; socketId: string }[] = [];
  sockets = 0;
  readonly demoted = new Set<string>();
  acked = 0;
  crashes = 0;
  repairs = 0;
  /** Keyframes under way: nobody waits for them. */
  private keyframes: Promise<unknown>[] = [];

  constructor(
    seed: number,
    readonly faults: Faults,
    users: number,
  ) {
    this.random = new SeededRandom(seed);
    this.nodes = Array.from({ length: faults.nodes }, () => this.newNode());
    for (let i = 0; i < users; i++) this.tabs.push(new Tab(this, `tab${i}`, `user${i >> 1}`)); // two tabs a person
  }

  anyNode(): Rooms {
    return this.random.pick(this.nodes);
  }

  private newNode(): Rooms {
    const node: Rooms = new Rooms(
      this.log,
      {
        toSocket: (socketId, event, ...args) => {
          const tab = this.bySocket.get(socketId);
          if (event === 'out') return tab?.deliver(socketId, () => tab.sync.connected());
          const [handle, lease, clientSeq, code, message] = args as [number, number, number, NackCode, string];
          assert.equal(handle, 1);
          tab?.deliver(socketId, () => (event === 'a' ? tab.sync.ack(lease, clientSeq) : tab.sync.nack(lease, clientSeq, code, message)));
        },
        toRoom: (documentId, event, ...args) => {
          for (const socketId of node.get(documentId)?.members.keys() ?? []) {
            const tab = this.bySocket.get(socketId);
            if (event === 'f') tab?.deliver(socketId, () => tab.sync.frame(documentId, args[1] as Uint8Array));
            if (event === 'l') tab?.deliver(socketId, () => tab.sync.author(args[1] as number, args[2] as string));
          }
        },
        toNodes: (hint) => {
          if (hint[0] === 'head') this.hint(node, hint[1], hint[2]);
        },
      },
      () => new Date(0),
    );
    return node;
  }

  private hint(from: Rooms, documentId: number, head: number): void {
    for (const node of this.nodes) {
      if (node !== from && !this.random.chance(this.faults.loseHint)) this.hints.push(() => node.hear(documentId, head));
    }
  }

  async join(tab: Tab, node: Rooms, socketId: string, request: Parameters<Wire['join']>[0]): Promise<JoinReply> {
    const record = await this.log.create(TEAM, DOCUMENT);
    const reply = await node.join(
      {
        socketId,
        actor: { userId: tab.userId, teamId: TEAM, name: tab.userId, role: 'checker', sessionHash: 'x' },
        person: { id: tab.userId, name: tab.userId, role: 'checker', removed: false },
        mayWrite: () => !this.demoted.has(tab.userId),
      },
      record,
      request,
    );
    if (!this.bySocket.has(socketId)) node.leave(record.id, socketId);
    return reply.ok ? reply.value : { ok: false, refusal: reply.refusal };
  }

  /** One random step. */
  async step(): Promise<void> {
    const { random, faults } = this;
    const tab = random.pick(this.tabs);
    if (random.chance(faults.crash)) this.crash();
    else if (random.chance(faults.failCommit)) this.log.failNext = random.pick(['before', 'after'] as const);
    else if (random.chance(faults.closeTab)) this.closeTab(tab);
    else if (random.chance(faults.demote)) this.demoted.add(tab.userId);
    else if (random.chance(faults.repair)) this.repair();
    else if (random.chance(faults.drop)) tab.disconnect();
    else if (random.chance(0.02)) this.notice();
    else if (random.chance(0.04)) this.keyframes.push(makeKeyframes(this.log, { teamId: TEAM, name: DOCUMENT }, KEYFRAME_SPACING));
    else if (random.chance(0.002)) this.log.loseKeyframes(1);
    else if (random.chance(0.03)) await random.pick(this.nodes).sweep();
    else if (random.chance(0.2)) this.hints.splice(random.below(this.hints.length), 1)[0]?.();
    else if (!tab.online && random.chance(0.3)) tab.connect();
    else if (random.chance(0.35)) this.type(tab);
    else if (random.chance(0.1)) tab.timers.shift()?.();
    else if (random.chance(0.5)) tab.up.shift()?.();
    else tab.down.shift()?.();
    await this.settle(random.below(3));
  }

  private repair(): void {
    this.repairs++;
    const restored = this.random.chance(0.5) ? this.random.below(this.log.stands(1).head + 1) : undefined;
    this.log.repair(1, `epoch-${this.repairs + 1}`, restored);
  }

  /** A node dies: its connections break and its rooms are gone; what was stored stays. Another starts in its place. */
  private crash(): void {
    this.crashes++;
    const dead = this.anyNode();
    for (const tab of this.tabs) if (tab.node === dead) tab.disconnect();
    this.nodes = this.nodes.map((node) => (node === dead ? this.newNode() : node));
  }

  /** The nodes notice connections that broke a while ago. */
  private notice(): void {
    for (const { node, socketId } of this.unnoticed.splice(0)) node.leave(1, socketId);
  }

  /** The tab closes with whatever it had not saved; the same person opens another. */
  private closeTab(tab: Tab): void {
    tab.disconnect();
    tab.store.abandon();
    this.tabs = this.tabs.map((one) => (one === tab ? new Tab(this, tab.name, tab.userId, tab.store) : one));
  }

  private type(tab: Tab): void {
    if (!tab.sync.ready || !tab.sync.writable) return;
    const text = tab.sync.doc.getText('text');
    if (text.length > 3 && this.random.chance(0.25)) text.delete(this.random.below(text.length - 1), 1);
    else text.insert(this.random.below(text.length + 1), `${tab.name.slice(3)}`);
    tab.typed++;
  }

  private async settle(turns: number): Promise<void> {
    for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets everything that is under way arrive, with everybody connected. */
  async quiet(): Promise<void> {
    for (let round = 0; round < 4_000; round++) {
      this.notice();
      for (const hear of this.hints.splice(0)) hear();
      for (const node of this.nodes) await node.sweep();
      for (const tab of this.tabs) {
        tab.connect();
        for (const work of tab.up.splice(0)) work();
        for (const work of tab.down.splice(0)) work();
        for (const work of tab.timers.splice(0)) work();
      }
      await this.settle(3);
      const busy = this.tabs.some(
        (tab) => tab.up.length + tab.down.length + tab.timers.length > 0 || tab.sync.pending > 0 || !tab.sync.ready,
      );
      if (!busy && round > 3) return void (await Promise.all(this.keyframes));
    }
    throw new Error('the run never comes to rest');
  }

  /** The log alone, replayed one by one. */
  async replay(): Promise<Y.Doc> {
    const doc = new Y.Doc({ gc: false });
    for (const update of await this.log.readAfter(1, 0)) Y.applyUpdate(doc, update.bytes);
    return doc;
  }
}
