import type { Anchor } from './anchor.js';
import { CodePoints } from './code-points.js';
import { type Span, sentencesOf } from './sentences.js';
import { bestMatch, likeness } from './similarity.js';

/** From here a match stands by itself; from the lower floor a person must confirm it; below it is none (AN3). */
export const FLOOR = { certain: 0.75, confirm: 0.55 } as const;
/** Two places whose scores are closer than this are never told apart by the machine (AN4). */
export const MARGIN = 0.08;

/** What became of a mark in another text. Never silently wrong (AN2). */
export type Found =
  | { readonly state: 'exact'; readonly start: number; readonly end: number }
  | { readonly state: 'moved'; readonly start: number; readonly end: number; readonly score: number }
  | {
      readonly state: 'changed';
      readonly start: number;
      readonly end: number;
      readonly score: number;
      readonly exact: string;
      readonly confirm: boolean;
    }
  | { readonly state: 'ambiguous'; readonly candidates: readonly (Span & { readonly score: number })[] }
  | { readonly state: 'orphan' };

const CONTEXT_MAX = 1_000;

/** The anchor of a stretch of the text, with the rest of its sentences as context; of the neighbours where it fills its own. */
export function makeAnchor(text: string, start: number, end: number): Anchor {
  const points = new CodePoints(text);
  const sentences = sentencesOf(text);
  const first = sentences.findLastIndex((sentence) => sentence.start <= start);
  const last = sentences.findIndex((sentence) => sentence.end >= end);
  let from = sentences[first]?.start ?? 0;
  let to = sentences[last]?.end ?? points.length;
  if (from >= start) from = sentences[first - 1]?.start ?? 0;
  if (to <= end) to = sentences[last + 1]?.end ?? points.length;
  return {
    start,
    end,
    exact: points.slice(start, end),
    prefix: points.slice(Math.max(Math.min(from, start), start - CONTEXT_MAX), start),
    suffix: points.slice(end, Math.min(Math.max(to, end), end + CONTEXT_MAX)),
  };
}

/** Whether the anchor's words stand in the text where it says. */
export function standsIn(text: string, anchor: Pick<Anchor, 'start' | 'end' | 'exact'>): boolean {
  return anchor.start < anchor.end && new CodePoints(text).slice(anchor.start, anchor.end) === anchor.exact;
}

/** Finds the anchor's place in a text that may have changed since the anchor was made. */
export function findAnchor(text: string, anchor: Anchor): Found {
  const characters = [...text];
  const here = characters.slice(anchor.start, anchor.end).join('');
  const before = characters.slice(Math.max(0, anchor.start - [...anchor.prefix].length), anchor.start).join('');
  const after = characters.slice(anchor.end, anchor.end + [...anchor.suffix].length).join('');
  if (here === anchor.exact && before === anchor.prefix && after === anchor.suffix) {
    return { state: 'exact', start: anchor.start, end: anchor.end };
  }
  const literal = occurrences(characters, [...anchor.exact]).map((start) => scored(characters, anchor, start));
  const chosen = choose(literal);
  if (chosen !== null) {
    if (chosen.state !== 'single') return chosen.found;
    const { start, end, score } = chosen.span;
    if (score >= FLOOR.certain) return start === anchor.start ? { state: 'exact', start, end } : { state: 'moved', start, end, score };
    return { state: 'changed', start, end, score, exact: anchor.exact, confirm: true };
  }
  return approximate(text, characters, anchor);
}

type Scored = Span & { readonly score: number };
type Choice = { readonly state: 'single'; readonly span: Scored } | { readonly state: 'several'; readonly found: Found };

/** The one candidate above the floor, or all of those that cannot be told apart; null without any. */
function choose(candidates: readonly Scored[]): Choice | null {
  const likely = candidates.filter(({ score }) => score >= FLOOR.confirm).sort((a, b) => b.score - a.score);
  const [best] = likely;
  if (best === undefined) return null;
  const rivals = likely.filter(({ score }) => best.score - score < MARGIN);
  if (rivals.length === 1) return { state: 'single', span: best };
  return { state: 'several', found: { state: 'ambiguous', candidates: rivals.slice(0, 20) } };
}

function occurrences(characters: readonly string[], exact: readonly string[]): number[] {
  const starts: number[] = [];
  const [first] = exact;
  if (first === undefined) return starts;
  for (let start = characters.indexOf(first); start >= 0 && starts.length < 500; start = characters.indexOf(first, start + 1)) {
    if (exact.every((character, index) => characters[start + index] === character)) starts.push(start);
  }
  return starts;
}

/** How well a literal occurrence fits: its words count double, since they are all there; the rest of the sentence counts by length. */
function scored(characters: readonly string[], anchor: Anchor, start: number): Scored {
  const end = start + [...anchor.exact].length;
  const context = contextLikeness(characters, anchor, start, end);
  const quoteWeight = 2 * (end - start);
  return { start, end, score: (quoteWeight + context.weight * context.likeness) / (quoteWeight + context.weight) };
}

const CONTEXT_COMPARED = 160;

function contextLikeness(
  characters: readonly string[],
  anchor: Anchor,
  start: number,
  end: number,
): { readonly likeness: number; readonly weight: number } {
  const prefix = [...anchor.prefix].slice(-CONTEXT_COMPARED);
  const suffix = [...anchor.suffix].slice(0, CONTEXT_COMPARED);
  const weight = prefix.length + suffix.length;
  if (weight === 0) return { likeness: 1, weight: 0 };
  const before = likeness(prefix, characters.slice(Math.max(0, start - prefix.length), start));
  const after = likeness(suffix, characters.slice(end, end + suffix.length));
  return { likeness: (before * prefix.length + after * suffix.length) / weight, weight };
}

const QUOTE_COMPARED = 1_200;

/** The words are not there as they were: looks for the sentences that share most words, and in them for the closest stretch. */
function approximate(text: string, characters: readonly string[], anchor: Anchor): Found {
  const quote = [...anchor.exact];
  if (quote.length > QUOTE_COMPARED) return { state: 'orphan' };
  const wanted = wordsOf(`${anchor.prefix}${anchor.exact}${anchor.suffix}`);
  const candidates = windowsOf(sentencesOf(text), characters.length, quote.length)
    .map((window) => ({ window, shared: overlap(wanted, wordsOf(characters.slice(window.start, window.end).join(''))) }))
    .filter(({ shared }) => shared > 0.25)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 6)
    .map(({ window }) => closest(characters, quote, anchor, window));
  const distinct = candidates.filter(
    (one, index) => !candidates.slice(0, index).some((earlier) => one.start < earlier.end && earlier.start < one.end),
  );
  const chosen = choose(distinct);
  if (chosen === null) return { state: 'orphan' };
  if (chosen.state === 'several') return chosen.found;
  const { start, end, score } = chosen.span;
  return { state: 'changed', start, end, score, exact: characters.slice(start, end).join(''), confirm: score < FLOOR.certain };
}

function closest(characters: readonly string[], quote: readonly string[], anchor: Anchor, window: Span): Scored {
  const match = bestMatch(quote, characters.slice(window.start, window.end));
  const start = window.start + match.start;
  const end = window.start + match.end;
  const context = contextLikeness(characters, anchor, start, end);
  const quoteLikeness = Math.max(0, 1 - match.distance / quote.length);
  const quoteWeight = 2 * quote.length;
  return { start, end, score: (quoteWeight * quoteLikeness + context.weight * context.likeness) / (quoteWeight + context.weight) };
}

/** Runs of neighbouring sentences long enough to hold the quote. */
function windowsOf(sentences: readonly Span[], length: number, quoteLength: number): Span[] {
  return sentences.map((sentence, index) => {
    let last = index;
    while ((sentences[last]?.end ?? length) - sentence.start < quoteLength * 1.3 && last < sentences.length - 1) last++;
    return { start: sentence.start, end: sentences[last]?.end ?? length };
  });
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);
}

/** The share of the wanted words that is there. */
function overlap(wanted: ReadonlySet<string>, present: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0;
  let shared = 0;
  for (const word of wanted) if (present.has(word)) shared++;
  return shared / wanted.size;
}
