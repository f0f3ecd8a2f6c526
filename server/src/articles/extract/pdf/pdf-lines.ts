import type { Paragraph } from '../proposal.js';
import { LineEnds } from './line-ends.js';

/** A printed line: where it stands from the bottom of its page, and how large its letters are, in points. */
export interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  /** Where it begins: on the left, or on the right. */
  readonly direction: 'rtl' | 'ltr';
}

/** Joins lines to paragraphs over lines and pages: a gap, another size, or a last line that stops short ends one. */
export function paragraphsOfLines(pages: readonly (readonly Line[])[]): Paragraph[] {
  const lines = pages.flat();
  const size = middle(lines.map((line) => line.size));
  const gap = middle(pages.flatMap(gapsOf).filter((points) => points > 0));
  const width = Math.max(0, ...lines.filter((line) => Math.abs(line.size - size) < 1).map((line) => line.width));
  const ends = new LineEnds(lines.map((line) => line.text));
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
    text = ends.joined(text, line.text);
    last = line;
  }
  end();
  return paragraphs;
}

function endsBefore(last: Line, next: Line, { gap, width }: { gap: number; width: number }): boolean {
  if (Math.abs(last.size - next.size) > 1) return true;
  const finished = /[.!?…؟。！？]["'”’»)\]]*$/u.test(last.text);
  const step = last.y - next.y;
  // Another column or page begins: the sentence decides, and two numbers never become one.
  if (step < 0 && (isNumber(last) || isNumber(next))) return true;
  if (step < 0) return finished && last.width < width * 0.8;
  if (gap > 0 && step > gap * 1.4) return true;
  return finished && (last.width < width * 0.75 || isIndented(last, next));
}

function isNumber({ text }: Line): boolean {
  return /^[\p{N}\s.,]+$/u.test(text);
}

function isIndented(last: Line, next: Line): boolean {
  if (next.direction === 'ltr') return next.x > last.x + last.size * 0.8;
  return next.x + next.width < last.x + last.width - last.size * 0.8;
}

function gapsOf(page: readonly Line[]): number[] {
  return page.slice(1).map((line, index) => (page[index]?.y ?? line.y) - line.y);
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
