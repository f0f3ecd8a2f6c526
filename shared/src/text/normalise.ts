import { printedC1 } from '../lib/printed-c1.js';

/**
 * The one form in which article text is frozen, hashed and pointed into (AR1): Unicode NFC, character references decoded,
 * invisible characters removed, white space collapsed, one line a paragraph. Characters that only come from reading
 * Windows-1252 as ISO-8859-1 are what was printed. Pure and deterministic.
 */
export function normaliseText(raw: string): string {
  return withoutInvisible(printedC1(decodeReferences(raw.replace(LINE_ENDS, '\n'))))
    .normalize('NFC')
    .split('\n')
    .map((line) => line.replace(/[\p{Zs}\t\p{Cc}]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Every way to end a line or a page; written as escapes of a class, since two of them are control characters. */
const LINE_ENDS = /\r\n?|[\p{Zl}\p{Zp}\u0085]|\v|\f/gu;

/** Whether the text is bytes that someone opened as text, rather than something to read. */
export function looksBinary(raw: string): boolean {
  if (raw.includes('\u0000')) return true;
  let strange = 0;
  for (const character of raw) {
    const code = character.codePointAt(0) ?? 0;
    const control = code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0c && code !== 0x0d;
    if (control || code === 0xfffd || (code >= 0xd800 && code <= 0xdfff)) strange++;
  }
  return strange > Math.max(4, raw.length / 100);
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:(?:[’'.\-‐-―]|(?<=\p{N}),(?=\p{N}))[\p{L}\p{M}\p{N}]+)*/gu;
/** Scripts without spaces between words, and how many letters a word has there, about. */
const UNSPACED: readonly (readonly [RegExp, number])[] = [
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu, 2],
  [/[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu, 5],
];

/** Number of words, for a person: runs of letters and digits, with what joins them; estimated where a script has no spaces. */
export function countWords(text: string): number {
  let count = 0;
  const spaced = UNSPACED.reduce(
    (left, [run, letters]) =>
      left.replace(run, (word) => {
        count += Math.ceil(word.length / letters);
        return ' ';
      }),
    text,
  );
  return count + (spaced.match(WORD)?.filter((word) => /[\p{L}\p{N}]/u.test(word)).length ?? 0);
}

/**
 * Removes what has no width and no meaning: zero-width spaces, byte order marks, soft hyphens, direction controls.
 * The joiners stay between letters that are not ASCII, where Persian, Hindi and emoji need them.
 */
function withoutInvisible(text: string): string {
  return text
    .replace(/[\u200b\u2060\ufeff\u00ad\u180e\u200e\u200f\u202a-\u202e\u2061-\u2064\u2066-\u2069]/g, '')
    .replace(/(?<![^\p{ASCII}\s])[\u200c\u200d]+|[\u200c\u200d]+(?![^\p{ASCII}\s])/gu, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  lsaquo: '‹',
  rsaquo: '›',
  bull: '•',
  middot: '·',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  sect: '§',
  para: '¶',
  times: '×',
  frac12: '½',
  aacute: 'á',
  agrave: 'à',
  auml: 'ä',
  aring: 'å',
  ccedil: 'ç',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  euml: 'ë',
  iacute: 'í',
  iuml: 'ï',
  ntilde: 'ñ',
  oacute: 'ó',
  ocirc: 'ô',
  ouml: 'ö',
  szlig: 'ß',
  uacute: 'ú',
  uuml: 'ü',
};

/** Decodes `&amp;`, `&#8217;` and `&#x2019;` once. What is not a known reference stays as it is printed. */
function decodeReferences(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,7}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return lookUp(String(name)) ?? whole;
    const code = decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    const readable = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return readable ? printedC1(String.fromCodePoint(code)) : whole;
  });
}

function lookUp(name: string): string | undefined {
  const found = NAMED[name];
  if (found !== undefined) return found;
  const lower = NAMED[name.toLowerCase()];
  return lower !== undefined && /^[A-Z][a-z]+$/.test(name) ? lower.toUpperCase() : undefined;
}
