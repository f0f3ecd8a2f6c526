import { type WordPiece, wordDifference } from '../text/word-difference.js';

/** One paragraph of two versions compared, or a run of paragraphs that are the same in both. */
export type ParagraphDifference =
  | { readonly kind: 'same'; readonly paragraphs: readonly string[] }
  | { readonly kind: 'changed'; readonly pieces: readonly WordPiece[] };

const MOST_CELLS = 9_000_000;
/** Share of words that two paragraphs must have in common to be compared word by word. */
const ALIKE = 0.4;

/** What changed from one version to another: paragraphs first, then the words within those that changed. In reading order. */
export function textDifference(before: string, after: string): ParagraphDifference[] {
  const a = before.split('\n');
  const b = after.split('\n');
  const result: ParagraphDifference[] = [];
  let same: string[] = [];
  const closeSame = (): void => {
    if (same.length > 0) result.push({ kind: 'same', paragraphs: same });
    same = [];
  };
  let i = 0;
  let j = 0;
  for (const [atA, atB] of [...commonParagraphs(a, b), [a.length, b.length] as const]) {
    if (atA > i || atB > j) {
      closeSame();
      result.push(...changedBlock(a.slice(i, atA), b.slice(j, atB)));
    }
    if (atA < a.length) same.push(a[atA] ?? '');
    i = atA + 1;
    j = atB + 1;
  }
  closeSame();
  return result;
}

/** Indices of equal paragraphs, in order in both texts. */
function commonParagraphs(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  if (a.length * b.length > MOST_CELLS) return [];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const here = i * width + j;
      longest[here] = a[i] === b[j] ? (longest[here + width + 1] ?? 0) + 1 : Math.max(longest[here + width] ?? 0, longest[here + 1] ?? 0);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if ((longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return pairs;
}

/** Removed and added paragraphs between two that are the same: those alike are shown as one, word by word. */
function changedBlock(removed: readonly string[], added: readonly string[]): ParagraphDifference[] {
  const result: ParagraphDifference[] = [];
  let from = 0;
  for (const paragraph of added) {
    const partner = removed.findIndex((other, index) => index >= from && alike(other, paragraph) >= ALIKE);
    if (partner < 0) {
      result.push({ kind: 'changed', pieces: [{ kind: 'added', text: paragraph }] });
      continue;
    }
    for (const gone of removed.slice(from, partner)) result.push({ kind: 'changed', pieces: [{ kind: 'removed', text: gone }] });
    result.push({ kind: 'changed', pieces: wordDifference(removed[partner] ?? '', paragraph) });
    from = partner + 1;
  }
  for (const gone of removed.slice(from)) result.push({ kind: 'changed', pieces: [{ kind: 'removed', text: gone }] });
  return result;
}

/** Share of the words of the longer that the other has too. */
function alike(a: string, b: string): number {
  const words = [a, b].map((text) => new Set(text.match(/\S+/g) ?? []));
  const [one = new Set(), other = new Set()] = words;
  const longer = Math.max(one.size, other.size);
  if (longer === 0) return 1;
  let shared = 0;
  for (const word of one) if (other.has(word)) shared++;
  return shared / longer;
}
