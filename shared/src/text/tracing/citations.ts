import { sentenceUnits } from '../sentences.js';
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

const MEDIA =
  'Journal|Times|Post|News|Guardian|Observer|Courier|Tribune|Gazette|Herald|Wire|Radio|Telegraph|Press|Magazine|Review|Standard|Chronicle|Globe|Mirror|Agency|Television|Independent|Mail|Monitor|Weekly|Register|Dispatch|Examiner|Inquirer|Bulletin|Zeitung|Spiegel';
const KNOWN =
  'CNN|BBC|Reuters|AP|AFP|Axios|Bloomberg|Al[- ]Jazeera|Haaretz|NPR|NBC|CBS|ABC|Politico|Ynet|Tasnim|Fars|IRNA|Le Monde|Le Figaro|El País|dpa|TASS|Xinhua|Al[- ]Arabiya|Al[- ]Mayadeen|Newsweek|WSJ|NYT';
const CAPITAL = String.raw`(?:\p{Lu}[\p{L}\p{M}’'-]*|of|&)`;
const OUTLET = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:${CAPITAL} ){0,4}(?:${MEDIA})(?: of \p{Lu}\p{L}+)?|${KNOWN})(?![\p{L}\p{N}])`,
  'gu',
);
const ANAPHOR = /\b[Tt]he (?:same )?(?:newspaper|paper|daily|magazine|broadcaster|news agency|outlet)(?![\p{L}’'])/gu;
const FULL_NAMES: Readonly<Record<string, string>> = {
  WSJ: 'Wall Street Journal',
  NYT: 'New York Times',
  AP: 'Associated Press',
  AFP: 'Agence France-Presse',
};

const BEFORE =
  /(?:according to|report(?:ed|s)? (?:by|in|of|from)|told|citing|cited|quot(?:ed|ing)(?: by)?|interview with|speaking to|(?:seen|obtained|published|confirmed|consulted|revealed|carried) (?:by|in)|as)\s+(?:(?:a|an|the|its|some|\p{Lu}?\p{L}+day)\s+|(?:report|account|story|article)\s+(?:in|by|from|of|that)\s+)*$/iu;
const AFTER =
  /^(?:[’']s)?,?\s+(?:[\p{L}-]+ ){0,2}?(?:report(?:ed|s|ing)?|sa(?:id|ys)|wrote|writes|reveal(?:ed|s)|quot(?:ed|es)|carried|published|cit(?:ed|es|ing)|account|instead|which (?:exclusively )?report)/u;
const THROUGH =
  /^\s*(?:has |had )?(?:quot(?:ed|es|ing)|cit(?:ed|es|ing)|reported,? citing|said,? citing|,\s*(?:quoting|citing))\s+(?:a report (?:in|by) )?(?:the )?$/iu;

interface Mention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Where the article says who reported something. `own` is the article's own outlet, which is no source of itself. */
export function citationsIn(text: string, own: string | null, publishedOn: string | null, known: readonly string[] = []): Citation[] {
  const mentions = mentionsIn(text, own, known);
  const citations: Citation[] = [];
  for (const sentence of sentenceUnits(text)) {
    const here = mentions.filter(({ start }) => start >= sentence.start && start < sentence.end);
    for (const [index, mention] of here.entries()) {
      const before = text.slice(sentence.start, mention.start);
      const after = text.slice(mention.end, sentence.end);
      const previous = here[index - 1];
      const between = previous === undefined ? '' : text.slice(previous.end, mention.start);
      const through = previous !== undefined && previous.name !== mention.name && THROUGH.test(between) ? previous.name : null;
      if (!BEFORE.test(before) && !AFTER.test(after) && through === null) continue;
      const from = sentence.start + Math.max(0, before.search(/\S+(?:\s+\S+){0,4}\s*$/u));
      const to = Math.min(sentence.end, mention.end + (/^\S*(?:\s+\S+){0,3}/u.exec(after)?.[0].length ?? 0));
      const day = reportDay(before.slice(-60), after.slice(0, 60), publishedOn);
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
  const found = new RegExp(`^(?:[Tt]he )?(?:${OUTLET.source})$`, 'u');
  return found.test(name.trim());
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
  return one === other || initials(a) === b.trim() || initials(b) === a.trim();
}

function mentionsIn(text: string, own: string | null, known: readonly string[]): Mention[] {
  const found: Mention[] = [...text.matchAll(OUTLET)].map((match) => {
    const name = match[0].replace(/^(?:(?:The|A|An|And|But|As|In|According|Another|Meanwhile|of|&) )+/u, '');
    return { name, start: match.index + match[0].length - name.length, end: match.index + match[0].length };
  });
  for (const name of known) {
    for (let at = text.indexOf(name); at >= 0 && name.length > 3; at = text.indexOf(name, at + 1)) {
      if (!found.some((other) => other.start < at + name.length && at < other.end)) found.push({ name, start: at, end: at + name.length });
    }
  }
  found.sort((a, b) => a.start - b.start);
  const full = [...new Set([...found.map(({ name }) => name), ...known])].filter((name) => name.includes(' '));
  const named = found.map((mention) => ({ ...mention, name: fullName(mention.name, full) }));
  const anaphors = [...text.matchAll(ANAPHOR)].flatMap((match): Mention[] => {
    const earlier = named.filter(({ start, name }) => start < match.index && !isOwn(name, own));
    const nearest = earlier.at(-1);
    // "World Wire quoted the newspaper" means the one before World Wire.
    const quoted = nearest !== undefined && THROUGH.test(`${text.slice(nearest.end, match.index)}`);
    const last = quoted ? earlier.findLast(({ name }) => name !== nearest.name) : nearest;
    return last === undefined ? [] : [{ name: last.name, start: match.index, end: match.index + match[0].length }];
  });
  return [...named, ...anaphors].filter(({ name }) => !isOwn(name, own)).sort((a, b) => a.start - b.start);
}

/** "the Journal" and "WSJ" are the Wall Street Journal where that is named too. */
function fullName(name: string, full: readonly string[]): string {
  const longer = full.find((other) => other !== name && (other.endsWith(` ${name}`) || initials(other) === name));
  return longer ?? FULL_NAMES[name] ?? name;
}

function isOwn(name: string, own: string | null): boolean {
  if (own === null) return false;
  const [a, b] = [fold(name), fold(outletName(own))];
  return a === b || b.endsWith(` ${a}`) || a.startsWith(`${b} `);
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
