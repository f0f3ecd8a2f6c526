import { CodePoints } from '../code-points.js';
import { gregorianDay, SOLAR_MONTHS } from '../figures/solar-days.js';
import type { PageRules } from '../languages/rules/language-rules.js';
import { pageRulesOf } from '../languages/rules-of.js';
import { countWords } from '../normalise.js';
import type { MarkedParagraph } from '../region.js';
import { isFinished, regionsOf } from '../regions.js';
import { type DayHints, dayOf } from './written-day.js';

/** What the lines around a headline say of an article; null is unknown. */
export interface Described {
  readonly byline: string | null;
  readonly publishedOn: string | null;
}

/** Bylines and days stand in the beginning of a text. */
const BEGINNING = 6_000;
/** More of them with a full stop are a sentence, and no byline. */
const SENTENCE_WORDS = 6;
const SEPARATOR = /\s*[|·•]\s*|\s+[–—]\s+/u;
const UPDATED =
  /^(?:(?:last|zuletzt|dernière|última|آخر|آخرین)\s+)?(?:updated|modified|aktualisiert|mis[e]? à jour|actualiza\p{L}+|обновлено|оновлено|עודכן|تحديث|به‌?\s?روز|更新)/iu;
const TRADE = /\b(?:staff|writers?|reporters?|correspondents?|editors?|read|updated|published|live)\b/i;

/**
 * Who wrote a normalised text and when it was printed, as the regions of its beginning that are bylines say. A day that could
 * be two stays unknown, and so does one that is only said to be of an update.
 */
export function describedIn(text: string, marked: readonly MarkedParagraph[] = [], hints: DayHints = {}): Described {
  const end = text.lastIndexOf('\n', BEGINNING);
  const head = text.length <= BEGINNING ? text : text.slice(0, end > 0 ? end : BEGINNING);
  const points = new CodePoints(head);
  const pages = pageRulesOf(text);
  const lines = regionsOf(head, marked)
    .filter(({ kind }) => kind === 'byline')
    .map(({ start, end: to }) => points.slice(start, to))
    .filter((line) => !(isFinished(line) && countWords(line) > SENTENCE_WORDS));
  const parts = lines.flatMap((line) => line.split(SEPARATOR));
  return {
    byline: firstOf(parts, (part) => nameIn(part, pages)),
    publishedOn: firstOf([...parts, ...lines], (part) => (UPDATED.test(part) ? null : (dayOf(part, hints) ?? solarDay(part)))),
  };
}

function firstOf<T>(parts: readonly string[], find: (part: string) => T | null): T | null {
  for (const part of parts) {
    const found = find(part);
    if (found !== null) return found;
  }
  return null;
}

/** "Ana Ruiz and Bo Lind" of "By Ana Ruiz and Bo Lind, 9 October 2023"; a name alone is one too. */
function nameIn(part: string, pages: readonly PageRules[]): string | null {
  const by = pages.map((page) => page.by.exec(part)?.[0] ?? '').find((prefix) => prefix !== '') ?? '';
  const name = part
    .slice(by.length)
    .replace(/[,;(]?\s*\p{Nd}.*$/su, '')
    .replace(/[\s,;:]+$/u, '');
  if (name.length < 3 || name.length > 160 || UPDATED.test(name)) return null;
  if (by !== '') return name;
  const isName = /^\p{L}[\p{L}\p{M}’'"״׳.\u200c-]+(?: \p{L}[\p{L}\p{M}’'"״׳.\u200c-]*){1,4}$/u.test(name) && name === part;
  return isName && !TRADE.test(name) ? name : null;
}

/** "۱۷ مهر ۱۴۰۲", a day of the solar year of Iran. */
function solarDay(part: string): string | null {
  const latin = part.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
  const found = new RegExp(String.raw`(?<!\d)(\d{1,2})\s+(${SOLAR_MONTHS.join('|')})(?:\s+ماه)?[،,]?\s+(1[34]\d\d)(?!\d)`, 'u').exec(latin);
  if (found === null) return null;
  return gregorianDay(Number(found[3]), SOLAR_MONTHS.indexOf(found[2] ?? '') + 1, Number(found[1]));
}
