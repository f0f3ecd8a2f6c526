import { isFinished } from '#shared/text/regions.js';
import { LineEnds } from './pdf/line-ends.js';

const SHORTEST = 50;
const LONGEST = 85;
const LINES_MIN = 6;

/**
 * Lines of a text that was broken at a width, as wire copy and mails are, joined to paragraphs at its blank lines; null for a
 * text whose lines are paragraphs. A line that is short, or has room for the next word, ends where it ends.
 */
export function unwrapped(lines: readonly string[]): string[] | null {
  const blocks = blocksOf(lines);
  // The last line of a block is as long as it is.
  const inner = blocks.flatMap((block) => block.slice(0, -1));
  const width = inner.reduce((longest, { length }) => Math.max(longest, length), 0);
  const full = inner.filter((line) => line.length >= SHORTEST);
  const ended = full.filter(isFinished).length;
  if (blocks.length < 2 || full.length < LINES_MIN || width > LONGEST || full.length < inner.length * 0.75 || ended > full.length * 0.35)
    return null;
  const ends = new LineEnds(inner.concat(blocks.flatMap((block) => block.slice(-1))));
  return blocks.flatMap((block) => {
    const paragraphs: string[] = [];
    for (const [index, line] of block.entries()) {
      const before = block[index - 1];
      const goesOn = before !== undefined && before.length >= SHORTEST && before.length + (line.split(' ')[0]?.length ?? 0) + 6 > width;
      if (goesOn) paragraphs.push(ends.joined(paragraphs.pop() ?? '', line));
      else paragraphs.push(line);
    }
    return paragraphs;
  });
}

function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [[]];
  for (const line of lines.map((one) => one.trim())) {
    if (line !== '') blocks.at(-1)?.push(line);
    else if (blocks.at(-1)?.length !== 0) blocks.push([]);
  }
  return blocks.filter((block) => block.length > 0);
}
