import { ENGLISH } from '../languages/rules/english.js';
import type { LanguageRules } from '../languages/rules/language-rules.js';
import { rulesOf } from '../languages/rules-of.js';
import { isAbjad, scriptOf } from '../names/letters.js';
import { soundsAlike } from '../names/sounds.js';
import { sentenceUnits } from '../sentences.js';
import { outletsHeardIn, outletsKnownIn } from './known-outlets.js';
import { reportDay } from './report-day.js';

/** A place where an article says that a newspaper, agency or broadcaster reported something; offsets in UTF-16 code units. */
export interface Citation {
  /** The outlet by its full name, as far as the article or common knowledge gives one. */
  readonly outlet: string;
  /** The words that say so, for people to see. */
  readonly phrase: string;
  readonly start: number;
  readonly end: number;
  /** The sentence it stands in. */
  readonly sentence: { readonly start: number; readonly end: number };
  /** When the report came out, as "2023-10-08" or "2023-10"; null where nothing tells it. */
  readonly day: string | null;
  /** The outlet that this one is cited through: "World Wire quoted the Journal". */
  readonly through: string | null;
}

const FULL_NAMES: Readonly<Record<string, string>> = {
  WSJ: 'Wall Street Journal',
  NYT: 'New York Times',
  AP: 'Associated Press',
  AFP: 'Agence France-Presse',
};

interface Mention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Where the article says who reported something. `own` is the article's own outlet, which is no source of itself. */
export function citationsIn(text: string, own: string | null, publishedOn: string | null, known: readonly string[] = []): Citation[] {
  const rules = rulesOf(text);
  const mentions = mentionsIn(text, own, known, rules);
  const citations: Citation[] = [];
  for (const sentence of sentenceUnits(text)) {
    const here = mentions.filter(({ start }) => start >= sentence.start && start < sentence.end);
    for (const [index, mention] of here.entries()) {
      const before = text.slice(sentence.start, mention.start);
      const after = text.slice(mention.end, sentence.end);
      const previous = here[index - 1];
      const between = previous === undefined ? '' : text.slice(previous.end, mention.start);
      const through = previous !== undefined && previous.name !== mention.name && rules.through.test(between) ? previous.name : null;
      if (!rules.before.test(before) && !rules.after.test(after) && through === null) continue;
      const from = sentence.start + Math.max(0, before.search(/\S+(?:\s+\S+){0,4}\s*$/u));
      const to = Math.min(sentence.end, mention.end + (/^\S*(?:\s+\S+){0,3}/u.exec(after)?.[0].length ?? 0));
      const day = reportDay(before.slice(-60), after.slice(0, 60), publishedOn, rules);
      citations.push({
        outlet: mention.name,
        phrase: text.slice(from, to).trim(),
        start: mention.start,
        end: mention.end,
        sentence,
        day,
        through,
      });
    }
  }
  return citations;
}

/** Whether a name is that of a newspaper, agency or broadcaster. */
export function isOutlet(name: string): boolean {
  const found = new RegExp(`^(?:[Tt]he )?(?:${ENGLISH.outlet.source})$`, 'u');
  const plain = name.trim();
  return found.test(plain) || (!/^[\p{ASCII}]*$/u.test(plain) && isForeignOutlet(plain));
}

function isForeignOutlet(name: string): boolean {
  const known = outletsKnownIn(name).some(({ start, end }) => start === 0 && end === name.length);
  return known || outletsNamedIn(`${name},`, rulesOf(name.repeat(5))).some(({ start }) => start === 0);
}

/** "World Wire (news agency)" is called World Wire, "The Capital Courier (daily newspaper)" Capital Courier. */
export function outletName(source: string): string {
  return source
    .replace(/\s*\([^)]*\)\s*$/, '')
    .replace(/^the /i, '')
    .trim();
}

export function sameOutlet(a: string, b: string): boolean {
  const [one, other] = [fold(a), fold(b)];
  return one === other || initials(a) === b.trim() || initials(b) === a.trim() || soundsTheSame(one, other);
}

/** Whether both are one name in two scripts, word by word. */
function soundsTheSame(a: string, b: string): boolean {
  if (scriptOf(a) === scriptOf(b)) return false;
  const [one, other] = [a.split(/\s+/), b.split(/\s+/)];
  return one.length === other.length && one.every((word, index) => soundsAlike(word, other[index] ?? ''));
}

/** Names as the language's own rules find them. */
function outletsNamedIn(text: string, rules: LanguageRules): Mention[] {
  return [...text.matchAll(rules.outlet)].map((match) => {
    const { quoted, name, ending } = match.groups ?? {};
    const whole = rules.lead === null ? match[0] : match[0].replace(rules.lead, '');
    const start = match.index + match[0].length - whole.length;
    const bare = quoted ?? name ?? (ending === undefined || rules.lead === null ? (ending ?? whole) : ending.replace(rules.lead, ''));
    return { name: bare, start, end: match.index + match[0].length };
  });
}

function mentionsIn(text: string, own: string | null, known: readonly string[], rules: LanguageRules): Mention[] {
  const found: Mention[] = [];
  const add = (mention: Mention): void => {
    if (!found.some((other) => other.start < mention.end && mention.start < other.end)) found.push(mention);
  };
  const elsewhere = rules === ENGLISH ? [] : [...outletsKnownIn(text), ...outletsHeardIn(text, known)];
  for (const mention of [...elsewhere, ...outletsNamedIn(text, rules)]) add(withDescriptor(mention, text, rules));
  for (const name of known) {
    for (let at = text.indexOf(name); at >= 0 && name.length > 3; at = text.indexOf(name, at + 1))
      add({ name, start: at, end: at + name.length });
  }
  found.sort((a, b) => a.start - b.start);
  const full = [...new Set([...found.map(({ name }) => name), ...known])].filter((name) => name.includes(' '));
  const named = found.map((mention) => ({ ...mention, name: fullName(mention.name, full) }));
  const anaphors = (rules.anaphor === null ? [] : [...text.matchAll(rules.anaphor)]).flatMap((match): Mention[] => {
    const earlier = named.filter(({ start, name }) => start < match.index && !isOwn(name, own));
    const nearest = earlier.at(-1);
    // "World Wire quoted the newspaper" means the one before World Wire.
    const quoted = nearest !== undefined && rules.through.test(`${text.slice(nearest.end, match.index)}`);
    const last = quoted ? earlier.findLast(({ name }) => name !== nearest.name) : nearest;
    return last === undefined ? [] : [{ name: last.name, start: match.index, end: match.index + match[0].length }];
  });
  return [...named, ...anaphors].filter(({ name }) => !isOwn(name, own)).sort((a, b) => a.start - b.start);
}

/** A name that is found by itself begins with the word for newspaper or agency before it, where one stands there. */
function withDescriptor(mention: Mention, text: string, rules: LanguageRules): Mention {
  if (rules === ENGLISH) return mention;
  const before = text.slice(Math.max(0, mention.start - 40), mention.start);
  const described = [...`${before}${text.slice(mention.start, mention.end)},`.matchAll(rules.outlet)].find(
    ({ index, 0: words }) => index < before.length && index + words.length >= before.length,
  );
  return described === undefined ? mention : { ...mention, start: mention.start - before.length + described.index };
}

/** "the Journal" and "WSJ" are the Wall Street Journal where that is named too. */
function fullName(name: string, full: readonly string[]): string {
  const longer = full.find((other) => other !== name && (other.endsWith(` ${name}`) || initials(other) === name));
  return longer ?? FULL_NAMES[name] ?? name;
}

function isOwn(name: string, own: string | null): boolean {
  if (own === null) return false;
  const [a, b] = [fold(name), fold(outletName(own))];
  if (a === b || b.endsWith(` ${a}`) || a.startsWith(`${b} `)) return true;
  // Without capitals a name may be read too far: "the newspaper Sahl what was said" is the Sahl.
  const script = scriptOf(b);
  const bare = b.slice(b.indexOf(' ') + 1);
  return script !== null && isAbjad(script) && `${a} `.startsWith(`${bare} `);
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .filter((word) => /^\p{Lu}/u.test(word) && word !== 'The')
    .map((word) => [...word][0])
    .join('');
}

function fold(name: string): string {
  return outletName(name).normalize('NFKC').toLowerCase();
}
