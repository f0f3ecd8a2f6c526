import { LANGUAGES } from '../languages/rules-of.js';
import { plainDigits } from './digits.js';
import { gregorianDay, SOLAR_MONTHS } from './solar-days.js';

/** A number or day of a text; places in UTF-16 code units. */
export interface Figure {
  /** "12000", "7.5", "2023-10-02" or, without a year, "10-02". */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const MONTHS: readonly { readonly pattern: RegExp; readonly number: number }[] = LANGUAGES.flatMap(({ months }) =>
  months.map((month, index) => ({ pattern: new RegExp(`^(?:${month})$`, 'u'), number: index + 1 })),
);
const MONTH = LANGUAGES.flatMap(({ months }) => months).join('|');
const EDGE = String.raw`(?<![\p{L}\p{M}\p{N}])`;
const END = String.raw`(?![\p{L}\p{M}\u200c])`;
/** "2 October 2023", "2. Oktober 2023", "2 de octubre de 2023", "2 באוקטובר"; and in English the other way about. */
const DAYS = new RegExp(
  String.raw`${EDGE}(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?: de)? (${MONTH})${END},?(?:(?: de| del)? (\d{4})(?!\d))?|${EDGE}(${MONTH})${END} (\d{1,2})(?:st|nd|rd|th)?(?!\d),?(?: (\d{4})(?!\d))?`,
  'gu',
);
const SOLAR = new RegExp(String.raw`${EDGE}(\d{1,2}) (${SOLAR_MONTHS.join('|')}) (?:سال )?(1[34]\d\d)(?!\d)`, 'gu');
const POINTED = /(?<![\p{N}.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\p{N}])/gu;
const ISO = /(?<![\p{N}-])(\d{4})-(\d{2})-(\d{2})(?![\p{N}-])/gu;
const SCALES = (['1e9', '1e6', '1e3'] as const).map((scale) => ({
  factor: Number(scale),
  word: LANGUAGES.map(({ scales }) => scales[scale]).join('|'),
}));
const SCALE = new RegExp(
  `^[ \u00a0\u202f](?:${SCALES.map(({ word }, index) => `(?<s${index}>${word})`).join('|')})(?![\\p{L}\\p{M}])`,
  'u',
);
/** Thousands are parted by a comma, a point, a thin or unbreakable space or an apostrophe; by a plain space only of three digits each. */
const NUMBER = /(?<![\p{L}\p{N}])(?:\d{1,3}(?:[ \u00a0\u202f’']\d{3})+(?:[.,]\d+)?|\d[\d.,]*\d|\d+)(?!\d)/gu;

/** The numbers and days of a text in order, as one writes them everywhere: "۱۲٬۰۰۰", "12.000" and "12 тыс." are 12000. */
export function figuresOf(text: string): Figure[] {
  let rest = plainDigits(text);
  const found: Figure[] = [];
  const take = (pattern: RegExp, value: (match: readonly (string | undefined)[]) => string | null): void => {
    // One pass that blanks what it takes: a text as long as an article may be holds tens of thousands of days.
    rest = rest.replace(pattern, (printed: string, ...more: unknown[]) => {
      const start = more.at(-2) as number;
      const figure = value([printed, ...(more.slice(0, -2) as (string | undefined)[])]);
      if (figure === null) return printed;
      found.push({ value: figure, start, end: start + printed.length });
      return ' '.repeat(printed.length);
    });
  };
  take(ISO, ([, year = '', month = '', day = '']) => dayOf(year, Number(month), day));
  take(POINTED, ([, day = '', month = '', year = '']) => dayOf(year, Number(month), day));
  take(SOLAR, ([, day = '', month = '', year = '']) => gregorianDay(Number(year), SOLAR_MONTHS.indexOf(month) + 1, Number(day)));
  take(DAYS, ([, before, month, year, name, after, yearAfter]) => {
    const number = monthOf(month ?? name ?? '');
    return number === null ? null : dayOf(year ?? yearAfter ?? null, number, before ?? after ?? '');
  });
  for (const match of rest.matchAll(NUMBER)) {
    const scaled = SCALE.exec(rest.slice(match.index + match[0].length, match.index + match[0].length + 24));
    const value = scaled === null ? grouped(match[0]) : multiplied(match[0], scaled);
    found.push({ value, start: match.index, end: match.index + match[0].length + (scaled?.[0].length ?? 0) });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Each figure once; a day with its year also without. */
export function figuresIn(text: string): string[] {
  return [...new Set(figuresOf(text).flatMap(({ value }) => (/^\d{4}-/.test(value) ? [value.slice(5), value] : [value])))];
}

export function isDay(figure: string): boolean {
  return figure.includes('-');
}

function monthOf(word: string): number | null {
  return MONTHS.find(({ pattern }) => pattern.test(word))?.number ?? null;
}

function dayOf(year: string | null, month: number, day: string): string | null {
  const number = Number(day);
  if (month < 1 || month > 12 || number < 1 || number > 31) return null;
  const monthDay = `${String(month).padStart(2, '0')}-${String(number).padStart(2, '0')}`;
  return year === null ? monthDay : `${year}-${monthDay}`;
}

function grouped(number: string): string {
  return number.replace(/[,. \u00a0\u202f’'](?=\d{3}(?!\d))/g, '').replace(/,(?=\d{1,2}$)/, '.');
}

function multiplied(number: string, scaled: RegExpExecArray): string {
  const factor = SCALES[SCALES.findIndex((_, index) => scaled.groups?.[`s${index}`] !== undefined)]?.factor ?? 1;
  // "1,250 million" is rare; "7,5 Millionen" is not: with a factor a comma or point before one or two digits is a decimal.
  const plain = /[.,]\d{1,2}$/.test(number) ? number.replace(',', '.') : number.replace(/[,.](?=\d{3}(?!\d))/g, '');
  const value = Number(plain.replace(/[ \u00a0\u202f’']/g, ''));
  return Number.isFinite(value) ? String(Math.round(value * factor * 1000) / 1000) : number;
}
