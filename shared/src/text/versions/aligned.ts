import { CodePoints } from '../code-points.js';

/** A word, a mark of punctuation or a run of white space, with its place in code points. */
interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|[\p{L}\p{N}\p{M}]+|\s+|[^\s\p{L}\p{N}]/gu;
const MOST_CELLS = 1_500_000;

/**
 * Where the middle of `before + quote + after` went in `hay`, word by word: the whole is laid beside the hay with the fewest
 * changed words, and the quote's ends are read off there. Null where nothing of the quote is left, or where it is too long.
 * Offsets are code points of the hay.
 */
export function alignedStretch(before: string, quote: string, after: string, hay: string): { start: number; end: number } | null {
  const needle = tokensOf(before + quote + after);
  const target = tokensOf(hay);
  if (needle.length * target.length > MOST_CELLS) return null;
  const from = new CodePoints(before).length;
  const to = from + new CodePoints(quote).length;
  const partners = alignment(needle, target);
  const inside = needle.flatMap((token, index) => (token.start >= from && token.end <= to && isWord(token) ? [index] : []));
  const paired = inside.filter((index) => (partners[index] ?? -1) >= 0);
  const [first, last] = [paired[0], paired.at(-1)];
  if (first === undefined || last === undefined) return null;
  // Words at the ends that have no partner may have been replaced: what stands in their place is taken in.
  const fore = inside.filter((index) => index < first).length;
  const aft = inside.filter((index) => index > last).length;
  const begin = replaced(target, partners[first] ?? 0, -1, fore, needle[indexBefore(needle, from)]);
  const close = replaced(target, partners[last] ?? 0, 1, aft, needle[indexAfter(needle, to)]);
  const [start, end] = [target[begin]?.start ?? 0, target[close]?.end ?? 0];
  return end > start ? { start, end } : null;
}

/**
 * From one token of the hay in one direction: the last word before the one that stood beside the quote, where that comes within
 * about as many words as are missing; else the token itself. Beside nothing, the end of the paragraph counts.
 */
function replaced(hay: readonly Token[], at: number, step: 1 | -1, missing: number, beside: Token | undefined): number {
  let found = at;
  let words = 0;
  for (let index = at + step; missing > 0 && words <= missing + 2; index += step) {
    const token = hay[index];
    if (token === undefined || token.text.includes('\n')) return beside === undefined ? found : at;
    if (token.text === beside?.text) return found;
    if (!isWord(token)) continue;
    found = index;
    if (/[\p{L}\p{N}]/u.test(token.text)) words++;
  }
  return at;
}

function indexBefore(needle: readonly Token[], from: number): number {
  return needle.findLastIndex((token) => token.end <= from && isWord(token));
}

function indexAfter(needle: readonly Token[], to: number): number {
  return needle.findIndex((token) => token.start >= to && isWord(token));
}

/** Not white space. */
function isWord({ text }: Token): boolean {
  return text.trim() !== '';
}

function tokensOf(text: string): Token[] {
  const points = new CodePoints(text);
  return [...text.matchAll(TOKEN)].map(({ 0: token, index }) => ({
    text: token,
    start: points.toPoints(index),
    end: points.toPoints(index + token.length),
    weight: weightOf(token),
  }));
}

const [STOP, PAIR, SKIP_HAY, SKIP_NEEDLE] = [0, 1, 2, 3];

/** For each token of the needle the index of its partner in the hay, or -1. The ends of the hay are free. */
function alignment(needle: readonly Token[], hay: readonly Token[]): Int32Array {
  const width = hay.length + 1;
  const way = new Uint8Array((needle.length + 1) * width);
  const different = new Differences(needle, hay);
  const between = Float64Array.from(hay, ({ weight }) => weight);
  let costs = new Float64Array(width);
  let next = new Float64Array(width);
  for (const [row, { weight }] of needle.entries()) {
    const differences = different.of(row);
    let left = (costs[0] ?? 0) + weight;
    next[0] = left;
    way[(row + 1) * width] = SKIP_NEEDLE;
    for (let column = 1; column < width; column++) {
      const paired = (costs[column - 1] ?? 0) + (differences[column - 1] ?? 0);
      const without = (costs[column] ?? 0) + weight;
      const skipped = left + (between[column - 1] ?? 0);
      left = Math.min(paired, without, skipped);
      next[column] = left;
      way[(row + 1) * width + column] = left === paired ? PAIR : left === without ? SKIP_NEEDLE : SKIP_HAY;
    }
    [costs, next] = [next, costs];
  }
  const least = costs.reduce((one, other) => Math.min(one, other));
  return partnersAlong(way, needle.length, costs.indexOf(least), width);
}

/** What it costs to pair the tokens of a needle with each of a hay, worked out once for each two different words. */
class Differences {
  private readonly kinds: readonly Kind[];
  /** For each token of the hay the index of its kind. */
  private readonly kindAt: Int32Array;
  private readonly known = new Map<string, Float64Array>();

  constructor(
    private readonly needle: readonly Token[],
    hay: readonly Token[],
  ) {
    const kinds = new Map<string, number>();
    this.kindAt = Int32Array.from(hay, ({ text }) => {
      const kind = kinds.get(text) ?? kinds.size;
      kinds.set(text, kind);
      return kind;
    });
    this.kinds = [...kinds.keys()].map(kindOf);
  }

  of(row: number): Float64Array {
    const text = this.needle[row]?.text ?? '';
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const one = kindOf(text);
    const byKind = Float64Array.from(this.kinds, (other) => difference(one, other));
    const differences = Float64Array.from(this.kindAt, (kind) => byKind[kind] ?? 0);
    this.known.set(text, differences);
    return differences;
  }
}

/** What is asked of a word again and again. */
interface Kind {
  readonly text: string;
  readonly small: string;
  readonly weight: number;
  readonly pairs: ReadonlySet<string>;
}

function kindOf(text: string): Kind {
  const small = text.toLowerCase();
  return { text, small, weight: weightOf(text), pairs: pairsOf(small) };
}

function partnersAlong(way: Uint8Array, rows: number, from: number, width: number): Int32Array {
  const partners = new Int32Array(rows).fill(-1);
  let row = rows;
  let column = from;
  while (row > 0) {
    const step = way[row * width + column] ?? STOP;
    if (step === PAIR) partners[--row] = --column;
    else if (step === SKIP_HAY) column--;
    else row--;
  }
  return partners;
}

/** What it costs to leave a token out: white space and punctuation next to nothing, so that words decide. */
function weightOf(text: string): number {
  return /[\p{L}\p{N}]/u.test(text) ? 1 : 0.2;
}

function difference(one: Kind, other: Kind): number {
  if (one.text === other.text) return 0;
  if (one.weight !== other.weight) return 3;
  return one.small === other.small ? 0.1 : one.weight * (alike(one, other) ? 0.5 : 1.6);
}

/** Whether two words may be one with a slip of the finger: they share most pairs of letters. */
function alike({ text: one, pairs: a }: Kind, { text: other, pairs: b }: Kind): boolean {
  if (Math.min(one.length, other.length) < 4) return false;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared++;
  return 2 * shared >= a.size + b.size - 4 && shared > 0;
}

function pairsOf(small: string): Set<string> {
  const letters = [...small];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}
