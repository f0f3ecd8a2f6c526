import type { Anchor } from './anchor.js';
import { CodePoints } from './code-points.js';
import { type Span, sentencesOf } from './sentences.js';
import { bestMatch, likeness } from './similarity.js';
import { alignedStretch } from './versions/aligned.js';
import { type Sides, tellsAnother, turnsAround } from './versions/telling.js';
import { isWordInside, wordAround, wordsOf } from './words.js';

/** From here a match stands by itself; from the lower floor a person must confirm it; below it is none (AN3). */
export const FLOOR = { certain: 0.75, confirm: 0.55 } as const;
/** Two places whose scores are closer than this are never told apart by the machine (AN4). */
export const MARGIN = 0.08;

/** A place that may be meant, with how well it fits, from 0 to 1. */
export type Candidate = Span & { readonly score: number };

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
      /** A person must say whether it is this: the score is too low, or a figure, a name or a denial is another (AN3). */
      readonly confirm: boolean;
    }
  | { readonly state: 'ambiguous'; readonly candidates: readonly Candidate[] }
  | { readonly state: 'orphan' };

/** The anchor of a stretch of the text, with the rest of its sentences as context; of the neighbours where it fills its own. */
export function makeAnchor(text: string, start: number, end: number): Anchor {
  return new AnchorText(text).anchorAt(start, end);
}

/** Whether the anchor's words stand in the text where it says. */
export function standsIn(text: string | AnchorText, anchor: Pick<Anchor, 'start' | 'end' | 'exact'>): boolean {
  const points = typeof text === 'string' ? new CodePoints(text) : text.points;
  return anchor.start < anchor.end && points.slice(anchor.start, anchor.end) === anchor.exact;
}

/** Finds the anchor's place in a text that may have changed since the anchor was made. */
export function findAnchor(text: string, anchor: Anchor): Found {
  return new AnchorText(text).find(anchor);
}

const CONTEXT_MAX = 1_000;
const CONTEXT_COMPARED = 160;
const QUOTE_COMPARED = 1_200;
/** From here one part by itself, the words or what stands around them, is alike enough for certainty; for a question. */
const PART_ALIKE = { certain: 0.75, confirm: 0.4 } as const;
/** A side of this many characters that is this much alike could be the one that was marked. */
const SIDE_MIN = 12;
const SIDE_ALIKE = 0.9;
/** Characters from which words tell by themselves where they are from; from which they are worth a question where they are alone. */
const TELLING_MIN = 40;
const UNIQUE_MIN = 12;
/** From this score two places of one text are twins. */
const TWIN = 0.9;
/** Words that stand in more places than this are looked at more closely only where their neighbours of so many characters fit. */
const MANY = 40;
const NEAR = 6;
/** Below the floor, but at the old place or beside something that did not change: a rival all the same from here. */
const RIVAL = 0.4;
const OCCURRENCES_MAX = 500;
const CANDIDATES_MAX = 20;
const WINDOWS_COMPARED = 8;

/** A text made ready once for anchors to be made and found in it, however many. */
export class AnchorText {
  readonly points: CodePoints;
  private readonly sentences: readonly Span[];
  private sentenceWords: readonly ReadonlySet<string>[] | null = null;
  private sentencesWith: ReadonlyMap<string, readonly number[]> | null = null;
  private readonly codes: Uint32Array;
  private compared: Comparable | null = null;

  constructor(readonly text: string) {
    this.points = new CodePoints(text);
    this.sentences = sentencesOf(text);
    this.codes = codesOf(text);
  }

  anchorAt(start: number, end: number): Anchor {
    // Sentences are in order and do not overlap.
    const first = countOf(this.sentences, (sentence) => sentence.start <= start) - 1;
    const last = countOf(this.sentences, (sentence) => sentence.end < end);
    let from = this.sentences[first]?.start ?? 0;
    let to = this.sentences[last]?.end ?? this.points.length;
    if (from >= start) from = this.sentences[first - 1]?.start ?? 0;
    if (to <= end) to = this.sentences[last + 1]?.end ?? this.points.length;
    return {
      start,
      end,
      exact: this.points.slice(start, end),
      prefix: this.points.slice(Math.max(Math.min(from, start), start - CONTEXT_MAX), start),
      suffix: this.points.slice(end, Math.min(Math.max(to, end), end + CONTEXT_MAX)),
    };
  }

  /** In how many places of this text the words stand in surroundings like these: in more than one, a page repeats itself. */
  twinsOf(anchor: Anchor): number {
    return this.occurrences(anchor).filter((at) => this.touchesAlike(anchor, at) && this.scored(anchor, at, TWIN).score >= TWIN).length;
  }

  /**
   * Where the anchor is in this text. `source` is the text that it was made in: what stood there too, in another place, is not
   * what was marked; and where the words could have been in several places and not all of them are left, a person is asked.
   */
  find(anchor: Anchor, source: AnchorText | null = null): Found {
    const { start, end, exact, prefix, suffix } = anchor;
    const before = this.points.slice(Math.max(0, start - lengthOf(prefix)), start);
    const after = this.points.slice(end, end + lengthOf(suffix));
    const untouched = this.points.slice(start, end) === exact && before === prefix && after === suffix;
    // What comes after the end of the old text may be of the same sentence.
    if (untouched && (source === null || !this.turned(anchor, { start, end }, source))) return { state: 'exact', start, end };
    const literal = this.literal(anchor);
    // The words may stand here and there, and the marked ones be among those that changed.
    const other = literal.some(({ untouched }) => untouched) ? [] : this.alike(anchor);
    const possible = [
      ...literal,
      ...other.filter((one) => !literal.some((known) => known.start < one.end && one.start < known.end)),
    ].filter((one) => one.score >= RIVAL && one.end > one.start);
    const chosen = choose(anchor.start, possible, (one) => source !== null && this.stoodElsewhere(one, anchor, source));
    if (chosen === null) return { state: 'orphan' };
    if (chosen.state === 'several') return { state: 'ambiguous', candidates: chosen.candidates };
    const twins = source?.twinsOf(anchor) ?? 1;
    if (twins > 1 && literal.filter(({ score }) => score >= TWIN).length < twins)
      return { state: 'ambiguous', candidates: [chosen.candidate] };
    return this.answer(anchor, chosen.candidate, source);
  }

  /**
   * Whether what stands here stood in the source already, beside the marked words and more alike to this than they are: then it
   * is not theirs. Two sentences that differ in one word are told apart by this alone.
   */
  private stoodElsewhere(one: Judged, anchor: Anchor, source: AnchorText): boolean {
    const here = this.anchorAt(one.start, one.end);
    const same = here.exact === anchor.exact;
    if (same && one.untouched) return false;
    const length = lengthOf(here.exact);
    return source.occurrences(here).some((at) => {
      if (at < anchor.end && anchor.start < at + length) return false;
      if (!same && length >= TELLING_MIN) return true;
      if (!source.touchesAlike(here, at)) return false;
      const there = source.scored(here, at);
      if (!same && length >= UNIQUE_MIN && there.halfUntouched) return true;
      return there.score > one.score && (there.score >= TWIN || (there.halfUntouched && !one.halfUntouched));
    });
  }

  private answer(anchor: Anchor, candidate: Candidate, source: AnchorText | null): Found {
    const words = this.points.slice(candidate.start, candidate.end);
    const confirm = candidate.score < FLOOR.certain || tellsAnother(anchor.exact, words) || this.turned(anchor, candidate, source);
    if (words !== anchor.exact || confirm) return { state: 'changed', ...candidate, exact: words, confirm };
    const { start, end } = candidate;
    return start === anchor.start ? { state: 'exact', start, end } : { state: 'moved', ...candidate };
  }

  /** Whether the rest of the sentence makes another statement of the words now, be they the same (AN3). */
  private turned(anchor: Anchor, { start, end }: Span, source: AnchorText | null): boolean {
    const here = this.sidesOf(start, end);
    if (source !== null && standsIn(source, anchor)) return turnsAround(source.sidesOf(anchor.start, anchor.end), here);
    // Of the old sentence only what came with the words is known: no more of the new one is looked at.
    const from = lengthOf(anchor.prefix);
    const whole = new AnchorText(anchor.prefix + anchor.exact + anchor.suffix);
    const there = whole.sidesOf(from, from + lengthOf(anchor.exact));
    const before = there.before === anchor.prefix.trimStart() ? lastOf(here.before, lengthOf(there.before)) : here.before;
    const after = there.after === anchor.suffix.trimEnd() ? firstOf(here.after, lengthOf(there.after)) : here.after;
    return turnsAround(there, { before, after });
  }

  /** What else stands in the sentences in which the stretch begins and ends. */
  private sidesOf(start: number, end: number): Sides {
    const first = this.sentences[countOf(this.sentences, (sentence) => sentence.start <= start) - 1];
    const last = this.sentences[countOf(this.sentences, (sentence) => sentence.end < end)];
    return {
      before: this.points.slice(Math.max(Math.min(first?.start ?? 0, start), start - CONTEXT_MAX), start),
      after: this.points.slice(end, Math.min(Math.max(last?.end ?? end, end), end + CONTEXT_MAX)),
    };
  }

  /** Where the very words stand, as whole words where they were whole words. */
  private occurrences({ exact, prefix, suffix }: Anchor): number[] {
    const starts: number[] = [];
    if (exact === '') return starts;
    for (let unit = this.text.indexOf(exact); unit >= 0 && starts.length < OCCURRENCES_MAX; unit = this.text.indexOf(exact, unit + 1)) {
      const end = unit + exact.length;
      const torn =
        (isWordInside(this.text, unit) && !isWordInside(prefix + exact, prefix.length)) ||
        (isWordInside(this.text, end) && !isWordInside(exact + suffix, exact.length));
      if (!torn) starts.push(this.points.toPoints(unit));
    }
    return starts;
  }

  /** Words of some length that stand in one place only are worth a question, whatever stands around them now. */
  private literal(anchor: Anchor): Judged[] {
    const all = this.occurrences(anchor);
    const near = all.length > MANY ? all.filter((at) => this.touchesAlike(anchor, at)) : all;
    const looked = near.length > 0 ? near : all;
    // Beside a place where nothing changed only twins of it count.
    const least = looked.some((at) => this.scored(anchor, at, 1).untouched) ? Math.min(TWIN, 1 - MARGIN) : 0;
    const found = looked.map((at) => this.scored(anchor, at, least));
    const [only, ...others] = found;
    if (only === undefined || others.length > 0 || lengthOf(anchor.exact) < UNIQUE_MIN) return found;
    return [{ ...only, score: Math.max(only.score, FLOOR.confirm) }];
  }

  /** Whether the nearest letters on one side are the same: a quick look before a long one. */
  private touchesAlike({ exact, prefix, suffix }: Anchor, start: number): boolean {
    const from = this.points.toUnits(start);
    const to = from + exact.length;
    return (
      this.text.slice(Math.max(0, from - NEAR), from) === prefix.slice(-NEAR) || this.text.slice(to, to + NEAR) === suffix.slice(0, NEAR)
    );
  }

  /**
   * How well a literal occurrence fits: its words count double, since they are all there; the rest of the sentence counts by
   * length. A score below `least` may be told as 0.
   */
  private scored(anchor: Anchor, start: number, least = 0): Judged {
    const end = start + this.comparable(anchor).quote;
    return { start, end, ...this.inContext(anchor, start, end, 1, least) };
  }

  /** The score of words that are as alike as told, with what stands around them now. */
  private inContext(anchor: Anchor, start: number, end: number, alike: number, least = 0): Omit<Judged, 'start' | 'end'> {
    const { prefix, suffix, quote } = this.comparable(anchor);
    const around = prefix.length + suffix.length;
    // How alike the sides must be together, by length, for a score of `least`; a hair less, for the rounding of numbers.
    const needed = around - (1 - least) * (2 * quote + around) - 1e-6;
    const before = likeness(
      prefix,
      this.codes.subarray(Math.max(0, start - prefix.length), start),
      shareOf(needed - suffix.length, prefix),
    );
    const left = needed - prefix.length * before;
    if (left > suffix.length) return UNLIKE;
    const after = likeness(suffix, this.codes.subarray(end, end + suffix.length), shareOf(left, suffix));
    const context = around === 0 ? 1 : (prefix.length * before + suffix.length * after) / around;
    const score = (2 * quote * alike + around * context) / (2 * quote + around);
    return {
      // A few words stand in many places: what stands around them must be alike too.
      score: quote < TELLING_MIN && around >= SIDE_MIN ? Math.min(score, mostFor(context)) : score,
      untouched: before === 1 && after === 1,
      halfUntouched: (prefix.length >= SIDE_MIN && before >= SIDE_ALIKE) || (suffix.length >= SIDE_MIN && after >= SIDE_ALIKE),
    };
  }

  /** What is compared of the anchor in every place; the last one asked for is kept. */
  private comparable(anchor: Anchor): Comparable {
    if (this.compared?.anchor === anchor) return this.compared;
    const prefix = codesOf(anchor.prefix);
    const suffix = codesOf(anchor.suffix).subarray(0, CONTEXT_COMPARED);
    this.compared = { anchor, prefix: prefix.subarray(-CONTEXT_COMPARED), suffix, quote: lengthOf(anchor.exact) };
    return this.compared;
  }

  /** Where words stand that may be the marked ones, changed: in the sentences that share most words, the closest stretch of each. */
  private alike(anchor: Anchor): Judged[] {
    const quote = codesOf(anchor.exact);
    if (quote.length > QUOTE_COMPARED) return [];
    const candidates = this.likelyWindows(anchor, quote.length).flatMap((window) => this.closest(quote, anchor, window));
    candidates.sort((a, b) => b.score - a.score);
    return candidates.filter(
      (one, index) => !candidates.slice(0, index).some((earlier) => one.start < earlier.end && earlier.start < one.end),
    );
  }

  /** Runs of neighbouring sentences long enough to hold the quote, those that share most of the wanted words first. */
  private likelyWindows(anchor: Anchor, quoteLength: number): Span[] {
    const wanted = wordsOf(`${anchor.prefix}${anchor.exact}${anchor.suffix}`);
    const { words, having } = this.index();
    const touched = new Set<number>();
    for (const word of wanted) for (const index of having.get(word) ?? []) touched.add(index);
    return [...touched]
      .map((index) => {
        const last = this.lastOfWindow(index, quoteLength);
        const present = words.slice(index, last + 1);
        const shared = [...wanted].filter((word) => present.some((sentence) => sentence.has(word))).length;
        return { start: this.sentences[index]?.start ?? 0, end: this.sentences[last]?.end ?? this.points.length, shared };
      })
      .filter(({ shared }) => shared > 0.25 * wanted.size)
      .sort((a, b) => b.shared - a.shared || a.start - b.start)
      .slice(0, WINDOWS_COMPARED);
  }

  private lastOfWindow(first: number, quoteLength: number): number {
    const from = this.sentences[first]?.start ?? 0;
    let last = first;
    while ((this.sentences[last]?.end ?? this.points.length) - from < quoteLength * 1.3 && last < this.sentences.length - 1) last++;
    return last;
  }

  private index(): { readonly words: readonly ReadonlySet<string>[]; readonly having: ReadonlyMap<string, readonly number[]> } {
    this.sentenceWords ??= this.sentences.map(({ start, end }) => wordsOf(this.points.slice(start, end)));
    if (this.sentencesWith === null) {
      const having = new Map<string, number[]>();
      for (const [index, words] of this.sentenceWords.entries()) {
        for (const word of words) {
          const known = having.get(word);
          if (known === undefined) having.set(word, [index]);
          else known.push(index);
        }
      }
      this.sentencesWith = having;
    }
    return { words: this.sentenceWords, having: this.sentencesWith };
  }

  /**
   * The fewest changed letters in the window, or the fewest changed words with the sentences around: the better of the two. Where
   * these are two places both may be meant: a statement beside the marked one can be more like it than what it became.
   */
  private closest(quote: Uint32Array, anchor: Anchor, window: Span): Judged[] {
    const { start, end } = bestMatch(quote, this.codes.subarray(window.start, window.end));
    const byLetters = this.judged(quote, anchor, this.wholeWords(window.start + start, window.start + end));
    const from = Math.max(0, window.start - CONTEXT_COMPARED);
    const around = this.points.slice(from, window.end + CONTEXT_COMPARED);
    const aligned = alignedStretch(lastOf(anchor.prefix, CONTEXT_COMPARED), anchor.exact, firstOf(anchor.suffix, CONTEXT_COMPARED), around);
    if (aligned === null) return [byLetters];
    const byWords = this.judged(quote, anchor, { start: from + aligned.start, end: from + aligned.end });
    // Fewest letters leave out a last word that was replaced by a longer one: it belongs to what changed.
    const reaches = byWords.start <= byLetters.start && byWords.end >= byLetters.end && byWords.score >= FLOOR.confirm;
    if (byWords.end <= byLetters.start || byLetters.end <= byWords.start) return [byLetters, byWords];
    return [reaches || byWords.score >= byLetters.score ? byWords : byLetters];
  }

  /** The same sentence with other words in the place of a short quote is not the quote: the words themselves must be alike. */
  private judged(quote: Uint32Array, anchor: Anchor, { start, end }: Span): Judged {
    const alike = likeness(quote, this.codes.subarray(start, end));
    const judged = this.inContext(anchor, start, end, alike);
    return { start, end, ...judged, score: Math.min(judged.score, mostFor(alike)) };
  }

  /** The stretch without torn words and white space at its ends: a word is taken in whole where more than half of it was. */
  private wholeWords(start: number, end: number): Span {
    let [from, to] = [this.points.toUnits(start), this.points.toUnits(end)];
    while (from < to && /\s/.test(this.text[from] ?? '')) from++;
    while (to > from && /\s/.test(this.text[to - 1] ?? '')) to--;
    const [first, last] = [wordAround(this.text, from), wordAround(this.text, to)];
    if (first !== null) from = first.end - from > from - first.start ? first.start : first.end;
    if (last !== null) to = to - last.start > last.end - to ? last.end : last.start;
    return to > from ? { start: this.points.toPoints(from), end: this.points.toPoints(to) } : { start, end };
  }
}

/** The sides of an anchor as they are compared, in code points, and the length of its words. */
interface Comparable {
  readonly anchor: Anchor;
  readonly prefix: Uint32Array;
  readonly suffix: Uint32Array;
  readonly quote: number;
}

/** A candidate with what is known of its surroundings. */
interface Judged extends Candidate {
  /** Nothing changed on either side. */
  readonly untouched: boolean;
  /** One side, and not a short one, is as good as unchanged. */
  readonly halfUntouched: boolean;
}

const UNLIKE = { score: 0, untouched: false, halfUntouched: false } as const;

type Choice =
  | { readonly state: 'single'; readonly candidate: Candidate }
  | { readonly state: 'several'; readonly candidates: readonly Candidate[] };

/** The highest score for a place of which one part, the words or what stands around them, is only so much alike. */
function mostFor(alike: number): number {
  const share = (alike - PART_ALIKE.confirm) / (PART_ALIKE.certain - PART_ALIKE.confirm);
  return alike === 1 ? 1 : FLOOR.confirm + share * (FLOOR.certain - FLOOR.confirm);
}

/**
 * The one of the possible places above the floor, or all of those that cannot be told apart; null without any. Whether one is
 * another's place is asked only where it matters.
 */
function choose(start: number, candidates: readonly Judged[], isAnothers: (one: Judged) => boolean): Choice | null {
  const possible = [...candidates].sort((a, b) => b.score - a.score);
  const best = possible.find((one) => one.score < FLOOR.confirm || !isAnothers(one));
  if (best === undefined || best.score < FLOOR.confirm) return null;
  const rivals = possible.filter((one) => one !== best && isRival(one, best, start) && !isAnothers(one));
  const places = [best, ...rivals].sort((a, b) => b.score - a.score).map((one) => ({ start: one.start, end: one.end, score: one.score }));
  const [only, ...others] = places;
  if (only === undefined) return null;
  return others.length === 0 ? { state: 'single', candidate: only } : { state: 'several', candidates: places.slice(0, CANDIDATES_MAX) };
}

function isRival(one: Judged, best: Judged, start: number): boolean {
  if (one.score >= FLOOR.confirm && Math.abs(best.score - one.score) < MARGIN) return true;
  return !best.untouched && (one.halfUntouched || one.start === start);
}

/** How many there are from the first on of which it holds; it holds of none after them. */
function countOf(spans: readonly Span[], holds: (span: Span) => boolean): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span !== undefined && holds(span)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lastOf(text: string, points: number): string {
  return points === 0 ? '' : [...text].slice(-points).join('');
}

function firstOf(text: string, points: number): string {
  return [...text].slice(0, points).join('');
}

/** What part of a side must be alike; none where it has no letters. */
function shareOf(needed: number, side: Uint32Array): number {
  return side.length === 0 ? 0 : Math.max(0, needed / side.length);
}

function codesOf(text: string): Uint32Array {
  const codes = new Uint32Array(text.length);
  let length = 0;
  for (let unit = 0; unit < text.length; unit++) {
    const code = text.codePointAt(unit) ?? 0;
    codes[length++] = code;
    if (code > 0xffff) unit++;
  }
  return codes.subarray(0, length);
}

function lengthOf(text: string): number {
  return new CodePoints(text).length;
}
