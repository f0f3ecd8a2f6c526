/**
 * Where `needle` occurs in `hay` with the fewest edits (Sellers' algorithm): the distance, and the stretch that it takes.
 * Both are arrays of characters. Time is the product of their lengths; callers bound both.
 */
export function bestMatch<Character>(
  needle: ArrayLike<Character>,
  hay: ArrayLike<Character>,
): { distance: number; start: number; end: number } {
  const rows = needle.length;
  if (rows === 0) return { distance: 0, start: 0, end: 0 };
  // One column of costs, and where each one's stretch begins, filled again for every letter of the hay.
  const costs = new Uint32Array(rows + 1).map((_, row) => row);
  const starts = new Uint32Array(rows + 1);
  let best = { distance: rows, start: 0, end: 0 };
  for (let column = 1; column <= hay.length; column++) {
    const letter = hay[column - 1];
    let [diagonal, diagonalStart] = [costs[0] ?? 0, starts[0] ?? 0];
    let [above, aboveStart] = [0, column];
    costs[0] = above;
    starts[0] = aboveStart;
    for (let row = 1; row <= rows; row++) {
      const [left, leftStart] = [costs[row] ?? 0, starts[row] ?? 0];
      const replaced = needle[row - 1] === letter ? diagonal : diagonal + 1;
      const least = Math.min(replaced, left + 1, above + 1);
      aboveStart = least === replaced ? diagonalStart : least === left + 1 ? leftStart : aboveStart;
      above = least;
      costs[row] = above;
      starts[row] = aboveStart;
      diagonal = left;
      diagonalStart = leftStart;
    }
    if (above < best.distance) best = { distance: above, start: aboveStart, end: column };
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
