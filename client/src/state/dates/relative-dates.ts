import { casual, type ParsedResult } from 'chrono-node/en';

/** Words of a text that mean a day only beside the article's own date. */
export interface DatedWords {
  readonly words: string;
  /** "Monday 2 October 2023", "about 2020"; null where the article's date is missing. */
  readonly meaning: string | null;
}

const DAY_MS = 86_400_000;

/**
 * Relative dates in the text, each once, resolved against the day on which the article came out. A weekday is the last one up
 * to that day, a day without a year the last such day: news tells of what was. Full dates need no resolving and are left out.
 */
export function relativeDates(text: string, publishedOn: string | null): DatedWords[] {
  const on = Date.parse(`${publishedOn ?? '2001-01-01'}T12:00:00Z`);
  const found = new Map<string, DatedWords>();
  for (const result of casual.parse(text, { instant: new Date(on), timezone: 0 })) {
    const { start } = result;
    const words = result.text.replace(/[\s,;.]+$/, '');
    const says =
      start.isCertain('weekday') ||
      start.isCertain('month') ||
      /\d|\b(?:ago|last|this|next|past|yesterday|today|tomorrow|tonight|week|month|year)\b/i.test(words);
    // "They sat with him" is no Saturday: short days and months are meant only with a capital.
    if (!says || /^(?:sat|sun|mon|wed|mar|may|march)$/.test(words) || /\b\d{4}\b|^(?:now|at |\d+$)/i.test(words)) continue;
    found.set(words.toLowerCase(), { words, meaning: publishedOn === null ? null : meaningOf(result, on) });
  }
  return [...found.values()];
}

function meaningOf({ start, text }: ParsedResult, on: number): string {
  let at = start.date().getTime();
  if (start.isCertain('weekday') && !/\bnext\b/i.test(text) && at > on + DAY_MS / 2) at -= 7 * DAY_MS;
  if (start.isCertain('month') && !start.isCertain('year') && at > on + DAY_MS) at = yearBefore(at);
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Date(at).toLocaleDateString('en-GB', { timeZone: 'UTC', ...options }).replace(',', '');
  if (/\byears?\b|\bdecades?\b/i.test(text)) return `about ${format({ year: 'numeric' })}`;
  if (/\bmonths?\b/i.test(text)) return `about ${format({ month: 'long', year: 'numeric' })}`;
  if (/\bweeks?\b/i.test(text)) return `the week around ${format({ day: 'numeric', month: 'long', year: 'numeric' })}`;
  if (start.isCertain('month') && !start.isCertain('day')) return format({ month: 'long', year: 'numeric' });
  return format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

function yearBefore(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear() - 1, date.getUTCMonth(), date.getUTCDate(), 12);
}
