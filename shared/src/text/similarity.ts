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

/**
 * How alike two texts are as wholes, from 0 to 1: one minus the edits needed over the longer length. Below `least` only that it
 * is below is right, which is known sooner.
 */
export function likeness<Character>(a: ArrayLike<Character>, b: ArrayLike<Character>, least = 0): number {
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 1;
  // What both begin and end with costs nothing: only the middles are compared letter by letter.
  const shorter = Math.min(a.length, b.length);
  let from = 0;
  while (from < shorter && a[from] === b[from]) from++;
  let same = 0;
  while (same < shorter - from && a[a.length - 1 - same] === b[b.length - 1 - same]) same++;
  return 1 - edits(a, b, from, same, Math.ceil((1 - least) * longer)) / longer;
}

/** Gives up, with a number that is too large as well, where there are more than `most`. One row of costs, filled again for every letter: this is where looking for many marks spends its time. */
function edits<Character>(a: ArrayLike<Character>, b: ArrayLike<Character>, from: number, same: number, most: number): number {
  const rows = a.length - from - same;
  const columns = b.length - from - same;
  if (rows === 0 || columns === 0) return rows + columns;
  const costs = new Uint32Array(columns + 1).map((_, index) => index);
  for (let row = 0; row < rows; row++) {
    const letter = a[from + row];
    let diagonal = row;
    let left = row + 1;
    costs[0] = left;
    let fewest = left;
    for (let column = 1; column <= columns; column++) {
      const above = costs[column] ?? 0;
      const replaced = letter === b[from + column - 1] ? diagonal : diagonal + 1;
      left = Math.min(replaced, above + 1, left + 1);
      costs[column] = left;
      if (left < fewest) fewest = left;
      diagonal = above;
    }
    if (fewest > most) return fewest;
  }
  return costs[columns] ?? 0;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
