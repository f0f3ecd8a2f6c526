export interface CardWish {
  readonly id: string;
  /** Where its mark stands, in pixels from the top of the article. */
  readonly top: number;
  readonly height: number;
}

/**
 * Places the cards of the margin beside their marks without overlap. The active card stands exactly at its mark; those
 * above it give way upwards, those below downwards. Wishes are in text order. Returns the top of each card by id.
 */
export function layOutCards(wishes: readonly CardWish[], active: string | null, gap: number): Map<string, number> {
  const tops = new Map<string, number>();
  const pivot = Math.max(
    0,
    wishes.findIndex((wish) => wish.id === active),
  );
  let floor = Number.NEGATIVE_INFINITY;
  for (const wish of wishes.slice(pivot)) {
    const top = Math.max(wish.top, floor);
    tops.set(wish.id, top);
    floor = top + wish.height + gap;
  }
  const first = wishes[pivot];
  let ceiling = first === undefined ? 0 : (tops.get(first.id) ?? 0);
  for (let i = pivot - 1; i >= 0; i--) {
    const wish = wishes[i];
    if (wish === undefined) continue;
    const top = Math.min(wish.top, ceiling - gap - wish.height);
    tops.set(wish.id, top);
    ceiling = top;
  }
  return lifted(wishes, tops, gap);
}

/** Pushes everything down where giving way upwards went beyond the top of the article. */
function lifted(wishes: readonly CardWish[], tops: Map<string, number>, gap: number): Map<string, number> {
  let floor = 0;
  for (const wish of wishes) {
    const top = Math.max(tops.get(wish.id) ?? 0, floor);
    tops.set(wish.id, top);
    floor = top + wish.height + gap;
  }
  return tops;
}
