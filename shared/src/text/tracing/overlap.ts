import { hashWords, SHINGLE_WORDS } from './fingerprints.js';
import { COMMON_WORDS, type Word } from './words.js';

/** A run of words that stands in both texts, in UTF-16 code units of each. */
export interface SharedRun {
  readonly a: { readonly start: number; readonly end: number };
  readonly b: { readonly start: number; readonly end: number };
  readonly words: number;
}

/** Occurrences of one shingle that are looked at; more is a refrain of the text. */
const OCCURRENCES_MAX = 8;

/**
 * Runs of at least five words that stand in both, longest at each place, in the order of the first text and never
 * overlapping there. Runs of small words alone do not count.
 */
export function sharedRuns(a: readonly Word[], b: readonly Word[]): SharedRun[] {
  const places = new Map<number, number[]>();
  for (let at = 0; at + SHINGLE_WORDS <= b.length; at++) {
    const hash = shingleAt(b, at);
    const known = places.get(hash);
    if (known === undefined) places.set(hash, [at]);
    else if (known.length < OCCURRENCES_MAX) known.push(at);
  }
  const runs: SharedRun[] = [];
  for (let at = 0; at + SHINGLE_WORDS <= a.length; ) {
    let best = { length: 0, from: 0 };
    for (const from of places.get(shingleAt(a, at)) ?? []) {
      let length = 0;
      while (at + length < a.length && from + length < b.length && a[at + length]?.folded === b[from + length]?.folded) length++;
      if (length > best.length) best = { length, from };
    }
    if (best.length >= SHINGLE_WORDS && tellsSomething(a, at, best.length)) {
      runs.push({ a: placeOf(a, at, best.length), b: placeOf(b, best.from, best.length), words: best.length });
      at += best.length;
    } else at++;
  }
  return runs;
}

function shingleAt(words: readonly Word[], at: number): number {
  const shingle: string[] = [];
  for (let next = at; next < at + SHINGLE_WORDS; next++) shingle.push(words[next]?.folded ?? '');
  return hashWords(shingle);
}

function placeOf(words: readonly Word[], at: number, length: number): { start: number; end: number } {
  return { start: words[at]?.start ?? 0, end: words[at + length - 1]?.end ?? 0 };
}

function tellsSomething(words: readonly Word[], at: number, length: number): boolean {
  let rare = 0;
  for (let next = at; next < at + length; next++) {
    const folded = words[next]?.folded ?? '';
    if (folded.length > 3 && !COMMON_WORDS.has(folded)) rare++;
  }
  return rare >= 2;
}
