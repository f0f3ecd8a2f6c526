import type { Interval } from './intervals.js';

/** Where a region is drawn: its top and the height of a line in pixels, and how many lines it has. */
export interface RegionBox {
  readonly top: number;
  readonly line: number;
  readonly lines: number;
}

/** Regions that are on the screen or near it, by index, both ends included. */
export interface Near {
  readonly first: number;
  readonly last: number;
}

/** So far beyond the screen reaches what is near, in pixels; with less than `LEAST` left it is found anew. */
const BEYOND = 1_500;
const LEAST = 600;

/** What is near the stretch of the page that the screen shows. The same object as before while enough of it is left. */
export function nearScreen(boxes: readonly RegionBox[], screen: Interval, before: Near | null): Near {
  if (before !== null && before.last < boxes.length && reaches(boxes, before, screen)) return before;
  const last = boxes.length - 1;
  return {
    first: Math.max(0, Math.min(last, firstEndingAfter(boxes, screen.start - BEYOND))),
    last: Math.max(0, Math.min(last, firstEndingAfter(boxes, screen.end + BEYOND))),
  };
}

/** About where an offset stands, to a line or two, in pixels from the top of the paper. */
export function topWithin(region: Interval, box: RegionBox, offset: number): number {
  const share = (offset - region.start) / Math.max(1, region.end - region.start);
  return box.top + Math.floor(share * box.lines) * box.line;
}

function reaches(boxes: readonly RegionBox[], { first, last }: Near, screen: Interval): boolean {
  const above = first === 0 || (boxes[first]?.top ?? 0) <= screen.start - LEAST;
  const below = last === boxes.length - 1 || bottomOf(boxes[last]) >= screen.end + LEAST;
  return above && below;
}

function firstEndingAfter(boxes: readonly RegionBox[], y: number): number {
  let low = 0;
  let high = boxes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bottomOf(boxes[middle]) <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}

function bottomOf(box: RegionBox | undefined): number {
  return box === undefined ? 0 : box.top + box.lines * box.line;
}
