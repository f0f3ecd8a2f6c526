import { MONTHS } from '../../lib/day-words.js';
import { figuresIn } from '../figures/figures-in.js';
import { isAbjad, type Script, SOUNDS, scriptOf } from '../names/letters.js';
import { consonants, nameKey, wordLikeness } from '../names/name-keys.js';
import { nameWords } from '../names/name-variants.js';
import { namesIn } from '../names/names-in.js';
import { soundKeys } from '../names/sounds.js';
import { bare } from '../tracing/known-outlets.js';
import { COMMON_WORDS, foldWord, wordsOf } from '../tracing/words.js';

/** What of a statement of fact others may share: its rarer words, the names in it, its numbers and days. */
export interface ClaimFeatures {
  /** Folded and stemmed, with the word as printed. */
  readonly terms: ReadonlyMap<string, string>;
  readonly names: readonly string[];
  /** Words of a script without capitals, each of which may be a name; as printed and without what is written together with them. */
  readonly unmarked: readonly string[];
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
    if (folded.length < 3 || COMMON_WORDS.has(folded) || /^\p{N}+$/u.test(folded) || MONTH_WORDS.has(folded)) continue;
    const key = stem(folded);
    if (!terms.has(key)) terms.set(key, text.slice(start, end));
  }
  return { terms, names: namesIn(text), unmarked: unmarkedIn(text), figures: figuresIn(text) };
}

/** Words of three letters and more of a script without capitals, each once. */
export function unmarkedIn(text: string): string[] {
  if (!/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)) return [];
  const words = wordsOf(text).map(({ start, end }) => text.slice(start, end));
  return [...new Set(words.filter((word) => [...word].length >= 3 && isCaseless(word)))];
}

function isCaseless(word: string): boolean {
  const script = scriptOf(word);
  return script !== null && isAbjad(script);
}

/** Keys of the words of names, by which spellings find each other in an index. */
export function nameKeysOf(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => nameWords(name).flatMap((word) => [`t ${nameKey(word)}`, ...looseKey(word)])))];
}

/** Keys under which words of names are kept for texts in other scripts to find: by their own script and rough sound. */
export function keysForOtherScripts({ names, unmarked }: Pick<ClaimFeatures, 'names' | 'unmarked'>): string[] {
  return keysBySound(names, unmarked, (script) => [script]);
}

/** Keys that a text asks for, of every script but its own. */
export function keysInOtherScripts({ names, unmarked }: Pick<ClaimFeatures, 'names' | 'unmarked'>): string[] {
  return keysBySound(names, unmarked, (script) => (Object.keys(SOUNDS) as Script[]).filter((other) => other !== script));
}

function keysBySound(names: readonly string[], unmarked: readonly string[], under: (script: Script) => Script[]): string[] {
  const words = [...names.flatMap(nameWords), ...unmarked.flatMap(bare)];
  const keys = words.flatMap((word) => {
    const script = scriptOf(word);
    return script === null ? [] : soundKeys(word).flatMap((key) => under(script).map((one) => `${one} ${key}`));
  });
  return [...new Set(keys)];
}

function looseKey(word: string): string[] {
  const key = consonants(word);
  return key.length >= 3 ? [`l ${key}`] : [];
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
  const names = sharedNames(wanted, known);
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

interface SharedName {
  readonly name: string;
  readonly other: string;
}

/** Names of both; where a script marks no names, its words that sound like one of the other's. */
export function sharedNames(wanted: ClaimFeatures, known: ClaimFeatures): SharedName[] {
  const marked = wanted.names.flatMap((name): SharedName[] => {
    const other = known.names.find((one) => samePerson(name, one)) ?? soundingLike(name, known.unmarked);
    return other === undefined ? [] : [{ name, other }];
  });
  const unmarked = known.names.flatMap((other): SharedName[] => {
    const name = soundingLike(other, wanted.unmarked);
    return name === undefined ? [] : [{ name, other }];
  });
  return [...marked, ...unmarked];
}

function soundingLike(name: string, words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const last = nameWords(name).at(-1) ?? '';
  return words.find((word) => bare(word).some((one) => wordLikeness(one, last) >= 0.9));
}

function samePerson(a: string, b: string): boolean {
  const [one, other] = [nameWords(a).at(-1) ?? '', nameWords(b).at(-1) ?? ''];
  return wordLikeness(one, other) >= 0.7;
}
