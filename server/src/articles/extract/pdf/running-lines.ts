import type { Line } from './pdf-lines.js';

const EDGE_LINES = 3;
/** Points by which a line that comes on every page may stand higher or lower. */
const SAME_HEIGHT = 5;
const NUMBERED =
  /^(?:(?:page|seite|p\.|стр\.|עמוד|صفحة|第)\s*)?[-–—[(]?\s*(\d{1,4})\s*(?:(?:of|\/|von|de|sur|из|מתוך|من|\/)\s*(\d{1,4}))?\s*(?:ページ|頁|页|[-–—\])])?$/i;

export interface WithoutRunning {
  readonly pages: readonly (readonly Line[])[];
  /** What was left out, as sentences for the person who imports it. */
  readonly told: readonly string[];
}

/**
 * Leaves out what is printed around the text: lines that stand at the same place of most pages, page numbers that run on from
 * page to page at the same place, and what a browser prints around a page. Whatever is left out is told; a number that only
 * looks like one of a page stays.
 */
export function withoutRunningLines(pages: readonly (readonly Line[])[]): WithoutRunning {
  const edges = pages.map(edgesOf);
  const repeated = repeatedLines(edges);
  const numbers = pageNumbers(edges);
  const printed = browserLines(pages);
  const out = new Set([...repeated, ...numbers, ...printed]);
  const told: string[] = [];
  const some = (lines: readonly Line[], key: (line: Line) => string): string =>
    [...new Map([...lines].reverse().map((line) => [key(line), line.text])).values()]
      .reverse()
      .slice(0, 4)
      .map((text) => `“${text.slice(0, 80)}”`)
      .join(', ');
  if (repeated.length > 0) told.push(`Left out, because it is printed on most pages: ${some(repeated, keyOf)}.`);
  const alone = numbers.filter((line) => !repeated.includes(line));
  if (alone.length > 0)
    told.push(`Left out as page numbers: ${alone.length === 1 ? some(alone, keyOf) : `“${alone[0]?.text}” to “${alone.at(-1)?.text}”`}.`);
  const around = printed.filter((line) => !repeated.includes(line) && !numbers.includes(line));
  if (around.length > 0) told.push(`Left out, because a browser printed it around the page: ${some(around, keyOf)}.`);
  return { pages: pages.map((page) => page.filter((line) => !out.has(line))), told };
}

/** The lines at the top and bottom of the sheet, wherever they stand in the file. */
function edgesOf(page: readonly Line[]): readonly Line[] {
  const byHeight = [...page].sort((a, b) => b.y - a.y);
  return [...new Set([...byHeight.slice(0, EDGE_LINES), ...byHeight.slice(-EDGE_LINES)])];
}

function keyOf({ text }: Line): string {
  return text.replace(/\d+/g, '#').replace(/\s+/g, ' ').toLowerCase();
}

function isLevel(a: Line, b: Line): boolean {
  return Math.abs(a.y - b.y) <= SAME_HEIGHT && Math.abs(a.size - b.size) < 0.5;
}

/** Lines with words that come at the same height of most pages, numbers aside. */
function repeatedLines(edges: readonly (readonly Line[])[]): Line[] {
  const often = Math.max(3, Math.ceil(edges.length / 2));
  const byKey = new Map<string, { line: Line; page: number }[]>();
  for (const [page, lines] of edges.entries()) {
    for (const line of lines) {
      if (!/\p{L}/u.test(line.text)) continue;
      byKey.set(keyOf(line), [...(byKey.get(keyOf(line)) ?? []), { line, page }]);
    }
  }
  return [...byKey.values()].flatMap((found) => {
    const level = atOneHeight(found).filter((group) => new Set(group.map(({ page }) => page)).size >= often);
    return level.flatMap((group) => (runOn(group) ? group.map(({ line }) => line) : []));
  });
}

/** Lines of one height and size together, from the bottom up. */
function atOneHeight<T extends { readonly line: Line }>(found: readonly T[]): T[][] {
  const groups: T[][] = [];
  for (const one of [...found].sort((a, b) => a.line.y - b.line.y)) {
    const group = groups.findLast((other) => other[0] !== undefined && isLevel(other[0].line, one.line));
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return groups;
}

/** Whether the numbers of a line are the same on all pages or count with them: others are figures of the story. */
function runOn(found: readonly { readonly line: Line; readonly page: number }[]): boolean {
  const rows = found.map(({ line, page }) => ({ page, numbers: (line.text.match(/\d+/g) ?? []).map(Number) }));
  const slots = rows[0]?.numbers.keys() ?? [];
  return [...slots].every((slot) => {
    const values = rows.map(({ numbers, page }) => ({ same: numbers[slot], counted: (numbers[slot] ?? 0) - page }));
    return new Set(values.map(({ same }) => same)).size === 1 || new Set(values.map(({ counted }) => counted)).size === 1;
  });
}

interface Numbered {
  readonly line: Line;
  readonly number: number;
  /** Of how many, where that is printed too. */
  readonly of: number | null;
  readonly page: number;
}

/**
 * The numbers of pages. "2 of 7" is one on the second page of seven; a number alone only where it runs on over most pages at
 * one height, and over four pages at least where it could be a year.
 */
function pageNumbers(edges: readonly (readonly Line[])[]): Line[] {
  const found = edges.flatMap((lines, page) =>
    lines.flatMap((line): Numbered[] => {
      const [, number, of] = NUMBERED.exec(line.text) ?? [];
      return number === undefined ? [] : [{ line, number: Number(number), of: of === undefined ? null : Number(of), page }];
    }),
  );
  return found
    .filter((one) => {
      if (one.of === edges.length && one.number === one.page + 1) return true;
      const run = found.filter((other) => isLevel(one.line, other.line) && other.number - other.page === one.number - one.page);
      const pages = new Set(run.map(({ page }) => page)).size;
      return pages >= Math.max(isYear(one.number) ? 4 : 2, Math.ceil(edges.length / 2));
    })
    .map(({ line }) => line);
}

function isYear(number: number): boolean {
  return number >= 1_900 && number <= 2_100;
}

const TIME = String.raw`\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?,?\s+\d{1,2}[:.]\d{2}(?:\s*[AP]M)?`;
const STAMPED = new RegExp(`^${TIME}(?:\\s|$)|(?:^|\\s)${TIME}$`, 'i');
const ADDRESS = /^(?:https?:\/\/|file:\/\/|about:)\S+(?:\s+\d{1,4}\s*(?:\/|of|von|de|sur|из)\s*\d{1,4})?$|\shttps?:\/\/\S+$/i;

/** An address, or day and time, in smaller letters than the text, as the first or last line of a sheet: printed by a browser. */
function browserLines(pages: readonly (readonly Line[])[]): Line[] {
  const sheets = pages.map((page) => {
    const heights = page.map(({ y }) => y).sort((a, b) => a - b);
    const [bottom = 0, top = 0] = [heights[0], heights.at(-1)];
    const outer = new Set(page.filter(({ y }) => Math.abs(y - top) < 3 || Math.abs(y - bottom) < 3));
    return { outer: [...outer], inner: page.filter((line) => !outer.has(line)) };
  });
  const sizes = sheets.flatMap(({ inner }) => inner.map(({ size }) => size)).sort((a, b) => a - b);
  const usual = sizes[sizes.length >> 1] ?? 0;
  return sheets.flatMap(({ outer }) => outer.filter(({ text, size }) => size < usual * 0.92 && (STAMPED.test(text) || ADDRESS.test(text))));
}
