import type { Run, Span } from './span.js';

/**
 * Which stored update inserted, and which one first removed, each struct of a document up to one moment (HI2). Fed with the
 * spans of the document in order, from its first update on.
 */
export class Authorship {
  /** How far each client's structs go at that moment. */
  readonly vector = new Map<number, number>();
  private readonly inserted = new Map<number, SeqByClock>();
  private readonly removed = new Map<number, SeqByClock>();
  private readonly runs: Run[] = [];
  private lastFound: Run | undefined;

  constructor(
    /** The moment: what later updates did is left out. */
    private readonly upTo: number,
  ) {}

  add(span: Span): void {
    for (const run of span.runs) {
      const updates = Math.min(run.updates, this.upTo - run.seq + 1);
      if (updates <= 0) return;
      this.runs.push(run);
      const clock = this.vector.get(run.lease) ?? 0;
      this.vector.set(run.lease, clock + updates * run.ticks);
      const inserted = tableOf(this.inserted, run.lease);
      for (let i = 0; i < updates; i++) {
        if (run.ticks > 0) inserted.mark(clock + i * run.ticks, run.ticks, run.seq + i);
        for (const { client, clock: from, length } of run.deletions)
          tableOf(this.removed, client).mark(from + i * run.step, length, run.seq + i);
      }
    }
  }

  insertedAt(client: number, clock: number): number {
    return this.inserted.get(client)?.at(clock) ?? 0;
  }

  /** The first update that removed it; 0 where none did. What went with its parent was removed by none itself. */
  removedAt(client: number, clock: number): number {
    return this.removed.get(client)?.at(clock) ?? 0;
  }

  /** The lease of a stored update. */
  leaseOf(seq: number): number {
    // Neighbours in a text are often of one run.
    const last = this.lastFound;
    if (last && last.seq <= seq && seq < last.seq + last.updates) return last.lease;
    let [low, high] = [0, this.runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.runs[middle]?.seq ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    this.lastFound = this.runs[low - 1];
    return this.lastFound?.lease ?? 0;
  }

  /** Everything removed, as ranges of clocks of each client. */
  deletions(): Map<number, { clock: number; length: number }[]> {
    return new Map([...this.removed].map(([client, table]) => [client, table.ranges()]));
  }
}

function tableOf(tables: Map<number, SeqByClock>, client: number): SeqByClock {
  const known = tables.get(client);
  if (known) return known;
  const table = new SeqByClock();
  tables.set(client, table);
  return table;
}

/** A number of an update for each clock; the first one given stays. Clocks have no holes, so a plain array holds them. */
class SeqByClock {
  private seqs = new Uint32Array(256);
  private end = 0;

  mark(clock: number, length: number, seq: number): void {
    const end = clock + length;
    if (end > this.seqs.length) {
      const longer = new Uint32Array(Math.max(end, this.seqs.length * 2));
      longer.set(this.seqs);
      this.seqs = longer;
    }
    if (end > this.end) this.end = end;
    for (let at = clock; at < end; at++) if (this.seqs[at] === 0) this.seqs[at] = seq;
  }

  at(clock: number): number {
    return this.seqs[clock] ?? 0;
  }

  ranges(): { clock: number; length: number }[] {
    const ranges: { clock: number; length: number }[] = [];
    for (let at = 0; at < this.end; at++) {
      if (this.seqs[at] === 0) continue;
      const clock = at;
      while (at < this.end && this.seqs[at] !== 0) at++;
      ranges.push({ clock, length: at - clock });
    }
    return ranges;
  }
}
