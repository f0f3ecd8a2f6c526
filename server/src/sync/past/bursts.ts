/** A stretch of one person's editing without a pause longer than `BURST_PAUSE_MS`. Others may have edited in between. */
export interface Burst {
  readonly userId: string;
  readonly at: Date;
  readonly until: Date;
  /** First and last update; those of others may lie between. */
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly updates: number;
  /** Code units typed, and clock ticks removed. */
  readonly inserted: number;
  readonly deleted: number;
}

export const BURST_PAUSE_MS = 60_000;

/** Joins what follows without a pause. Takes single updates or whole bursts, in order of their first update. */
export class Bursts {
  /** In order of their first update. */
  readonly all: Burst[] = [];
  private readonly latest = new Map<string, number>();

  add(burst: Burst): void {
    const place = this.latest.get(burst.userId);
    const last = place === undefined ? undefined : this.all[place];
    if (place === undefined || !last || burst.at.getTime() - last.until.getTime() > BURST_PAUSE_MS) {
      this.latest.set(burst.userId, this.all.push(burst) - 1);
      return;
    }
    this.all[place] = {
      ...last,
      until: burst.until,
      toSeq: burst.toSeq,
      updates: last.updates + burst.updates,
      inserted: last.inserted + burst.inserted,
      deleted: last.deleted + burst.deleted,
    };
  }
}
