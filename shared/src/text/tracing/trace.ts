import { artefactsOf } from '../artefacts.js';
import { CodePoints } from '../code-points.js';
import { figuresOf } from '../figures/figures-in.js';
import type { Region } from '../region.js';
import { fingerprintsOf, hashWords } from './fingerprints.js';
import { type Word, wordsOf } from './words.js';

/** Words of somebody, or of a caption, with a key by which two articles that print the same are found. */
export interface KeyedWords {
  readonly text: string;
  readonly key: number;
}

/** What of an article tells where it comes from. Follows from its text and regions alone. */
export interface Trace {
  /** The story without captions, bylines, headlines and leftovers of the page. */
  readonly body: readonly Word[];
  /** The same without what stands in quotation marks: a statement given to everybody is copied from nobody. */
  readonly own: readonly Word[];
  readonly fingerprints: readonly number[];
  /** Quotations of at least six words. */
  readonly quotes: readonly KeyedWords[];
  readonly captions: readonly KeyedWords[];
  /** Numbers and days that are rare enough to tell one story from others, in any language: "12000", "2023-10-02". */
  readonly figures: readonly string[];
  /** Damage as printed, e.g. "theIran": who copies, copies it too. */
  readonly oddities: readonly string[];
}

const QUOTE_WORDS_MIN = 6;
const CAPTION_WORDS_MIN = 5;

export function traceOf(text: string, regions: readonly Region[]): Trace {
  const points = new CodePoints(text);
  const body: Word[] = [];
  const captions: KeyedWords[] = [];
  for (const region of regions) {
    const start = points.toUnits(region.start);
    const printed = text.slice(start, points.toUnits(region.end));
    // One by one: a paragraph may hold more words than a call takes arguments.
    if (region.kind === 'body' || region.kind === 'quote') for (const word of wordsOf(printed, start)) body.push(word);
    if (region.kind === 'caption') for (const caption of keyed(printed, CAPTION_WORDS_MIN)) captions.push(caption);
  }
  const oddities = artefactsOf(text, regions)
    .filter(({ kind }) => kind === 'glued-words')
    .map(({ start, end }) => points.slice(start, end));
  const quotations = [...text.matchAll(QUOTATION)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  return {
    body,
    own: outside(body, quotations),
    fingerprints: fingerprintsOf(body),
    quotes: once(quotesIn(text)),
    captions: once(captions),
    figures: tellingFigures(text.slice(body[0]?.start ?? 0, body.at(-1)?.end ?? 0)),
    oddities: [...new Set(oddities)],
  };
}

const QUOTATION = /“([^”\n]{20,2000})”|«([^»\n]{20,2000})»|„([^“”\n]{20,2000})[“”]|(?<![\p{L}\p{N}])"([^"\n]{20,2000})"/gu;

/** What stands in quotation marks, of a paragraph each. */
function quotesIn(text: string): KeyedWords[] {
  return [...text.matchAll(QUOTATION)].flatMap((match) => keyed(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '', QUOTE_WORDS_MIN));
}

/** Words that stand in none of the ranges; both are in order. */
function outside(words: readonly Word[], ranges: readonly { readonly start: number; readonly end: number }[]): readonly Word[] {
  if (ranges.length === 0) return words;
  let next = 0;
  return words.filter((word) => {
    while (next < ranges.length && (ranges[next]?.end ?? 0) <= word.start) next++;
    return (ranges[next]?.start ?? Number.POSITIVE_INFINITY) > word.start;
  });
}

const FIGURES_MAX = 40;

/** Days with their year, and numbers that are no year and have more than two digits. */
function tellingFigures(text: string): string[] {
  const telling = figuresOf(text).flatMap(({ value }) => (/^\d{4}-|^(?!(?:19|20)\d\d$)\d[\d.]{2,}$/.test(value) ? [value] : []));
  return [...new Set(telling)].slice(0, FIGURES_MAX);
}

function keyed(text: string, wordsMin: number): KeyedWords[] {
  const words = wordsOf(text).map((word) => word.folded);
  return words.length < wordsMin ? [] : [{ text: text.trim(), key: hashWords(words) }];
}

function once(items: readonly KeyedWords[]): KeyedWords[] {
  return [...new Map(items.map((item) => [item.key, item])).values()];
}
