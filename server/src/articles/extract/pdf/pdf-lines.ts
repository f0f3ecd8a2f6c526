import type { Paragraph } from '../proposal.js';

/** A printed line: where it stands from the bottom of its page, and how large its letters are, in points. */
export interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

const PAGE_NUMBER = /^(?:(?:page|seite|p\.|стр\.|עמוד|صفحة)\s*)?[-–—[(]?\s*\d{1,4}\s*(?:(?:of|\/|von|de|из|מתוך)\s*\d{1,4})?\s*[-–—\])]?$/i;
const EDGE_LINES = 3;

/** Lines that stand at the edge of many pages, numbers aside, and page numbers: printed around the text, not in it. */
export function withoutRunningLines(pages: readonly (readonly Line[])[]): {
  readonly pages: readonly (readonly Line[])[];
  readonly dropped: readonly string[];
} {
  const counts = new Map<string, number>();
  for (const page of pages) for (const key of new Set(edgesOf(page).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const often = Math.max(3, Math.ceil(pages.length / 2));
  const dropped = new Map<string, string>();
  const left = pages.map((page) => {
    const edges = new Set(edgesOf(page));
    return page.filter((line) => {
      if (!edges.has(line)) return true;
      const running = pages.length >= 3 && (counts.get(keyOf(line)) ?? 0) >= often && /\p{L}/u.test(line.text);
      if (running && !dropped.has(keyOf(line))) dropped.set(keyOf(line), line.text);
      return !running && !PAGE_NUMBER.test(line.text);
    });
  });
  return { pages: left, dropped: [...dropped.values()] };
}

/** The lines at the top and bottom of the sheet, wherever they stand in the file. */
function edgesOf(page: readonly Line[]): readonly Line[] {
  const byHeight = [...page].sort((a, b) => b.y - a.y);
  return [...byHeight.slice(0, EDGE_LINES), ...byHeight.slice(-EDGE_LINES)];
}

function keyOf({ text }: Line): string {
  return text.replace(/\d+/g, '#').replace(/\s+/g, ' ').toLowerCase();
}

/** Joins lines to paragraphs over lines and pages: a gap, another size, or a last line that stops short ends one. */
export function paragraphsOfLines(pages: readonly (readonly Line[])[]): Paragraph[] {
  const lines = pages.flat();
  const size = middle(lines.map((line) => line.size));
  const gap = middle(pages.flatMap(gapsOf).filter((points) => points > 0));
  const width = Math.max(0, ...lines.filter((line) => Math.abs(line.size - size) < 1).map((line) => line.width));
  const paragraphs: Paragraph[] = [];
  let text = '';
  let last: Line | null = null;
  let titled = false;
  const end = (): void => {
    if (text.trim() === '') return;
    const large = last !== null && last.size > size * 1.15;
    const kind = large && text.length < 300 ? (titled ? 'subhead' : 'headline') : null;
    if (kind === 'headline') titled = true;
    paragraphs.push({ kind, text: text.trim() });
    text = '';
  };
  for (const line of lines) {
    if (last !== null && endsBefore(last, line, { gap, width })) end();
    text = joined(text, line.text);
    last = line;
  }
  end();
  return paragraphs;
}

function endsBefore(last: Line, next: Line, { gap, width }: { gap: number; width: number }): boolean {
  if (Math.abs(last.size - next.size) > 1) return true;
  const finished = /[.!?…؟。！？]["'”’»)\]]*$/u.test(last.text);
  const step = last.y - next.y;
  // Another column or page begins: the sentence decides.
  if (step < 0) return finished && last.width < width * 0.8;
  if (gap > 0 && step > gap * 1.4) return true;
  return finished && (last.width < width * 0.75 || next.x > last.x + last.size * 0.8);
}

/** Words that are written with a hyphen after them, wherever the line ends. */
const COMPOUND = /(?:^|[\s(“"])(?:well|self|half|long|short|high|low|left|right|one|two|three|four|five|six|ten)[-‐]$/iu;

/** Mends a word that was divided at the end of a line; a hyphen between whole words, names or numbers stays. */
function joined(text: string, line: string): string {
  if (text === '') return line;
  if (/\u00ad$/.test(text)) return text.slice(0, -1) + line;
  if (/\p{Ll}[-‐]$/u.test(text) && /^\p{Ll}/u.test(line))
    return COMPOUND.test(text) && /^\p{L}{3}/u.test(line) ? text + line : text.slice(0, -1) + line;
  if (/[\p{L}\p{N}][-‐–—]$/u.test(text)) return text + line;
  const wide =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。」』）]$/u.test(text) &&
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『（]/u.test(line);
  return wide ? text + line : `${text} ${line}`;
}

function gapsOf(page: readonly Line[]): number[] {
  return page.slice(1).map((line, index) => (page[index]?.y ?? line.y) - line.y);
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
