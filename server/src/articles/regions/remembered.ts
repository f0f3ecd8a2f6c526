import { createHash } from 'node:crypto';
import { CodePoints } from '#shared/text/code-points.js';
import type { Region, RegionKind } from '#shared/text/region.js';

/** Which paragraph of a text: its words, and where the same words stand more than once, the nth of so many. */
export interface ParagraphPlace {
  /** SHA-256 of its words, as hex. */
  readonly words: string;
  readonly nth: number;
  readonly times: number;
}

/** What a person said last of a paragraph. */
export interface Correction extends ParagraphPlace {
  readonly articleId: string;
  readonly kind: RegionKind;
}

/** The place of each region of the text, in order. */
export function placesOf(text: string, regions: readonly Pick<Region, 'start' | 'end'>[]): ParagraphPlace[] {
  const points = new CodePoints(text);
  const times = new Map<string, number>();
  const places = regions.map(({ start, end }) => {
    const words = createHash('sha256').update(points.slice(start, end)).digest('hex');
    const nth = (times.get(words) ?? 0) + 1;
    times.set(words, nth);
    return { words, nth };
  });
  return places.map(({ words, nth }) => ({ words, nth, times: times.get(words) ?? nth }));
}

/** The regions as people corrected the same paragraphs before. `corrections`: the last first; those of the article itself before others. */
export function asCorrected(text: string, regions: readonly Region[], corrections: readonly Correction[]): Region[] {
  if (corrections.length === 0) return [...regions];
  const byWords = grouped(corrections, ({ words }) => words);
  const places = placesOf(text, regions);
  return regions.map((region, index) => {
    const place = places[index];
    const kind = place === undefined ? null : kindSaid(place, byWords.get(place.words) ?? []);
    return kind === null ? region : { ...region, kind, corrected: true };
  });
}

/**
 * Of words that stand more than once, what was said of one of them is true of that one: of another text only where as many
 * stand there. What was said of all of them alike is true of the words.
 */
function kindSaid({ nth, times }: ParagraphPlace, corrections: readonly Correction[]): RegionKind | null {
  for (const said of grouped(corrections, (one) => `${one.articleId} ${one.times}`).values()) {
    const [last] = said;
    if (last === undefined) continue;
    const here = last.times === times ? said.find((one) => one.nth === nth) : undefined;
    if (here !== undefined) return here.kind;
    if (said.length === last.times && said.every(({ kind }) => kind === last.kind)) return last.kind;
  }
  return null;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
