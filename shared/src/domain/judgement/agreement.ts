import type { Opinion } from '../claim/claim.js';
import type { RatingScale } from '../rating-scale.js';

export type Metric = 'nominal' | 'ordinal';

/**
 * Krippendorff's alpha over units, each the values that its raters gave (missing ones left out). Values of an ordinal
 * metric are ranks. Null where fewer than two values can be paired, or where all values are the same.
 * Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011); the test checks its worked example.
 */
export function krippendorffAlpha(units: readonly (readonly number[])[], metric: Metric): number | null {
  const pairable = units.filter((unit) => unit.length >= 2);
  const values = [...new Set(pairable.flat())].sort((a, b) => a - b);
  const totals = values.map((value) => pairable.flat().filter((given) => given === value).length);
  const count = totals.reduce((sum, total) => sum + total, 0);
  if (count < 2 || values.length < 2) return null;
  const distance = distances(totals, metric);
  let observed = 0;
  for (const unit of pairable) {
    const counts = values.map((value) => unit.filter((given) => given === value).length);
    observed += weightedPairs(counts, distance) / (unit.length - 1);
  }
  const expected = weightedPairs(totals, distance) / (count - 1);
  return 1 - observed / expected;
}

/** Squared distances between the values by their place in the sorted list. */
function distances(totals: readonly number[], metric: Metric): (a: number, b: number) => number {
  if (metric === 'nominal') return (a, b) => (a === b ? 0 : 1);
  const before = [0];
  for (const total of totals) before.push((before.at(-1) ?? 0) + total);
  return (a, b) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    const between = (before[high + 1] ?? 0) - (before[low] ?? 0);
    return (between - ((totals[low] ?? 0) + (totals[high] ?? 0)) / 2) ** 2;
  };
}

/** Distances summed over all ordered pairs of different items. */
function weightedPairs(counts: readonly number[], distance: (a: number, b: number) => number): number {
  let sum = 0;
  for (const [a, countA] of counts.entries()) {
    for (const [b, countB] of counts.entries()) if (a !== b) sum += countA * countB * distance(a, b);
  }
  return sum;
}

/** How far opinions on one claim agree. A tie has no leader: it decides nothing (VD8). */
export interface Agreement {
  readonly raters: number;
  /** Rating id with the most opinions; null on a tie and where there are none. */
  readonly leading: string | null;
  /** How many gave the most frequent rating. */
  readonly most: number;
}

/** Takes the opinions that count, one a person. */
export function agreementOf(opinions: readonly Opinion[]): Agreement {
  const counts = new Map<string, number>();
  for (const opinion of opinions) counts.set(opinion.rating, (counts.get(opinion.rating) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const [first, second] = ranked;
  const tie = first !== undefined && second !== undefined && first[1] === second[1];
  return { raters: opinions.length, leading: first === undefined || tie ? null : first[0], most: first?.[1] ?? 0 };
}

/** How far opinions on one claim agree, as a sentence; `label` is that of the leading rating. */
export function agreementSentence({ raters, most, leading }: Agreement, label: string | null): string {
  if (raters === 0) return 'Nobody has given an opinion.';
  if (raters === 1) return 'One person has given an opinion; with whom it agrees cannot be said.';
  if (leading === null || label === null)
    return `${raters} people gave opinions, and no rating has more than another: a tie decides nothing.`;
  return most === raters ? `All ${raters} people say “${label}”.` : `${most} of ${raters} people say “${label}”.`;
}

/** What alpha says, for readers who do not know it. */
export function alphaSentence(alpha: number | null, claims: number, raters: number): string {
  const over = `${raters === 1 ? '1 person' : `${raters} people`} over ${claims === 1 ? '1 published claim' : `${claims} published claims`}`;
  if (alpha === null) return `Too few opinions can be compared yet (${over}).`;
  const value = alpha.toFixed(2);
  if (alpha >= 0.8) return `The team’s opinions agree well: Krippendorff’s alpha is ${value} (${over}).`;
  if (alpha >= 0.667) return `The team’s opinions agree enough for tentative conclusions: Krippendorff’s alpha is ${value} (${over}).`;
  if (alpha > 0) return `The team’s opinions agree little: Krippendorff’s alpha is ${value} (${over}).`;
  return `The team’s opinions agree no better than chance: Krippendorff’s alpha is ${value} (${over}).`;
}

/**
 * Alpha over several claims rated on one scale: ordinal when every rating used lies on the scale's line, else nominal.
 * One claim alone has no alpha; `agreementOf` speaks for it.
 */
export function teamAlpha(
  scale: RatingScale,
  claims: readonly (readonly Opinion[])[],
): { alpha: number | null; metric: Metric; raters: number } {
  const place = new Map(scale.ratings.map((rating, index) => [rating.id, index]));
  const order = new Map(scale.ratings.map((rating) => [rating.id, rating.order]));
  const used = claims.flat().filter((opinion) => place.has(opinion.rating));
  const ordinal = used.every((opinion) => typeof order.get(opinion.rating) === 'number');
  const placeOf = (opinion: Opinion): number[] => {
    const value = ordinal ? order.get(opinion.rating) : place.get(opinion.rating);
    return typeof value === 'number' ? [value] : [];
  };
  const metric: Metric = ordinal ? 'ordinal' : 'nominal';
  return {
    alpha: krippendorffAlpha(
      claims.map((opinions) => opinions.flatMap(placeOf)),
      metric,
    ),
    metric,
    raters: new Set(used.map((opinion) => opinion.by)).size,
  };
}
