/** Months as the languages write them, January first; what begins with one of these, four letters and more, is that month. */
const MONTHS: readonly RegExp[] = [
  'jan|ene|gen|янв|січ|sty|oca|ינואר|يناير|كانون الثاني',
  'feb|fév|fev|фев|лют|lut|şub|פברואר|فبراير|شباط',
  'mar|mär|maa|мар|бер|mrt|מרץ|מרס|مارس|آذار',
  'apr|avr|abr|апр|кві|kwi|nis|אפריל|أبريل|ابريل|نيسان',
  'may|mai|maj|mag|mei|мая|май|тра|מאי|مايو|أيار',
  'jun|juin|giu|июн|чер|cze|haz|יוני|يونيو|حزيران',
  'jul|juil|lug|июл|лип|lip|tem|יולי|يوليو|تموز',
  'aug|aoû|aou|ago|авг|сер|sie|ağu|אוגוסט|أغسطس|آب',
  'sep|set|сен|вер|wrz|eyl|ספטמבר|سبتمبر|أيلول',
  'oct|okt|ott|out|окт|жов|paź|eki|אוקטובר|أكتوبر|تشرين الأول',
  'nov|ноя|лис|lis|kas|נובמבר|نوفمبر|تشرين الثاني',
  'dec|dez|dic|déc|дек|гру|gru|ara|דצמבר|ديسمبر|كانون الأول',
].map((names) => new RegExp(`^(?:[בו]-?)?(?:${names})`, 'iu'));

/** Countries that write the month first; English without a country may be either. */
const MONTH_FIRST = /^(?:en-us|en-ph|en-fm|en-mh|en-pw|es-pr|es-us)\b/i;
const EITHER = /^(?:en|en-ca|fr-ca|en-za)$/i;

/** What may settle which of two numbers is the day. */
export interface DayHints {
  /** The page's language tag. */
  readonly language?: string | null;
  /** Its address: news sites put the day into it. */
  readonly url?: string | null;
}

/**
 * The day as it was written, in the zone it was written in, as YYYY-MM-DD. Null where it is no day of the calendar, no day at
 * all, or could be two: unknown is better than wrong.
 */
export function dayOf(written: string | null | undefined, hints: DayHints = {}): string | null {
  const text = latinDigits(written ?? '').trim();
  const iso = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))(?!\d)/.exec(text);
  if (iso !== null) return realDay(iso[1], iso[3] ?? iso[5], iso[4] ?? iso[6]);
  const east = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/u.exec(text);
  if (east !== null) return realDay(east[1], east[2], east[3]);
  const numeric = /(?<![\d:.])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d)/.exec(text);
  if (numeric !== null) return ofNumbers(numeric, hints);
  return named(text);
}

function named(text: string): string | null {
  const [, year] = /(?<![\d:+-])((?:19|20)\d\d)(?![\d:])/.exec(text) ?? [];
  const before = /(?<![\d:])(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?,?[\s-]+(?:de |of )?(\p{L}[\p{L}\p{M} ]{2,20})/u.exec(text);
  const after = /(\p{L}{3,12})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?(?![\d:])/u.exec(text);
  const found = [
    [before?.[1], monthOf(before?.[2])],
    [after?.[2], monthOf(after?.[1])],
  ].find(([day, month]) => day !== undefined && month !== null);
  return found === undefined ? null : realDay(year, String(found[1]), String(found[0]));
}

function monthOf(name: string | undefined): number | null {
  const at = name === undefined ? -1 : MONTHS.findIndex((month) => month.test(name));
  return at < 0 ? null : at + 1;
}

/** Two numbers and a year. With dots the day comes first everywhere; else the page's country or address may tell. */
function ofNumbers([, a = '', sign = '', b = '', year = '']: RegExpExecArray, { language, url }: DayHints): string | null {
  const dayFirst = realDay(year, b, a);
  const monthFirst = realDay(year, a, b);
  if (dayFirst === null || monthFirst === null || dayFirst === monthFirst) return dayFirst ?? monthFirst;
  if (sign === '.') return dayFirst;
  const inAddress = [dayFirst, monthFirst].filter((day) => isInAddress(day, url ?? ''));
  if (inAddress.length === 1) return inAddress[0] ?? null;
  if (!language || EITHER.test(language)) return null;
  return MONTH_FIRST.test(language) ? monthFirst : dayFirst;
}

function isInAddress(day: string, url: string): boolean {
  const [year = '', month = '', date = ''] = day.split('-');
  return new RegExp(`(?<!\\d)${year}([-/]?)0?${Number(month)}(?:\\1)${Number(date) < 10 ? '0?' : ''}${Number(date)}(?!\\d)`).test(url);
}

/** Null for the 31st of April and the 25th month. */
function realDay(year: string | undefined, month: string | undefined, date: string | undefined): string | null {
  if (year === undefined || month === undefined || date === undefined || Number(year) < 1) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const at = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso) ? iso : null;
}

function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}
