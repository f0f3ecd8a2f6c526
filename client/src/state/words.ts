import type { Role } from '#shared/domain/actor.js';
import type { Attitude, DerivationKind } from '#shared/domain/appearance.js';
import type { OriginsData, Stage } from '#shared/protocol/views.js';
import type { RegionKind } from '#shared/text/region.js';

/** How the glossary's words stand on the screen. */
export const STAGE_WORDS: Record<Stage, string> = {
  'in-progress': 'in progress',
  proposed: 'proposed',
  approved: 'approved',
  published: 'published',
  'in-revision': 'in revision',
  'not-checkable': 'not checkable',
};

export const ROLE_WORDS: Record<Role, { readonly name: string; readonly one: string; readonly does: string }> = {
  checker: { name: 'Checker', one: 'a checker', does: 'Marks articles, opens claims, attaches evidence, proposes and dissents' },
  lead: { name: 'Lead', one: 'a lead', does: 'All a checker does; returns, approves and publishes what others wrote' },
  auditor: { name: 'Auditor', one: 'an auditor', does: 'Reads everything and replays any moment; writes nothing' },
  admin: { name: 'Admin', one: 'an admin', does: 'Keeps members and policy; changes no claim' },
};

export const REGION_WORDS: Record<RegionKind, string> = {
  headline: 'headline',
  byline: 'byline',
  subhead: 'subhead',
  body: 'body',
  quote: 'quote',
  caption: 'caption',
  correction: 'correction note',
  boilerplate: 'boilerplate',
};

export const ATTITUDE_WORDS: Record<Attitude, string> = {
  asserts: 'states it as a fact',
  denies: 'says it is not so',
  reports: 'reports that others say so',
  questions: 'casts doubt on it',
  retracts: 'takes it back',
};

export const DERIVATION_WORDS: Record<DerivationKind, string> = {
  quotes: 'quotes it word for word',
  translates: 'is a translation of it',
  rewrites: 'tells it in other words',
  aggregates: 'collects it with others',
  cites: 'names it as its source',
  original: 'is a report of its own',
  unknown: 'has it from somewhere that nobody knows',
};

export const NOT_CHECKABLE_WORDS = {
  opinion: 'It is an opinion',
  prediction: 'It is a prediction',
  'no-evidence-reachable': 'No evidence can be reached',
  'source-safety': 'Checking it would endanger a source',
} as const;

/** "5 articles → 2 independent origins". */
export function originsWords(origins: OriginsData): string {
  if (origins.articles === 0) return 'in no article yet';
  const articles = origins.articles === 1 ? '1 article' : `${origins.articles} articles`;
  const roots = origins.independent === 1 ? '1 origin' : `${origins.independent} origins`;
  return `${articles} → ${roots}`;
}

/** "now", "4 min", "2 h", "3 d", then the day. */
export function ageWords(at: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h`;
  if (minutes < 14 * 24 * 60) return `${Math.floor(minutes / (24 * 60))} d`;
  return dayWords(at);
}

export function dayWords(at: string): string {
  const date = new Date(at.length === 10 ? `${at}T12:00:00` : at);
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

export function timeWords(at: string, seconds = false): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}) });
}

/** Day and time; the day is left out for today. */
export function momentWords(at: string, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? timeWords(at) : `${dayWords(at)}, ${timeWords(at)}`;
}

/** "1 word", "2 words". */
export function countWords(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Two letters for a person: first letters of the first and the last name. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  const first = [...(parts[0] ?? '')][0] ?? '?';
  const last = parts.length > 1 ? ([...(parts.at(-1) ?? '')][0] ?? '') : ([...(parts[0] ?? '')][1] ?? '');
  return (first + last).toUpperCase();
}

/** The words, or the first `most` characters of them and that there are more. */
export function shortened(words: string, most: number): string {
  const points = [...words];
  return points.length <= most ? words : `${points.slice(0, most).join('')}…`;
}
