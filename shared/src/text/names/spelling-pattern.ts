import { foldWord } from '../tracing/words.js';
import { latin, nameKey, wordLikeness } from './name-keys.js';
import { patternsInOtherScripts } from './other-scripts.js';

const LETTERS: Readonly<Record<string, string>> = {
  a: "a['’]?a*",
  i: "[eiy]['’]?[eiy]*",
  u: '[ou]+',
  q: '(?:q|gh)+',
  x: '(?:kh|x)+',
  $: '(?:sch|sh|tch|ch)+',
  j: '(?:dj|zh|j)+',
  k: '(?:ck|k|c)+',
  v: '[vw]+',
  f: '(?:ph|f)+',
  t: '(?:th|t)+',
  d: '(?:dh|d)+',
};

const LEAST_LETTERS = 4;

/**
 * A regular expression, for Postgres and JavaScript alike, over text in lower case without accents, that finds every spelling
 * of a searched word: those that transliteration leaves open, those in other scripts, and those that people judged to be the
 * same name. Null for words that are too short to tell.
 */
export function spellingPattern(word: string, same: readonly { readonly one: string; readonly other: string }[]): string | null {
  const judged = judgedSpellings(word, same)
    .flatMap((name) => [...new Set([foldWord(name), name.toLowerCase()])])
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const key = nameKey(word);
  const long = latin(word).length >= LEAST_LETTERS && key.length >= 3;
  const spelled = /^[\p{L}\p{M}'’-]+$/u.test(word)
    ? [...(long ? [patternOf(key)] : []), ...(long || isForeign(word) ? patternsInOtherScripts(word) : [])]
    : [];
  const all = [...spelled, ...judged];
  return all.length === 0 ? null : `(?:${all.join('|')})`;
}

/** Four letters of Arabic or Hebrew are a long name: the vowels are not written. */
function isForeign(word: string): boolean {
  return [...word].length >= 4 && /^[^\p{Script=Latin}]+$/u.test(word);
}

function patternOf(key: string): string {
  const letters = [...key].map((letter, index) => {
    // The end of Haniyeh, Haniya and Haniyah.
    if (index === key.length - 1 && letter === 'a') return '[aey]+h?';
    return LETTERS[letter] ?? `${letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}+`;
  });
  return letters.join("['’-]?");
}

/** Every name that judgements join with one in which the word stands. */
function judgedSpellings(word: string, same: readonly { readonly one: string; readonly other: string }[]): string[] {
  const holds = (name: string): boolean => name.split(/[\s,-]+/).some((part) => wordLikeness(part, word) >= 0.9);
  const known = new Set(same.flatMap(({ one, other }) => [one, other]).filter(holds));
  for (let grew = true; grew; ) {
    grew = false;
    for (const { one, other } of same) {
      if (known.has(one) === known.has(other)) continue;
      for (const name of [one, other]) known.add(name);
      grew = true;
    }
  }
  return [...known];
}
