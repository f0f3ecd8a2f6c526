import { likeness } from '../similarity.js';
import { foldWord } from '../tracing/words.js';
import { isAbjad, scriptOf } from './letters.js';
import { soundsAlike } from './sounds.js';

/** Letters of the Arabic script as Latin letters, Persian and Arabic names alike; vowels are mostly not written there. */
const ARABIC: Readonly<Record<string, string>> = {
  ا: 'a',
  آ: 'a',
  أ: 'a',
  إ: 'i',
  ٱ: 'a',
  ء: '',
  ئ: 'i',
  ؤ: 'u',
  ب: 'b',
  پ: 'p',
  ت: 't',
  ث: 's',
  ج: 'j',
  چ: 'ch',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'z',
  ر: 'r',
  ز: 'z',
  ژ: 'zh',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'z',
  ط: 't',
  ظ: 'z',
  ع: '',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  ک: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  ة: 'a',
  و: 'u',
  ي: 'i',
  ی: 'i',
  ى: 'a',
};
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'yo',
  є: 'ye',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'yi',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};
const HEBREW: Readonly<Record<string, string>> = {
  א: 'a',
  ב: 'b',
  ג: 'g',
  ד: 'd',
  ה: 'h',
  ו: 'u',
  ז: 'z',
  ח: 'h',
  ט: 't',
  י: 'i',
  כ: 'k',
  ך: 'k',
  ל: 'l',
  מ: 'm',
  ם: 'm',
  נ: 'n',
  ן: 'n',
  ס: 's',
  ע: '',
  פ: 'p',
  ף: 'f',
  צ: 'ts',
  ץ: 'ts',
  ק: 'q',
  ר: 'r',
  ש: 'sh',
  ת: 't',
};
const LETTERS: ReadonlyMap<string, string> = new Map([...Object.entries(ARABIC), ...Object.entries(CYRILLIC), ...Object.entries(HEBREW)]);

/** A word of a name in plain Latin letters. */
export function latin(word: string): string {
  const lower = word.toLowerCase();
  if (/^[a-z]*$/.test(lower)) return lower;
  return foldWord([...lower.normalize('NFC')].map((letter) => LETTERS.get(letter) ?? letter).join(''));
}

/**
 * A key that spellings of one name share: Qaani, Ghaani and Qa'ani; Ismail, Esmail and Isma'il; Haniyeh and Haniyya. What
 * transliteration leaves open (which vowel of a kind, doubled letters, q or gh) is folded; what it does not is kept.
 */
export function nameKey(word: string): string {
  return latin(word)
    .replace(/kh/g, 'x')
    .replace(/gh/g, 'q')
    .replace(/sch|sh|tch|ch/g, '$')
    .replace(/zh|dj/g, 'j')
    .replace(/dh/g, 'd')
    .replace(/th/g, 't')
    .replace(/ph/g, 'f')
    .replace(/ck|c/g, 'k')
    .replace(/w/g, 'v')
    .replace(/([aeiouy])h$/, 'a')
    .replace(/[eiy]/g, 'i')
    .replace(/[ou]/g, 'u')
    .replace(/(.)\1+/g, '$1');
}

/** The consonants alone, for spellings that differ in their vowels: Mohammed and Muhammad, Hussein and Husain. */
export function consonants(word: string): string {
  const key = nameKey(word).replace(/[qg]/g, 'k').replace(/z/g, 's');
  return key.slice(0, 1).replace(/[iu]/, 'a') + key.slice(1).replace(/[aiuh]/g, '');
}

/** How alike two words of names are: 1 the same, 0.9 another spelling or script, 0.7 with other vowels, 0 not alike. */
export function wordLikeness(a: string, b: string): number {
  const [one, other] = [latin(a), latin(b)];
  if (one === other) return 1;
  if (!isAscii(a) || !isAscii(b)) {
    const [script, otherScript] = [scriptOf(a), scriptOf(b)];
    if (script !== otherScript || (script !== null && isAbjad(script))) return soundsAlike(a, b) ? 0.9 : 0;
  }
  if (one.length < 3 || other.length < 3) return 0;
  if (nameKey(a) === nameKey(b)) return 0.9;
  const [x, y] = [consonants(a), consonants(b)];
  return x === y && x.length >= 3 && likeness([...nameKey(a)], [...nameKey(b)]) >= 0.6 ? 0.7 : 0;
}

function isAscii(word: string): boolean {
  return /^\p{ASCII}*$/u.test(word);
}
