import { foldWord } from '../tracing/words.js';
import { isAbjad, type Script, SOUNDS, scriptOf } from './letters.js';

/** One sound of a word, as far as its script tells. */
export interface Sound {
  /** What it may be; see `SOUNDS`. */
  readonly may: string;
  /** Printed twice, so that every script writes it. */
  readonly long: boolean;
}

/** The sounds of a word in order, and its script; null where its script is not known. */
export function soundsOf(word: string): { readonly sounds: readonly Sound[]; readonly script: Script } | null {
  const script = scriptOf(word);
  if (script === null) return null;
  const table = SOUNDS[script];
  const plain =
    script === 'latin'
      ? foldWord(word).replace(/[aeiouy]h$/, (end) => (end[0] === 'i' || end[0] === 'y' ? 'ia' : 'a'))
      : word
          .toLowerCase()
          .normalize('NFC')
          .replace(/[\u064b-\u0652\u0670\u0640\u0591-\u05c7]/g, '');
  const sounds: Sound[] = [];
  for (let at = 0; at < plain.length; ) {
    const length = [3, 2, 1].find((size) => Object.hasOwn(table, plain.slice(at, at + size))) ?? 0;
    const may = length === 0 ? '' : (table[plain.slice(at, at + length)] ?? '');
    at += Math.max(1, length);
    const before = sounds.at(-1);
    if (may === '') continue;
    if (before !== undefined && (before.may === may || (isAbjad(script) && before.may[0] === 'a' && may[0] === 'a'))) {
      sounds[sounds.length - 1] = { may: before.may.length <= may.length ? before.may : may, long: true };
    } else sounds.push({ may, long: false });
  }
  // The end of هنیه and חניה is a vowel that is written as h.
  if (sounds.at(-1)?.may === 'h' && sounds.length > 2 && isAbjad(script)) sounds[sounds.length - 1] = { may: 'aih', long: false };
  return { sounds, script };
}

/** May be nothing but a vowel. */
export function isVowel(may: string): boolean {
  return /^[aiu]+$/.test(may);
}

/** May be left out by another script: vowels, h, and what may be either. */
function isWeak(may: string): boolean {
  return may === 'h' || /[aiu]/.test(may);
}

function meet(a: string, b: string): boolean {
  for (const sound of a) if (b.includes(sound)) return true;
  return false;
}

/** How much may be unlike in words of three consonants and more, and in shorter ones. */
const UNLIKE_MAX = 0.5;
const UNLIKE_SHORT_MAX = 0.15;

/**
 * Whether two words in different scripts may be spellings of one name. Every consonant has to have its like, in the same order;
 * vowels cost nothing where a script leaves them out, and something where it does not.
 */
export function soundsAlike(a: string, b: string): boolean {
  const [one, other] = [soundsOf(a), soundsOf(b)];
  if (one === null || other === null) return false;
  const consonants = Math.min(strong(one.sounds), strong(other.sounds));
  if (Math.min(one.sounds.length, other.sounds.length) < 3 || Math.max(strong(one.sounds), strong(other.sounds)) < 2) return false;
  return unlikeness(one, other) <= (consonants >= 3 ? UNLIKE_MAX : UNLIKE_SHORT_MAX);
}

/** How many consonants every script writes. */
export function strong(sounds: readonly Sound[]): number {
  return sounds.filter(({ may }, index) => !isWeak(may) || (may === 'h' && index === 0)).length;
}

interface Spelt {
  readonly sounds: readonly Sound[];
  readonly script: Script;
}

/** The least cost of turning one spelling into the other; infinite where a consonant has no like. */
function unlikeness(a: Spelt, b: Spelt): number {
  let row = [0];
  for (const [index, sound] of b.sounds.entries()) row.push((row[index] ?? 0) + skipping(sound, index, b, a));
  for (const [index, sound] of a.sounds.entries()) {
    const skipped = skipping(sound, index, a, b);
    const next = [(row[0] ?? 0) + skipped];
    for (const [column, other] of b.sounds.entries()) {
      const matched = (row[column] ?? 0) + replacing(sound.may, other.may);
      next.push(Math.min(matched, (row[column + 1] ?? 0) + skipped, (next[column] ?? 0) + skipping(other, column, b, a)));
    }
    row = next;
  }
  return row.at(-1) ?? Number.POSITIVE_INFINITY;
}

function replacing(a: string, b: string): number {
  if (meet(a, b)) return 0;
  return isVowel(a) && isVowel(b) ? 0.25 : Number.POSITIVE_INFINITY;
}

function skipping({ may, long }: Sound, index: number, of: Spelt, other: Spelt): number {
  if (may === 'h') return index === 0 ? 0.4 : 0.1;
  if (!isWeak(may)) return Number.POSITIVE_INFINITY;
  const inner = index > 0 && index < of.sounds.length - 1;
  if (!isAbjad(of.script) && isAbjad(other.script)) return inner ? (long ? 0.2 : 0) : 0.3;
  return isAbjad(of.script) && (index === 0 || (inner && isAbjad(other.script))) ? 0.2 : 0.35;
}

const CLASSES: Readonly<Record<string, string>> = {
  ...{ b: 'b', p: 'b', f: 'b', v: 'b', t: 't', d: 't', s: 's', z: 's', $: 's', c: 's', j: 's', k: 'k', q: 'k', g: 'k', x: 'k' },
  ...{ l: 'l', m: 'm', n: 'n', r: 'r', h: '', a: '', i: '', u: '' },
};
const KEYS_MAX = 6;

/**
 * Rough keys of a word that its spellings in other scripts share at least one of: its consonants by class. They find candidates;
 * `soundsAlike` judges them. None for words that are too short to tell.
 */
export function soundKeys(word: string): string[] {
  const spelt = soundsOf(word);
  if (spelt === null) return [];
  let keys = [''];
  for (const { may } of spelt.sounds) {
    const classes = [...new Set([...may].map((sound) => CLASSES[sound] ?? ''))];
    keys = [...new Set(keys.flatMap((key) => classes.map((one) => (key.endsWith(one) ? key : `${key}${one}`))))].slice(0, KEYS_MAX);
  }
  const end = spelt.sounds.at(-1)?.may ?? '';
  return keys.flatMap((key) => (key.length >= 3 ? [key] : key.length === 2 && isVowel(end) ? [`${key}${end[0] ?? ''}`] : []));
}
