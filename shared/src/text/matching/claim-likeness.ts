import { MONTHS } from '../../lib/day-words.js';
import { consonants, nameKey, wordLikeness } from '../names/name-keys.js';
import { nameWords } from '../names/name-variants.js';
import { namesIn } from '../names/names-in.js';
import { COMMON_WORDS, foldWord, wordsOf } from '../tracing/words.js';

/** What of a statement of fact others may share: its rarer words, the names in it, its numbers and days. */
export interface ClaimFeatures {
  /** Folded and stemmed, with the word as printed. */
  readonly terms: ReadonlyMap<string, string>;
  readonly names: readonly string[];
  /** "500", "2023-10-02", "10-02". */
  readonly figures: readonly string[];
}

const MONTH_WORDS = new Set(MONTHS.map((name) => name.toLowerCase()));

/** Enough of a stemmer for reasons: plurals and the ends of verbs. */
export function stem(folded: string): string {
  if (folded.length <= 4) return folded;
  const plain = folded.replace(/(?:’s|'s)$/, '').replace(/ies$/, 'y');
  const cut = plain.replace(/(?:ations?|ings?|edly|ed|es|s)$/, '');
  return (cut.length >= 3 ? cut : plain).replace(/e$/, '');
}

export function featuresOf(text: string): ClaimFeatures {
  const terms = new Map<string, string>();
  for (const { folded, start, end } of wordsOf(text)) {
    if (folded.length < 3 || COMMON_WORDS.has(folded) || /^\d+$/.test(folded) || MONTH_WORDS.has(folded)) continue;
    const key = stem(folded);
    if (!terms.has(key)) terms.set(key, text.slice(start, end));
  }
  return { terms, names: namesIn(text), figures: figuresIn(text) };
}

/** Keys of the words of names, by which spellings find each other in an index. */
export function nameKeysOf(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => nameWords(name).flatMap((word) => [`t ${nameKey(word)}`, ...looseKey(word)])))];
}

function looseKey(word: string): string[] {
  const key = consonants(word);
  return key.length >= 3 ? [`l ${key}`] : [];
}

export function figuresIn(text: string): string[] {
  const found = new Set<string>();
  const month = MONTHS.map((name) => `${name}|${name.slice(0, 3)}\\.?`).join('|');
  let rest = text;
  const day = (date: string, name: string, year: string | undefined): void => {
    const number = MONTHS.findIndex((one) => one.startsWith(name.slice(0, 3))) + 1;
    const monthDay = `${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`;
    found.add(monthDay);
    if (year !== undefined) found.add(`${year}-${monthDay}`);
  };
  for (const match of text.matchAll(
    new RegExp(
      `\\b(\\d{1,2})(?:st|nd|rd|th)? (${month})\\b,?(?: (\\d{4}))?|\\b(${month}) (\\d{1,2})(?:st|nd|rd|th)?\\b,?(?: (\\d{4}))?`,
      'gu',
    ),
  )) {
    if (match[1] !== undefined && match[2] !== undefined) day(match[1], match[2], match[3]);
    if (match[4] !== undefined && match[5] !== undefined) day(match[5], match[4], match[6]);
    rest = rest.replace(match[0], ' ');
  }
  for (const [number] of rest.matchAll(/(?<![\p{L}\p{N}])\d[\d.,]*\d|(?<![\p{L}\p{N}])\d+/gu))
    found.add(number.replace(/[,.](?=\d{3}\b)/g, ''));
  return [...found];
}

export interface LikeClaim {
  readonly score: number;
  readonly reasons: readonly string[];
}

/**
 * How much two statements share, and what. `rarity` says of a term from 0, in every claim, to 1, in this one alone. It is a
 * reason to look, never a judgement that both are true under the same conditions.
 */
export function claimLikeness(wanted: ClaimFeatures, known: ClaimFeatures, rarity: (term: string) => number): LikeClaim {
  const names = wanted.names.flatMap((name) => {
    const other = known.names.find((one) => samePerson(name, one));
    return other === undefined ? [] : [{ name, other }];
  });
  const nameTerms = new Set(names.flatMap(({ name }) => wordsOf(name).map(({ folded }) => stem(folded))));
  const shared = [...wanted.terms.keys()].filter((term) => known.terms.has(term) && !nameTerms.has(term));
  const rare = shared.filter((term) => rarity(term) >= 0.35).sort((a, b) => rarity(b) - rarity(a));
  const figures = wanted.figures.filter((figure) => known.figures.includes(figure));
  const dates = figures.filter((figure) => figure.includes('-'));
  const numbers = figures.filter((figure) => !figure.includes('-'));
  const weight = (terms: Iterable<string>): number => [...terms].reduce((sum, term) => sum + 0.2 + rarity(term), 0);
  const overlap = weight(shared) / Math.max(1, Math.min(weight(wanted.terms.keys()), weight(known.terms.keys())));
  const score =
    1 - (1 - Math.min(0.8, overlap)) * 0.72 ** names.length * 0.75 ** Math.min(1, dates.length) * 0.7 ** Math.min(2, numbers.length);
  const reasons: string[] = [];
  if (names.length > 0) {
    const said = names.slice(0, 3).map(({ name, other }) => (foldWord(name) === foldWord(other) ? name : `${name}, there ${other}`));
    reasons.push(`same name${names.length === 1 ? '' : 's'} (${said.join('; ')})`);
  }
  if (dates.length > 0) reasons.push('same date');
  if (numbers.length > 0) reasons.push(`same number (${numbers.slice(0, 3).join(', ')})`);
  if (rare.length > 0) {
    const words = rare.slice(0, 4).map((term) => wanted.terms.get(term) ?? term);
    reasons.push(`${rare.length} rare word${rare.length === 1 ? '' : 's'} (${words.join(', ')})`);
  } else if (shared.length > 0) reasons.push(`${shared.length} common word${shared.length === 1 ? '' : 's'}`);
  return { score: Math.round(score * 100) / 100, reasons };
}

function samePerson(a: string, b: string): boolean {
  const [one, other] = [nameWords(a).at(-1) ?? '', nameWords(b).at(-1) ?? ''];
  return wordLikeness(one, other) >= 0.7;
}
