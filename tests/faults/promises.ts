/** So many times the promise may a single one take that is measured beside whatever else the machine does. */
export const LATE = 4;

export const median = (sorted: readonly number[]): number => sorted[sorted.length >> 1] ?? 0;

/** The middle one keeps the promise and no other is far from it: a machine with more to do may be late with any single one. */
export function keeps(sorted: readonly number[], promiseMs: number): boolean {
  return sorted.length > 0 && median(sorted) < promiseMs && (sorted.at(-1) ?? 0) < LATE * promiseMs;
}
