import type { AppendOutcome, UpdateLog } from '../log/update-log.js';
import type { Meter } from './meter.js';
import { Demand, type Pacing } from './pacing.js';
import type { Room } from './room.js';

/** Timers ring up to this much too early. */
const EARLY_MS = 0.5;

export interface CommitterOptions {
  readonly now: () => Date;
  readonly pacing: Pacing;
  readonly meter: Meter;
}

/**
 * Commits for all rooms of this node: one transaction in flight, and everything that queues meanwhile is the next one (SY7).
 * Under load a transaction carries many updates, and waits a little for them (`pacing.ts`); when quiet, an update waits for nobody.
 */
export class Committer {
  private readonly dirty = new Set<Room>();
  private readonly demand = new Demand();
  private committing = false;
  private draining = false;
  /** When the next commit is to start, and what will start it. */
  private armed: { readonly atMs: number; readonly cancel: () => void } | null = null;
  private startedMs = Number.NEGATIVE_INFINITY;
  private idleWaiters: (() => void)[] = [];

  constructor(
    private readonly log: UpdateLog,
    private readonly by: CommitterOptions,
    /** Called for each room whose updates were stored. */
    private readonly onStored: (room: Room) => void = () => {},
  ) {}

  readonly schedule = (room: Room): void => {
    this.dirty.add(room);
    if (!this.committing) this.arm(this.dueMs(room));
  };

  /** Resolves once nothing waits to be committed: for an orderly stop. Nothing waits for company any more. */
  async drained(): Promise<void> {
    this.draining = true;
    if (this.dirty.size === 0 && !this.committing) return;
    await new Promise<void>((resolve) => {
      this.idleWaiters.push(resolve);
      if (!this.committing) this.arm(0);
    });
  }

  private dueMs(room: Room): number {
    if (this.draining) return 0;
    const now = performance.now();
    const gap = this.by.pacing.gapMs(this.demand.perSecond(now));
    const window = this.by.pacing.windowMs(room.demand.perSecond(now), room.members.size);
    return Math.max(0, this.startedMs + gap, room.toldMs + window);
  }

  private arm(atMs: number): void {
    if (this.armed && this.armed.atMs <= atMs) return;
    this.armed?.cancel();
    const wait = atMs - performance.now();
    const start = (): void => {
      this.armed = null;
      void this.commit();
    };
    if (wait <= EARLY_MS) {
      const immediate = setImmediate(start);
      this.armed = { atMs, cancel: () => clearImmediate(immediate) };
    } else {
      const timer = setTimeout(start, wait);
      this.armed = { atMs, cancel: () => clearTimeout(timer) };
    }
  }

  private async commit(): Promise<void> {
    this.committing = true;
    this.startedMs = performance.now();
    const latest = this.startedMs + EARLY_MS;
    const due = [...this.dirty].filter((room) => this.draining || this.windowEndMs(room) <= latest);
    for (const room of due) this.dirty.delete(room);
    await this.append(due);
    this.committing = false;
    if (this.dirty.size > 0) return this.arm(Math.min(...[...this.dirty].map((room) => this.dueMs(room))));
    for (const wake of this.idleWaiters.splice(0)) wake();
  }

  private windowEndMs(room: Room): number {
    return room.toldMs + this.by.pacing.windowMs(room.demand.perSecond(this.startedMs), room.members.size);
  }

  private async append(rooms: readonly Room[]): Promise<void> {
    const at = this.by.now();
    const taken: { room: Room; request: NonNullable<ReturnType<Room['take']>> }[] = [];
    for (const room of rooms) {
      const request = room.take(at);
      if (request) taken.push({ room, request });
    }
    if (taken.length === 0) return;
    let outcomes: AppendOutcome[];
    const beganMs = performance.now();
    try {
      outcomes = await this.log.append(
        taken.map((one) => one.request),
        at,
      );
    } catch {
      // Whether it was stored is not known; the rooms ask the log, and senders send again under the same numbers.
      for (const { room } of taken) room.settle('failed', at);
      this.by.meter.notCommitted();
      return;
    }
    const tookMs = performance.now() - beganMs;
    let stored = 0;
    for (const [i, { room, request }] of taken.entries()) {
      room.settle(outcomes[i] ?? 'failed', at);
      if (outcomes[i] !== 'stored') {
        this.by.meter.notCommitted();
        continue;
      }
      stored += request.updates.length;
      this.onStored(room);
      const toldMs = performance.now();
      for (const { arrivedMs } of request.updates) this.by.meter.acknowledged(toldMs - arrivedMs);
    }
    this.demand.add(stored, this.startedMs);
    this.by.meter.committed(stored, tookMs);
  }
}
