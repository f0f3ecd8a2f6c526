import type { Anchor } from '#shared/text/anchor.js';
import type { CodePoints } from '#shared/text/code-points.js';
import type { Interval } from './intervals.js';

const LONGEST_CONTEXT = 1_000;
const LONGEST_EXACT = 10_000;

/** The stretch without white space at its ends; null when nothing else is in it. */
export function trimmedStretch(points: CodePoints, stretch: Interval): Interval | null {
  const characters = [...points.slice(stretch.start, stretch.end)];
  const first = characters.findIndex((character) => character.trim() !== '');
  if (first < 0) return null;
  const last = characters.findLastIndex((character) => character.trim() !== '');
  return { start: stretch.start + first, end: Math.min(stretch.start + last + 1, stretch.start + first + LONGEST_EXACT) };
}

/** The anchor of a stretch: its words, with the rest of the sentences around it as context. */
export function anchorAt(points: CodePoints, sentences: readonly Interval[], stretch: Interval): Anchor {
  const touched = sentences.filter((sentence) => sentence.end > stretch.start && sentence.start < stretch.end);
  const from = Math.max(Math.min(touched[0]?.start ?? stretch.start, stretch.start), stretch.start - LONGEST_CONTEXT);
  const to = Math.min(Math.max(touched.at(-1)?.end ?? stretch.end, stretch.end), stretch.end + LONGEST_CONTEXT);
  return {
    start: stretch.start,
    end: stretch.end,
    exact: points.slice(stretch.start, stretch.end),
    prefix: points.slice(from, stretch.start),
    suffix: points.slice(stretch.end, to),
  };
}
