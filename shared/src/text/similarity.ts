/**
 * Where `needle` occurs in `hay` with the fewest edits (Sellers' algorithm): the distance, and the stretch that it takes.
 * Both are arrays of characters. Time is the product of their lengths; callers bound both.
 */
export function bestMatch(needle: readonly string[], hay: readonly string[]): { distance: number; start: number; end: number } {
  if (needle.length === 0) return { distance: 0, start: 0, end: 0 };
  let costs = Array.from({ length: needle.length + 1 }, (_, row) => row);
  let starts = new Array<number>(needle.length + 1).fill(0);
  let best = { distance: needle.length, start: 0, end: 0 };
  for (let column = 1; column <= hay.length; column++) {
    const nextCosts = [0];
    const nextStarts = [column];
    for (let row = 1; row <= needle.length; row++) {
      const replaced = at(costs, row - 1) + (needle[row - 1] === hay[column - 1] ? 0 : 1);
      const inserted = at(costs, row) + 1;
      const removed = at(nextCosts, row - 1) + 1;
      const least = Math.min(replaced, inserted, removed);
      nextCosts.push(least);
      nextStarts.push(least === replaced ? at(starts, row - 1) : least === inserted ? at(starts, row) : at(nextStarts, row - 1));
    }
    costs = nextCosts;
    starts = nextStarts;
    const distance = at(costs, needle.length);
    if (distance < best.distance) best = { distance, start: at(starts, needle.length), end: column };
  }
  return best;
}

/** How alike two texts are as wholes, from 0 to 1: one minus the edits needed over the longer length. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 1;
  let costs = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(costs, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, at(costs, column) + 1, at(next, column - 1) + 1));
    }
    costs = next;
  }
  return 1 - at(costs, b.length) / longer;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
