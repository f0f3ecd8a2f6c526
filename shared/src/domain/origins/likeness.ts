import { scriptOf } from '../../text/names/letters.js';
import { citationsIn, outletName, sameOutlet } from '../../text/tracing/citations.js';
import { type SharedRun, sharedRuns } from '../../text/tracing/overlap.js';
import { daysBetween } from '../../text/tracing/report-day.js';
import type { DerivationKind } from '../appearance.js';
import { languageOfArticle, translationSigns } from './across-languages.js';
import type { TracedArticle } from './traced-article.js';

/** One thing that speaks for a derivation: how strongly, from 0 to 1, and in words. */
export interface Sign {
  readonly weight: number;
  readonly reason: string;
}

/** What two articles have in common, and which of the two came from the other as far as that tells. */
export interface Likeness {
  readonly from: TracedArticle;
  readonly to: TracedArticle;
  readonly kind: Exclude<DerivationKind, 'original' | 'unknown'>;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly runs: readonly SharedRun[];
  /** The texts themselves have something in common; false where one only names the other's outlet. */
  readonly alike: boolean;
  /** The one names the other's outlet. */
  readonly names: boolean;
}

/** Below this, nobody is asked. */
export const PROPOSED_FROM = 0.35;

/** Signs of one thing add up without ever reaching certainty. */
export function scoreOf(signs: readonly Sign[]): number {
  return Math.round((1 - signs.reduce((rest, { weight }) => rest * (1 - weight), 1)) * 100) / 100;
}

/** Null where nothing speaks for one deriving from the other. */
export function likenessOf(a: TracedArticle, b: TracedArticle): Likeness | null {
  const foreign = languageOfArticle(a) !== languageOfArticle(b);
  const runs = sharedRuns(a.trace.body, b.trace.body);
  const quoting = a.trace.own.length < a.trace.body.length || b.trace.own.length < b.trace.body.length;
  const alike = [
    ...overlapSigns(a, b, quoting ? sharedRuns(a.trace.own, b.trace.own) : runs),
    ...commonSigns(a, b),
    ...(foreign ? translationSigns(a, b) : []),
  ];
  const aNames = namingSign(a, b);
  const bNames = namingSign(b, a);
  if (alike.length === 0 && aNames === null && bNames === null) return null;
  const order = direction(a, b, aNames !== null, bNames !== null);
  const [from, to] = order.later === a ? [a, b] : [b, a];
  const naming = order.later === a ? aNames : bNames;
  const signs = [...alike, ...(naming === null ? [] : [naming])];
  const score = Math.round(scoreOf(signs) * (order.sure ? 1 : 0.8) * 100) / 100;
  if (score < PROPOSED_FROM) return null;
  const shown = order.later === a ? runs : runs.map((run) => ({ ...run, a: run.b, b: run.a }));
  const kind = foreign && alike.length > 0 ? 'translates' : kindOf(sharedPart(from, runs), alike.length > 0, naming !== null);
  return {
    from,
    to,
    kind,
    score,
    reasons: [...signs.map(({ reason }) => reason), ...(order.reason === null ? [] : [order.reason])],
    runs: shown,
    alike: alike.length > 0,
    names: naming !== null,
  };
}

/** What both say in their own words; the same quotation is a sign of its own, and a weaker one. */
function overlapSigns(a: TracedArticle, b: TracedArticle, runs: readonly SharedRun[]): Sign[] {
  const words = runs.reduce((sum, run) => sum + run.words, 0);
  const longest = runs.reduce((most, run) => Math.max(most, run.words), 0);
  const shorter = Math.max(1, Math.min(a.trace.own.length, b.trace.own.length));
  // Runs of five or six words are mostly names of bodies and offices: what is beyond four words of a run tells.
  const telling = runs.reduce((sum, run) => sum + run.words - 4, 0);
  if (telling < 8 || longest < 7) return [];
  const told = telling / shorter;
  const weight = Math.min(0.95, 0.25 + told * 2 + Math.min(0.2, longest / 150));
  const percent = Math.max(1, Math.round((words / shorter) * 100));
  return [
    {
      weight,
      reason: `${percent} % of the shorter text stands word for word in the other, quotations aside; the longest run has ${longest} words.`,
    },
  ];
}

function commonSigns(a: TracedArticle, b: TracedArticle): Sign[] {
  const signs: Sign[] = [];
  const quotes = common(a.trace.quotes, b.trace.quotes);
  if (quotes.length > 0) {
    const weight = Math.min(0.8, 0.4 + 0.15 * (quotes.length - 1));
    signs.push({ weight, reason: `Both print the quotation “${shortened(quotes[0] ?? '')}”${more(quotes.length, 'quotation')}.` });
  }
  const captions = common(a.trace.captions, b.trace.captions);
  if (captions.length > 0)
    signs.push({ weight: 0.3, reason: `Both print the caption “${shortened(captions[0] ?? '')}”${more(captions.length, 'caption')}.` });
  const oddities = a.trace.oddities.filter((oddity) => b.trace.oddities.includes(oddity));
  if (oddities.length > 0) {
    const weight = Math.min(0.85, 0.5 + 0.15 * (oddities.length - 1));
    signs.push({
      weight,
      reason: `Both print the same damage: ${oddities
        .slice(0, 3)
        .map((oddity) => `“${oddity}”`)
        .join(', ')}.`,
    });
  }
  return signs;
}

/** An outlet that an article names means its report of these weeks, not one of half a year before. */
export const SAME_REPORT_DAYS = 45;

/** "World Wire quoted …" in an article, where World Wire is the other one. */
function namingSign(article: TracedArticle, other: TracedArticle): Sign | null {
  if (other.source === null || !sameWeeks(article.publishedOn, other.publishedOn)) return null;
  const name = outletName(other.source);
  // Most articles of the same script do not hold the name at all, and are not read for it.
  if (scriptOf(article.text.slice(0, 200)) === scriptOf(name) && !article.text.includes(name)) return null;
  const found = citationsIn(article.text, article.source, article.publishedOn, [name]).find((citation) =>
    sameOutlet(citation.outlet, name),
  );
  return found === undefined ? null : { weight: 0.7, reason: `It names ${name}: “${found.phrase}”.` };
}

export function sameWeeks(a: string | null, b: string | null): boolean {
  return a === null || b === null || daysBetween(a, b) <= SAME_REPORT_DAYS;
}

function direction(
  a: TracedArticle,
  b: TracedArticle,
  aNames: boolean,
  bNames: boolean,
): { later: TracedArticle; sure: boolean; reason: string | null } {
  if (aNames !== bNames) {
    const [later, earlier] = aNames ? [a, b] : [b, a];
    const against = later.publishedOn !== null && earlier.publishedOn !== null && later.publishedOn < earlier.publishedOn;
    return { later, sure: !against, reason: against ? 'It is dated earlier than what it names.' : null };
  }
  if (a.publishedOn !== null && b.publishedOn !== null && a.publishedOn !== b.publishedOn) {
    const later = a.publishedOn > b.publishedOn ? a : b;
    return { later, sure: true, reason: 'It was published later.' };
  }
  const later = a.trace.body.length <= b.trace.body.length ? a : b;
  const reason =
    a.publishedOn === null || b.publishedOn === null
      ? 'A date is missing, so which came first is not known.'
      : 'Both are of the same day, so which came first is not known.';
  return { later, sure: false, reason };
}

function sharedPart(article: TracedArticle, runs: readonly SharedRun[]): number {
  return runs.reduce((sum, run) => sum + run.words, 0) / Math.max(1, article.trace.body.length);
}

function kindOf(part: number, alike: boolean, names: boolean): Likeness['kind'] {
  if (part >= 0.5) return 'quotes';
  if (alike) return 'rewrites';
  return names ? 'cites' : 'rewrites';
}

function common(a: readonly { readonly key: number; readonly text: string }[], b: readonly { readonly key: number }[]): string[] {
  const keys = new Set(b.map(({ key }) => key));
  return a.filter(({ key }) => keys.has(key)).map(({ text }) => text);
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= 80 ? text : `${characters.slice(0, 79).join('').trimEnd()}…`;
}

function more(count: number, what: string): string {
  return count < 2 ? '' : ` and ${count - 1} more ${what}${count === 2 ? '' : 's'}`;
}
