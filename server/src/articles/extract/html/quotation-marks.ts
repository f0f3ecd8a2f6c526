/** Outer and inner quotation marks that a language prints around `<q>`, as browsers do; CLDR has more. */
const MARKS: Readonly<Record<string, string>> = {
  en: '“”‘’',
  ar: '”“’‘',
  bg: '„“‚‘',
  cs: '„“‚‘',
  da: '“”‘’',
  de: '„“‚‘',
  el: '«»“”',
  es: '«»“”',
  fa: '«»‹›',
  fi: '””’’',
  fr: '«»«»',
  he: '””’’',
  hu: '„”»«',
  it: '«»“”',
  ja: '「」『』',
  lt: '„“‚‘',
  nb: '«»‘’',
  no: '«»‘’',
  pl: '„”«»',
  'pt-pt': '«»“”',
  ro: '„”«»',
  ru: '«»„“',
  sv: '””’’',
  uk: '«»„“',
  'zh-tw': '「」『』',
  'zh-hk': '「」『』',
};

/** The marks around a quotation inside `depth` others. An unknown language has the English ones. */
export function quotationMarks(language: string | null, depth: number): readonly [string, string] {
  const tag = (language ?? 'en').toLowerCase();
  const four = [...(MARKS[tag] ?? MARKS[tag.split('-')[0] ?? ''] ?? MARKS['en'] ?? '')];
  const at = depth % 2 === 0 ? 0 : 2;
  return [four[at] ?? '“', four[at + 1] ?? '”'];
}

/** Whether words already stand between quotation marks of any kind. */
export function isQuoted(text: string): boolean {
  return /^[“”„«»‹›‘’‚"「『].*[“”„«»‹›‘’"」』][.,]?$/su.test(text.trim());
}
