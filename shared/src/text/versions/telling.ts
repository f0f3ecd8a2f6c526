import { ARTICLES, DENYING_END, DENYING_UNCASED, DENYING_UNSPACED, SMALL, TELLING, TURNING } from './telling-words.js';

/**
 * Whether other words may state something else. Inside a mark every word that was replaced may: no list holds all words that turn
 * a statement round. A slip of the pen is none. Words that only came or went count where they deny, doubt, count or name; signs,
 * currencies and emoji do always. In scripts without capitals a name cannot be told from any other word: there every change counts.
 */
const TOKEN = new RegExp(
  [
    String.raw`\p{N}(?:[\p{N}.,:’'٫٬]*\p{N})?\p{L}*`,
    String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*`,
    String.raw`[\p{L}\p{M}]+(?:[’'][\p{L}\p{M}]+)*`,
    String.raw`\p{Regional_Indicator}{2}`,
    String.raw`\p{Extended_Pictographic}[\p{EMod}\u{FE0F}]*(?:\u{200D}\p{Extended_Pictographic}[\p{EMod}\u{FE0F}]*)*`,
    // A minus is one before a figure or at the end, where the figure is marked; between two figures it is a dash.
    String.raw`(?<![\p{L}\p{N}])[-−–](?=\p{Sc}?\p{N}|$)`,
    String.raw`\p{Sc}|[%‰‱°±≈~≤≥<>=×+?？؟]`,
  ].join('|'),
  'gu',
);
/** Letters that come in two cases, or stand beside such: of these only capitals make a name. */
const CASED = /[\p{Lu}\p{Ll}]/u;
const LETTER = /\p{L}/u;
const CAPITAL = /^\p{Lu}/u;
const FIGURE = /\p{N}/u;
/** A comma or quote between groups of three digits says nothing; a full stop may be a decimal one. */
const GROUPING = /[,’'٬](?=\p{N}{3}(?!\p{N}))/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const MOST_CELLS = 2_000_000;
const WORD = /^[\p{Lu}\p{Ll}\p{M}’]+$/u;
/** Letters of a word in which one that is another may be a slip, and to which one may have been added; two may change places in any. */
const SLIP_MIN = { other: 5, added: 3 } as const;
/** What changed so near to words of a script without capitals may belong to them: letters without spaces, and words. */
const BESIDE = { letters: 6, words: 2 } as const;

/** The rest of the sentence, on both sides of marked words. */
export interface Sides {
  readonly before: string;
  readonly after: string;
}

/** Whether the words that stand there now may state something else than those that were marked. */
export function tellsAnother(marked: string, now: string): boolean {
  const [before, after] = [tokensOf(marked), tokensOf(now)];
  const names = namesIn(before, after);
  const tells = (key: string): boolean => isTelling(key, names) || TELLING.has(key);
  const changed = changedOf(before, after, tells);
  if (changed === null) return true;
  const gone = changed.gone.map(({ key }) => key);
  const come = changed.come.map(({ key }) => key);
  if ([...gone, ...come].some(tells)) return true;
  const isArticle = (key: string): boolean => ARTICLES.has(key);
  return withoutSlips(gone, come).some((key) => !isArticle(key)) && withoutSlips(come, gone).some((key) => !isArticle(key));
}

/**
 * Whether words that did not change may state something else by what stands around them in their sentence now: a denial, a doubt,
 * a figure or a name that came or went, or a sign directly beside them.
 */
export function turnsAround(marked: Sides, now: Sides): boolean {
  if (marked.before === now.before && marked.after === now.after) return false;
  const sides = [
    {
      was: tokensOf(marked.before).reverse(),
      is: tokensOf(now.before).reverse(),
      joined: (keys: readonly string[]) => [...keys].reverse().join(''),
    },
    { was: tokensOf(marked.after), is: tokensOf(now.after), joined: (keys: readonly string[]) => keys.join('') },
  ];
  return sides.some(({ was, is, joined }) => {
    const names = namesIn(was, is);
    const turns = ({ key, away }: Changed, others: readonly Changed[]): boolean => {
      if (TURNING.has(key) || DENYING_END.test(key) || FIGURE.test(key)) return true;
      if (names.has(key)) return !others.some((other) => isSlip(key, other.key));
      if (CASED.test(key)) return false;
      if (!LETTER.test(key)) return away === 0;
      return away < (UNSPACED.test(key) ? BESIDE.letters : BESIDE.words) || DENYING_UNCASED.test(key);
    };
    const changed = changedOf(was, is, (key) => isTelling(key, names) || TELLING.has(key));
    if (changed === null) return true;
    const { gone, come } = changed;
    return [[gone, come] as const, [come, gone] as const].some(
      ([side, others]) =>
        side.some((one) => turns(one, others)) ||
        DENYING_UNSPACED.test(joined(side.map(({ key }) => key).filter((key) => UNSPACED.test(key)))),
    );
  });
}

function isTelling(key: string, names: ReadonlySet<string>): boolean {
  return names.has(key) || FIGURE.test(key) || DENYING_END.test(key) || !CASED.test(key);
}

/** A word that came or went, and how many words of its text stand before it. */
interface Changed {
  readonly key: string;
  readonly away: number;
}

/**
 * The words that are not in both, in their order: what is kept is the most that can be, of words that tell before all others. Null
 * where the texts are too long to say.
 */
function changedOf(
  before: readonly string[],
  after: readonly string[],
  tells: (key: string) => boolean,
): { readonly gone: readonly Changed[]; readonly come: readonly Changed[] } | null {
  const [one, other] = [before.map(keyOf), after.map(keyOf)];
  let from = 0;
  while (from < one.length && from < other.length && one[from] === other[from]) from++;
  let same = 0;
  while (same < Math.min(one.length, other.length) - from && one.at(-1 - same) === other.at(-1 - same)) same++;
  const [a, b] = [one.slice(from, one.length - same), other.slice(from, other.length - same)];
  const width = b.length + 1;
  if ((a.length + 1) * width > MOST_CELLS) return null;
  const kept = new Float64Array((a.length + 1) * width);
  const at = (row: number, column: number): number => kept[row * width + column] ?? 0;
  const worth = a.map((key) => (tells(key) ? 10_000 : ARTICLES.has(key) ? 1 : 2));
  for (let row = a.length - 1; row >= 0; row--) {
    for (let column = b.length - 1; column >= 0; column--) {
      kept[row * width + column] =
        a[row] === b[column] ? at(row + 1, column + 1) + (worth[row] ?? 0) : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const gone: Changed[] = [];
  const come: Changed[] = [];
  let row = 0;
  let column = 0;
  while (row < a.length || column < b.length) {
    const [key, now] = [a[row], b[column]];
    if (key !== undefined && key === now) {
      row++;
      column++;
    } else if (key !== undefined && (now === undefined || at(row + 1, column) >= at(row, column + 1))) {
      gone.push({ key, away: from + row++ });
    } else if (now !== undefined) come.push({ key: now, away: from + column++ });
  }
  return { gone, come };
}

/** The words of the one side that are no slips of words of the other. */
function withoutSlips(words: readonly string[], others: readonly string[]): string[] {
  return words.filter((word) => !others.some((other) => isSlip(word, other)));
}

/** Whether one word may be the other with one letter wrong; never another first letter, for there denials are put on. */
function isSlip(one: string, other: string): boolean {
  if (one === other || !WORD.test(one) || !WORD.test(other)) return false;
  const [a, b] = [[...one], [...other]];
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (longer.length - shorter.length > 1) return false;
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at++;
  const rest = (letters: readonly string[], skipped: number): string => letters.slice(at + skipped).join('');
  if (shorter.length < longer.length) return at > 0 && shorter.length >= SLIP_MIN.added && rest(shorter, 0) === rest(longer, 1);
  if (at > 0 && shorter.length >= SLIP_MIN.other && rest(shorter, 1) === rest(longer, 1)) return true;
  return shorter[at] === longer[at + 1] && shorter[at + 1] === longer[at] && rest(shorter, 2) === rest(longer, 2);
}

function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

function namesIn(...texts: readonly (readonly string[])[]): ReadonlySet<string> {
  return new Set(texts.flat().filter(isName).map(keyOf));
}

function isName(token: string): boolean {
  return CAPITAL.test(token) && !SMALL.has(keyOf(token));
}

function keyOf(token: string): string {
  return token.replace(GROUPING, '').toLowerCase().replaceAll("'", '’');
}
