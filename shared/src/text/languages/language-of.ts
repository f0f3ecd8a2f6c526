const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\u3041-\u30ff]/g, 'ja'],
  [/[\uac00-\ud7a3]/g, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Devanagari}/gu, 'hi'],
];

const SMALL_WORDS: Readonly<Record<string, string>> = {
  en: 'the of and to in that is was for with said on by',
  de: 'der die und das den nicht ist mit von dem ein eine auf',
  fr: 'le les des et une dans est que pour qui du sur pas',
  es: 'el los las y una en que por con para del se su',
  it: 'il gli della che di una per non con del alla è sono',
  pt: 'o os das e uma que não para com do da em ao',
  nl: 'de het een van en dat niet op te zijn met voor',
  sv: 'och att det som en på är av för den inte med',
  pl: 'i w na się nie że z do jest to jak po',
  tr: 've bir bu da için ile olarak olan çok daha',
};

/** The language that a text seems to be in, from its script or its small words; null where nothing stands out. */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, 20_000);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 20) return null;
  for (const [script, language] of SCRIPTS) {
    const share = (sample.match(script)?.length ?? 0) / letters;
    if (share < (language === 'ja' ? 0.15 : 0.5)) continue;
    if (language === 'ar' && /[پچژگ]/u.test(sample)) return 'fa';
    if (language === 'ru' && /[іїєґ]/iu.test(sample)) return 'uk';
    return language;
  }
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = Object.entries(SMALL_WORDS).map(([language, list]) => {
    const wanted = new Set(list.split(' '));
    return { language, count: words.filter((word) => wanted.has(word)).length };
  });
  counts.sort((a, b) => b.count - a.count);
  const [first, second] = counts;
  if (first === undefined || second === undefined || first.count < Math.max(3, words.length * 0.05)) return null;
  return first.count > second.count * 1.2 ? first.language : null;
}

/**
 * The declared language, unless the text is in a script that this language is not written in: then what the text seems to be.
 * Pages of many countries declare the language of their template.
 */
export function languageSeen(declared: string | null, text: string): string | null {
  const seen = languageOf(text);
  if (declared === null || seen === null) return declared ?? seen;
  const [written, printed] = [scriptOf(declared), scriptOf(seen)];
  return written === null || written === printed || declared.split('-')[0] === seen ? declared : seen;
}

function scriptOf(tag: string): string | null {
  try {
    return new Intl.Locale(tag).maximize().script ?? null;
  } catch {
    return null;
  }
}

/** A language tag as it is stored, from whatever a page wrote: "en_US", "EN", "Hebrew". Null where it is none. */
export function languageTag(written: string | null): string | null {
  const tag =
    (written ?? '')
      .trim()
      .replace(/_/g, '-')
      .split(/[,;\s]/)[0] ?? '';
  const [, primary = '', rest = ''] = /^([A-Za-z]{2,3})((?:-[A-Za-z0-9]{1,8})*)$/.exec(tag) ?? [];
  return primary === '' || tag.length > 35 ? null : `${primary.toLowerCase()}${rest}`;
}
