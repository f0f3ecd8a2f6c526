/** A mark's card, and where its mark stands in pixels from the top of the article. */
export interface MarginCard {
  readonly id: string;
  readonly top: number;
}

/** What stands in the margin: a card, in one line where it is one of many; or the line that stands for the many of a stretch. */
export type MarginEntry =
  | { readonly kind: 'card'; readonly id: string; readonly top: number; readonly inLine: boolean }
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly top: number;
      readonly band: number;
      readonly ids: readonly string[];
      readonly opened: boolean;
    };

/** A stretch of the page, in pixels: fixed, so that one more mark moves no other from group to group. */
const BAND = 560;
/** More cards than this beside one stretch cannot be read: they stand together until somebody opens them. */
const MOST = 6;

/**
 * The entries of the margin in text order. Of a crowded stretch that nobody opened only its line is there, and the active card.
 * Cards come in text order.
 */
export function marginEntries(cards: readonly MarginCard[], active: string | null, opened: ReadonlySet<number>): MarginEntry[] {
  const entries: MarginEntry[] = [];
  for (let from = 0; from < cards.length; ) {
    const band = bandOf(cards[from]);
    let to = from + 1;
    while (to < cards.length && bandOf(cards[to]) === band) to++;
    const together = cards.slice(from, to);
    const crowded = together.length > MOST;
    const shown = !crowded || opened.has(band) ? together : together.filter(({ id }) => id === active);
    if (crowded) {
      const [first] = together;
      const ids = together.map(({ id }) => id);
      entries.push({ kind: 'group', id: `band-${band}`, top: first?.top ?? 0, band, ids, opened: opened.has(band) });
    }
    for (const { id, top } of shown) entries.push({ kind: 'card', id, top, inLine: crowded && id !== active });
    from = to;
  }
  return entries;
}

function bandOf(card: MarginCard | undefined): number {
  return Math.floor((card?.top ?? 0) / BAND);
}
