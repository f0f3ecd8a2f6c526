import { MONTHS } from '../../lib/day-words.js';
import { ENGLISH } from '../languages/rules/english.js';
import type { LanguageRules } from '../languages/rules/language-rules.js';

const DAYS = ENGLISH.weekdays.map((day) => day.toLowerCase());
const DAY_MS = 86_400_000;

/**
 * When the report came out that is named between these words, told from the article's own date: "on Sunday", "a Friday
 * report", "published in April". "They met on Monday, the Journal reported" and "reported that on Monday" tell the day of
 * something else. Answers "2023-10-08" or "2023-10"; null where nothing tells it.
 */
export function reportDay(before: string, after: string, publishedOn: string | null, rules: LanguageRules = ENGLISH): string | null {
  if (publishedOn === null) return null;
  if (rules !== ENGLISH) return dayAfter(after, publishedOn, rules);
  const days = DAYS.join('|');
  const weekday =
    new RegExp(String.raw`^(?:(?!\bthat\b)[^,;:“”"])*?\b(last )?(${days})\b`, 'iu').exec(after.slice(0, 40)) ??
    new RegExp(String.raw`\b(last )?(${days})(?:[’']s)? (?:report|article|story|account|edition|issue|front page)\b`, 'iu').exec(
      before.slice(-40),
    ) ??
    new RegExp(`^()On (${days}),? (?:the )?$`, 'iu').exec(before);
  if (weekday) return dayBefore(publishedOn, DAYS.indexOf((weekday[2] ?? '').toLowerCase()), weekday[1] !== undefined && weekday[1] !== '');
  const months = MONTHS.join('|');
  const month =
    new RegExp(String.raw`\bin (${months})\b(?! \d)`, 'u').exec(after.slice(0, 40)) ??
    new RegExp(String.raw`\b(${months}) (?:report|article|story)\b`, 'u').exec(before.slice(-30));
  if (month) return monthBefore(publishedOn, MONTHS.indexOf(month[1] ?? '') + 1);
  return null;
}

/** In other languages the day stands behind the outlet: "berichtete der Kurier am Samstag", "روزنامه کرانه روز جمعه نوشت". */
function dayAfter(after: string, publishedOn: string, { weekdays, that }: LanguageRules): string | null {
  const own = after.slice(0, 40).split(new RegExp(String.raw`(?<![\p{L}\p{M}])(?:${that})(?![\p{L}\p{M}])|[,،;:.«“”„»]`, 'u'))[0] ?? '';
  const found = weekdays.findIndex((day) => new RegExp(String.raw`(?<![\p{L}\p{M}\u200c])(?:${day})(?![\p{L}\p{M}])`, 'u').test(own));
  return found < 0 ? null : dayBefore(publishedOn, found, false);
}

/** The last such weekday up to that day; "last" never means the day itself. */
function dayBefore(publishedOn: string, weekday: number, last: boolean): string {
  const at = Date.parse(`${publishedOn}T00:00:00Z`);
  const back = (new Date(at).getUTCDay() - weekday + 7) % 7;
  return new Date(at - (back === 0 && last ? 7 : back) * DAY_MS).toISOString().slice(0, 10);
}

function monthBefore(publishedOn: string, month: number): string {
  const year = Number(publishedOn.slice(0, 4));
  const passed = month <= Number(publishedOn.slice(5, 7));
  return `${passed ? year : year - 1}-${String(month).padStart(2, '0')}`;
}

/** Days from one day to another; a month counts from its middle. */
export function daysBetween(a: string, b: string): number {
  const at = (day: string): number => Date.parse(`${day.length === 7 ? `${day}-15` : day}T00:00:00Z`);
  return Math.abs(at(a) - at(b)) / DAY_MS;
}
