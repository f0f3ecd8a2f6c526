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
/** Where they stood apart while somebody read, so many more may come before they are put together under their eyes. */
const MOST_GROWN = 12;

export interface MarginState {
  readonly active: string | null;
  /** The card that holds the focus, which stays what it is; `inLine`: as one of many in a line. */
  readonly held: { readonly id: string; readonly inLine: boolean } | null;
  readonly opened: ReadonlySet<number>;
  /** The stretches that were crowded from the beginning; null while not all cards are there. */
  readonly crowded: ReadonlySet<number> | null;
}

/**
 * The entries of the margin in text order. Of a crowded stretch that nobody opened only its line is there, the active card and the
 * one in focus. Cards come in text order.
 */
export function marginEntries(cards: readonly MarginCard[], { active, held, opened, crowded }: MarginState): MarginEntry[] {
  const entries: MarginEntry[] = [];
  for (const { band, together } of bandsOf(cards)) {
    const most = crowded === null || crowded.has(band) ? MOST : MOST_GROWN;
    const group = together.length > most;
    const shown = !group || opened.has(band) ? together : together.filter(({ id }) => id === active || id === held?.id);
    if (group) {
      const ids = together.map(({ id }) => id);
      entries.push({ kind: 'group', id: `band-${band}`, top: together[0]?.top ?? 0, band, ids, opened: opened.has(band) });
    }
    for (const { id, top } of shown) {
      const inLine = group && id !== active && (id !== held?.id || held.inLine);
      entries.push({ kind: 'card', id, top, inLine });
    }
  }
  return entries;
}

/** The stretches beside which more cards stand than can be read. */
export function crowdedBands(cards: readonly MarginCard[]): ReadonlySet<number> {
  return new Set(bandsOf(cards).flatMap(({ band, together }) => (together.length > MOST ? [band] : [])));
}

function bandsOf(cards: readonly MarginCard[]): { readonly band: number; readonly together: readonly MarginCard[] }[] {
  const bands: { band: number; together: readonly MarginCard[] }[] = [];
  for (let from = 0; from < cards.length; ) {
    const band = bandOf(cards[from]);
    let to = from + 1;
    while (to < cards.length && bandOf(cards[to]) === band) to++;
    bands.push({ band, together: cards.slice(from, to) });
    from = to;
  }
  return bands;
}

function bandOf(card: MarginCard | undefined): number {
  return Math.floor((card?.top ?? 0) / BAND);
}
