import { AnchorText } from '#shared/text/anchors.js';
import type { Carried } from '#shared/text/versions/carry.js';

/** A place in the shown version that a stretch may stand at, with its sentence around it. */
export interface Offer {
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** From 0 to 1; null where a person said so. */
  readonly score: number | null;
}

/** The places among which a person chooses; none for an orphan. */
export function offersOf(how: Carried, text: string): Offer[] {
  if (how.by === 'person') return how.placement.place === null ? [] : [{ ...how.placement.place, score: null }];
  const { found } = how;
  if (found.state === 'orphan') return [];
  const places = found.state === 'ambiguous' ? found.candidates : [{ ...found, score: found.state === 'exact' ? 1 : found.score }];
  const prepared = new AnchorText(text);
  return places.map(({ start, end, score }) => ({ ...prepared.anchorAt(start, end), score }));
}
