/** The four scripts whose names find each other. */
export type Script = 'latin' | 'cyrillic' | 'arabic' | 'hebrew';

/**
 * Which sounds a letter may stand for in a name, the likeliest first. Consonants: b p f v t d s z $ (sh) c (ch) j k q g x (kh) l m
 * n r h; vowels: a, i (also e and y), u (also o and w). A letter that is none of both is silent. One table for Persian and Arabic,
 * one for Russian and Ukrainian: what they read otherwise is a second sound of the letter. Our own table, after the romanisations
 * of the Library of Congress and what newspapers print.
 */
export const SOUNDS: Readonly<Record<Script, Readonly<Record<string, string>>>> = {
  latin: {
    ...{
      sch: '$',
      tch: 'c',
      kh: 'xk',
      gh: 'qg',
      sh: '$',
      ch: 'c$kx',
      zh: 'j',
      dj: 'j',
      dh: 'dz',
      th: 'ts',
      ph: 'f',
      ck: 'k',
      ts: 's',
      ya: 'ai',
      yu: 'ui',
      yo: 'ui',
    },
    ...{ a: 'a', b: 'b', c: 'ks', d: 'd', e: 'i', f: 'f', g: 'gjq', h: 'h', i: 'i', j: 'ji', k: 'k', l: 'l', m: 'm', n: 'n', o: 'u' },
    ...{ p: 'p', q: 'qkg', r: 'r', s: 'sz', t: 't', u: 'u', v: 'v', w: 'vu', x: 'xk', y: 'i', z: 'z', '’': '', "'": '' },
  },
  cyrillic: {
    ...{ дж: 'j', а: 'a', б: 'b', в: 'v', г: 'gqh', ґ: 'g', д: 'd', е: 'i', ё: 'ui', є: 'i', ж: 'j', з: 'zd', и: 'i', і: 'i', ї: 'i' },
    ...{ й: 'i', к: 'kq', л: 'l', м: 'm', н: 'n', о: 'ua', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'ft', х: 'xh', ц: 's', ч: 'c' },
    ...{ ш: '$', щ: '$', ъ: '', ы: 'i', ь: '', э: 'ia', ю: 'u', я: 'ai', '’': '', "'": '' },
  },
  arabic: {
    ...{ ا: 'aiu', آ: 'a', أ: 'aiu', إ: 'i', ٱ: 'a', ء: '', ئ: 'i', ؤ: 'u', ب: 'bpv', پ: 'p', ت: 't', ث: 'st', ج: 'jgc', چ: 'c' },
    ...{ ح: 'h', خ: 'x', د: 'd', ذ: 'zd', ر: 'r', ز: 'z', ژ: 'j', س: 's', ش: '$', ص: 's', ض: 'zd', ط: 't', ظ: 'zd', ع: '', غ: 'qg' },
    ...{ ف: 'fvp', ق: 'qkg', ك: 'kg', ک: 'k', گ: 'g', ل: 'l', م: 'm', ن: 'n', ه: 'h', ۀ: 'a', ة: 'ai', و: 'uv', ي: 'i', ی: 'i', ى: 'ai' },
  },
  hebrew: {
    ...{ "ג'": 'j', 'ג׳': 'j', "צ'": 'c', 'צ׳': 'c', "ז'": 'j', 'ז׳': 'j', א: 'aiu', ב: 'bv', ג: 'gq', ד: 'd', ה: 'h', ו: 'uv', ז: 'z' },
    ...{ ח: 'hx', ט: 't', י: 'i', כ: 'kx', ך: 'kx', ל: 'l', מ: 'm', ם: 'm', נ: 'n', ן: 'n', ס: 's', ע: '', פ: 'pf', ף: 'fp', צ: 'sc' },
    ...{ ץ: 'sc', ק: 'kqg', ר: 'r', ש: '$s', ת: 't' },
  },
};

const LETTERS: readonly (readonly [Script, RegExp])[] = [
  ['arabic', /\p{Script=Arabic}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['latin', /\p{Script=Latin}/u],
];

/** The script of a word; null where it is none of the four. */
export function scriptOf(word: string): Script | null {
  return LETTERS.find(([, letter]) => letter.test(word))?.[0] ?? null;
}

/** Scripts that leave short vowels out and know no capitals. */
export function isAbjad(script: Script): boolean {
  return script === 'arabic' || script === 'hebrew';
}
