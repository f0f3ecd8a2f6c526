export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** A stretch of an interval inside one region. */
export interface Clipped {
  readonly region: number;
  readonly start: number;
  readonly end: number;
}

/** The parts of an interval that lie in regions; what lies between regions is not shown and not painted. */
export function clipToRegions(interval: Interval, regions: readonly Interval[]): Clipped[] {
  const parts: Clipped[] = [];
  for (let region = firstEndingAfter(regions, interval.start); region < regions.length; region++) {
    const bounds = regions[region];
    if (bounds === undefined || bounds.start >= interval.end) break;
    const start = Math.max(interval.start, bounds.start);
    const end = Math.min(interval.end, bounds.end);
    if (end > start) parts.push({ region, start, end });
  }
  return parts;
}

/** Index of the region that holds the offset, or -1. */
export function regionAt(regions: readonly Interval[], offset: number): number {
  const index = firstEndingAfter(regions, offset);
  const bounds = regions[index];
  return bounds !== undefined && bounds.start <= offset ? index : -1;
}

function firstEndingAfter(sorted: readonly Interval[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Finds the intervals that cover an offset or touch a stretch, without looking at all of them. */
export class IntervalIndex<T extends Interval> {
  private readonly sorted: readonly T[];
  /** The furthest end among the intervals up to each index: lets a search stop early. */
  private readonly furthest: readonly number[];

  constructor(intervals: readonly T[]) {
    this.sorted = [...intervals].sort((a, b) => a.start - b.start || b.end - a.end);
    let most = 0;
    this.furthest = this.sorted.map((interval) => {
      most = Math.max(most, interval.end);
      return most;
    });
  }

  /** Those that cover the offset, the shortest first: the most specific mark is meant first. */
  at(offset: number): T[] {
    return this.touching(offset, offset + 1).sort((a, b) => a.end - a.start - (b.end - b.start));
  }

  /** Those that share at least one character with the stretch, in text order. */
  touching(start: number, end: number): T[] {
    const found: T[] = [];
    for (let i = this.lastStartingBefore(end); i >= 0; i--) {
      if ((this.furthest[i] ?? 0) <= start) break;
      const interval = this.sorted[i];
      if (interval !== undefined && interval.end > start) found.push(interval);
    }
    return found.reverse();
  }

  private lastStartingBefore(offset: number): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** The next of the overlapping marks after the active one, so that clicking again goes through them all. */
export function cycled<T extends { readonly id: string }>(marks: readonly T[], active: string | null): T | null {
  const index = marks.findIndex((mark) => mark.id === active);
  return marks[(index + 1) % Math.max(1, marks.length)] ?? null;
}
