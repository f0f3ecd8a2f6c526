/** How long commits and frames wait for company, by load. Pure: the committer keeps the time. */
export interface Pacing {
  /** Milliseconds from one commit's start to the next one's, at that many stored updates a second on this node. */
  gapMs(perSecond: number): number;
  /** Milliseconds from one frame of a document to the next, at that many updates a second and that many readers. */
  windowMs(perSecond: number, members: number): number;
}

/** Nothing waits: for the simulation, which keeps its own time. */
export const AT_ONCE: Pacing = { gapMs: () => 0, windowMs: () => 0 };

/**
 * Below these loads an edit waits for nobody. Above them the work of a commit, or of writing one frame to everyone, is shared by
 * several updates: it costs the people a few milliseconds and saves most of the processor's (ADR 14).
 */
export const BY_LOAD: Pacing = {
  gapMs: (perSecond) => (perSecond > 400 ? 6 : 0),
  windowMs: (perSecond, members) => {
    const window = (perSecond * members) / 7_000;
    return window < 2 ? 0 : Math.min(window, 16);
  },
};

const SLICE_MS = 250;

/** Updates a second over the last quarter of a second or two. */
export class Demand {
  private slice = 0;
  private count = 0;
  private before = 0;

  add(updates: number, nowMs: number): void {
    this.turnTo(nowMs);
    this.count += updates;
  }

  perSecond(nowMs: number): number {
    this.turnTo(nowMs);
    return Math.max(this.before, this.count) * (1_000 / SLICE_MS);
  }

  private turnTo(nowMs: number): void {
    const slice = Math.floor(nowMs / SLICE_MS);
    if (slice === this.slice) return;
    this.before = slice === this.slice + 1 ? this.count : 0;
    this.count = 0;
    this.slice = slice;
  }
}
