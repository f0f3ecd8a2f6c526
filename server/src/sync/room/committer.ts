import type { UpdateLog } from '../log/update-log.js';
import type { Room } from './room.js';

/**
 * Commits for all rooms of this node: one transaction in flight, and everything that queues meanwhile is the next one (SY7).
 * Under load a transaction carries many updates; when quiet, an update waits for nobody.
 */
export class Committer {
  private dirty = new Set<Room>();
  private running = false;
  private idleWaiters: (() => void)[] = [];

  constructor(
    private readonly log: UpdateLog,
    private readonly now: () => Date,
    /** Called for each room whose updates were stored. */
    private readonly onStored: (room: Room) => void = () => {},
  ) {}

  readonly schedule = (room: Room): void => {
    this.dirty.add(room);
    if (this.running) return;
    this.running = true;
    setImmediate(() => void this.run());
  };

  /** Resolves once nothing waits to be committed: for an orderly stop. */
  async drained(): Promise<void> {
    if (!this.running) return;
    await new Promise<void>((resolve) => this.idleWaiters.push(resolve));
  }

  private async run(): Promise<void> {
    while (this.dirty.size > 0) await this.commitOnce();
    this.running = false;
    for (const wake of this.idleWaiters.splice(0)) wake();
  }

  private async commitOnce(): Promise<void> {
    const at = this.now();
    const rooms = [...this.dirty];
    this.dirty = new Set();
    const taken = rooms.flatMap((room) => {
      const request = room.take(at);
      return request ? [{ room, request }] : [];
    });
    if (taken.length === 0) return;
    try {
      const outcomes = await this.log.append(
        taken.map((one) => one.request),
        at,
      );
      taken.forEach(({ room }, i) => {
        room.settle(outcomes[i] ?? 'failed', at);
        if (outcomes[i] === 'stored') this.onStored(room);
      });
    } catch {
      // Whether it was stored is not known; the rooms ask the log, and senders send again under the same numbers.
      for (const { room } of taken) room.settle('failed', at);
    }
  }
}
