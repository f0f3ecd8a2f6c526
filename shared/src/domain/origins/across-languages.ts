import { figuresOf, isDay } from '../../text/figures/figures-in.js';
import { languageRead } from '../../text/languages/rules-of.js';
import { isAbjad, scriptOf } from '../../text/names/letters.js';
import { wordLikeness } from '../../text/names/name-keys.js';
import { nameWords } from '../../text/names/name-variants.js';
import { namesIn } from '../../text/names/names-in.js';
import { bare } from '../../text/tracing/known-outlets.js';
import { wordsOf } from '../../text/tracing/words.js';
import type { Sign } from './likeness.js';
import type { TracedArticle } from './traced-article.js';

/** What of a text survives a translation, where it stands. */
interface Landmark {
  readonly kind: 'name' | 'number' | 'day';
  /** A word of a name as printed, or a figure's value. */
  readonly value: string;
  readonly start: number;
}

interface Landmarks {
  readonly marked: readonly Landmark[];
  /** Every word, for scripts in which names have no capitals. */
  readonly words: readonly Landmark[];
  readonly caseless: boolean;
}

const LANDMARKS_MAX = 160;
/** With fewer in the same order, two reports of one event cannot be told from a translation. */
const ALIKE_MIN = 5;
const NUMBERS_MIN = 2;
/** So much of the shorter text's landmarks stands in the other, in the same order, where it was translated or retold. */
const PART_MIN = 0.5;

/** The language that an article is in, as its import noted it, else as it reads. */
export function languageOfArticle({ language, text }: TracedArticle): string {
  return language?.slice(0, 2).toLowerCase() ?? languageRead(text);
}

/**
 * Whether one of two texts in different languages has its story from the other: names, numbers and days that stand in both, in
 * the same order. Two reports of one event share the few that everybody knows; a translation shares nearly all of one text.
 */
export function translationSigns(a: TracedArticle, b: TracedArticle): Sign[] {
  const [one, other] = [landmarksOf(a), landmarksOf(b)];
  const shared = inOrder(one, other);
  const figures = shared.filter(({ kind }) => kind !== 'name');
  const distinct = new Set(shared.map(({ value }) => value));
  if (distinct.size < ALIKE_MIN || new Set(figures.map(({ value }) => value)).size < NUMBERS_MIN) return [];
  const part = (shareOf(figures, [one, other], 'figures') + shareOf(shared, [one, other], 'names')) / 2;
  if (part < PART_MIN) return [];
  const weight = Math.min(0.9, 0.2 + part * 0.5 + Math.min(0.2, distinct.size / 60));
  const said = [...new Map(shared.map((mark) => [mark.value, mark])).values()].slice(0, 6).map(({ value }) => value);
  const quoted = quotedFigures(a, b);
  return [
    {
      weight,
      reason: `${distinct.size} names, numbers and days stand in both in the same order, ${Math.round(part * 100)} % of the shorter text’s: ${said.join(', ')}${distinct.size > said.length ? ' …' : ''}.`,
    },
    ...(quoted.length === 0
      ? []
      : [{ weight: 0.25, reason: `Quotations of both hold the number${quoted.length === 1 ? '' : 's'} ${quoted.join(', ')}.` }]),
  ];
}

/**
 * Which part of the side with fewer is shared. Figures are told apart from names, since German prints every noun like a name;
 * a side that marks no names at all is not counted for them.
 */
function shareOf(shared: readonly Landmark[], sides: readonly Landmarks[], what: 'names' | 'figures'): number {
  const isWanted = ({ kind }: Landmark): boolean => (kind === 'name') === (what === 'names');
  const marking = what === 'names' ? sides.filter(({ caseless }) => !caseless) : sides;
  if (marking.length === 0) return 1;
  const fewer = Math.min(...marking.map(({ marked }) => marked.filter(isWanted).length));
  return Math.min(1, shared.filter(isWanted).length / Math.max(1, fewer));
}

function landmarksOf({ text, trace }: TracedArticle): Landmarks {
  const [from, to] = [trace.body[0]?.start ?? 0, trace.body.at(-1)?.end ?? 0];
  const story = text.slice(from, to);
  const figures = figuresOf(story).map(
    ({ value, start }): Landmark => ({ kind: isDay(value) ? 'day' : 'number', value: isDay(value) ? value.slice(-5) : value, start }),
  );
  const script = scriptOf(story.replace(/[^\p{L}]/gu, '').slice(0, 200));
  const caseless = script !== null && isAbjad(script);
  const words = wordsOf(story).map(({ start, end }): Landmark => ({ kind: 'name', value: story.slice(start, end), start }));
  const names = caseless ? new Set<string>() : new Set(namesIn(story).flatMap(nameWords));
  const named = words.filter(({ value }) => names.has(value) || names.has(value.replace(/[’']s$/u, '')));
  const telling = figures.filter(({ value, kind }) => kind === 'day' || value.length >= 2);
  const marked = [...named, ...telling].sort((a, b) => a.start - b.start).slice(0, LANDMARKS_MAX);
  return {
    marked,
    words: caseless ? [...words, ...telling].sort((a, b) => a.start - b.start).slice(0, LANDMARKS_MAX * 4) : marked,
    caseless,
  };
}

/** The longest row of landmarks that both have in the same order, with the values of the first. */
function inOrder(a: Landmarks, b: Landmarks): Landmark[] {
  // Where one side marks its names, those are looked for among all the words of the other.
  const [one, other] =
    a.caseless && !b.caseless ? [b.marked, a.words] : b.caseless && !a.caseless ? [a.marked, b.words] : [a.words, b.words];
  const alike = new Map<string, boolean>();
  const same = (x: Landmark, y: Landmark): boolean => {
    if (x.kind !== 'name' || y.kind !== 'name') return x.kind === y.kind && x.value === y.value;
    const key = `${x.value} ${y.value}`;
    const known = alike.get(key);
    if (known !== undefined) return known;
    const judged = sameName(x.value, y.value, a.caseless && b.caseless);
    alike.set(key, judged);
    return judged;
  };
  const lengths: number[][] = [new Array<number>(other.length + 1).fill(0)];
  for (const [row, mark] of one.entries()) {
    const above = lengths[row] ?? [];
    const next = [0];
    for (const [column, candidate] of other.entries())
      next.push(Math.max(above[column + 1] ?? 0, next[column] ?? 0, same(mark, candidate) ? (above[column] ?? 0) + 1 : 0));
    lengths.push(next);
  }
  const found: Landmark[] = [];
  for (let row = one.length, column = other.length; row > 0 && column > 0; ) {
    const here = lengths[row]?.[column] ?? 0;
    if (here === (lengths[row - 1]?.[column] ?? 0)) row--;
    else if (here === (lengths[row]?.[column - 1] ?? 0)) column--;
    else {
      const mark = one[row - 1];
      if (mark !== undefined) found.unshift(mark);
      row--;
      column--;
    }
  }
  return found;
}

/** Of two texts without capitals only words of some length tell: both languages share short ones. */
function sameName(a: string, b: string, bothCaseless: boolean): boolean {
  if ([...a].length < 3 || [...b].length < 3 || (bothCaseless && ([...a].length < 4 || [...b].length < 4))) return false;
  return bare(a).some((one) => bare(b).some((other) => wordLikeness(one, other) >= 0.9));
}

const QUOTED = /“([^”\n]+)”|«([^»\n]+)»|„([^“”\n]+)[“”]|"([^"\n]+)"/gu;

function quotedFigures(a: TracedArticle, b: TracedArticle): string[] {
  const figures = ({ text }: TracedArticle): Set<string> =>
    new Set([...text.matchAll(QUOTED)].flatMap(([quotation]) => figuresOf(quotation).map(({ value }) => value)));
  const other = figures(b);
  return [...figures(a)].filter((value) => value.length >= 2 && other.has(value));
}
