import { wordLikeness } from './name-keys.js';

/** What stands before a name and is none of it. */
const TITLES = new Set(
  'gen general brig brigadier maj major col colonel capt captain lt lieutenant sgt mr mrs ms dr prof president minister premier secretary ayatollah sheikh shaykh imam rabbi sir lord commander spokesman spokesperson spokeswoman'.split(
    ' ',
  ),
);
/** Articles and particles that some print and others do not. */
const PARTICLE = /^(?:al|el|as|an|ar|ad|at|az|ash|ath|ul|ibn|bin|ben|abu|de|von|van|der)$/;
const PREFIX = /^(?:al|el|as|an|ar|ad|at|az|ash|ath)[-‐‑–'’ ](?=\p{L})/iu;

export function isTitle(word: string): boolean {
  return TITLES.has(word.toLowerCase().replace(/\.$/, ''));
}

export interface NameComparison {
  /** From 0, not alike, to 1, the same. */
  readonly score: number;
  /** Why, as a sentence. */
  readonly reason: string;
}

/** The words of a name that tell who it is: without titles, articles and particles. */
export function nameWords(name: string): string[] {
  const words = name
    .replace(/\([^)]*\)/g, ' ')
    .split(/[\s,]+/)
    .flatMap((word) => word.replace(PREFIX, '').split(/[-‐‑–]/))
    .map((word) => word.replace(/^[^\p{L}]+|[^\p{L}\p{M}]+$/gu, ''))
    .filter((word) => word !== '');
  const telling = words.filter((word) => !isTitle(word) && !PARTICLE.test(word.toLowerCase()));
  return telling.length > 0 ? telling : words;
}

/** Whether two printed names may be one person's: by the last word always, by first names and initials where both have them. */
export function compareNames(a: string, b: string): NameComparison {
  const [one, other] = [nameWords(a), nameWords(b)];
  const [lastOne = '', lastOther = ''] = [one.at(-1), other.at(-1)];
  const last = wordLikeness(lastOne, lastOther);
  if (last === 0) return { score: 0, reason: 'The last names differ.' };
  const [firstOne, firstOther] = [one.slice(0, -1), other.slice(0, -1)];
  const spelled = last === 1 ? `“${lastOther}” is the same` : `“${lastOne}” and “${lastOther}” are spellings of one name`;
  if (firstOne.length === 0 || firstOther.length === 0) {
    return {
      score: last * (firstOne.length === firstOther.length ? 1 : 0.75),
      reason: `${sentence(spelled)}${firstOne.length === firstOther.length ? '' : '; one of them prints no first name'}.`,
    };
  }
  const first = firstLikeness(firstOne, firstOther);
  if (first === 0) return { score: 0, reason: 'The first names differ.' };
  const how =
    first === 1 ? 'the first names are the same' : first < 0.6 ? 'one first name is an initial of the other' : 'so are the first names';
  return { score: Math.round(last * first * 100) / 100, reason: `${sentence(spelled)}, and ${how}.` };
}

function firstLikeness(a: readonly string[], b: readonly string[]): number {
  const best = a.flatMap((one) => b.map((other) => (isInitial(one, other) ? 0.55 : wordLikeness(one, other))));
  return best.reduce((most, one) => Math.max(most, one), 0);
}

function isInitial(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return /^\p{Lu}\.?$/u.test(short) && long.length > 2 && long.toUpperCase().startsWith(short.replace('.', '').toUpperCase());
}

function sentence(text: string): string {
  return text.charAt(0) === '“' ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
