import type { Interval } from '../state/reading/intervals.js';
import type { FrozenText } from './frozen-text.js';

/** One kind of paint: its name in the style sheet, its rank where paints overlap, and what it covers. */
export interface Paint {
  readonly name: string;
  readonly rank: number;
  readonly stretches: readonly Interval[];
}

/** Whether the browser can paint without wrapping; elsewhere the margin cards alone show the marks. */
export function canPaint(): boolean {
  return typeof CSS !== 'undefined' && 'highlights' in CSS && typeof Highlight === 'function';
}

/** Paints stretches over the text with one Highlight a kind, and gives back the way to take it off. */
export function paint(text: FrozenText, paints: readonly Paint[]): () => void {
  const painting = new Painting(text);
  painting.show(paints);
  return () => painting.clear();
}

/** What is painted over a text, and changed by what differs: with thousands of marks one more costs one range. */
export class Painting {
  private readonly shown = new Map<string, { readonly highlight: Highlight; readonly ranges: Map<string, readonly StaticRange[]> }>();

  constructor(private readonly text: FrozenText) {}

  show(paints: readonly Paint[]): void {
    if (!canPaint()) return;
    for (const { name, rank, stretches } of paints) this.showOne(name, rank, stretches);
  }

  clear(): void {
    for (const [name, { highlight }] of this.shown) {
      if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
    }
    this.shown.clear();
  }

  private showOne(name: string, rank: number, stretches: readonly Interval[]): void {
    const { highlight, ranges } = this.shown.get(name) ?? { highlight: new Highlight(), ranges: new Map<string, readonly StaticRange[]>() };
    highlight.priority = rank;
    const wanted = new Map(stretches.map((stretch) => [`${stretch.start}-${stretch.end}`, stretch]));
    for (const [key, painted] of ranges) {
      if (wanted.has(key)) continue;
      for (const range of painted) highlight.delete(range);
      ranges.delete(key);
    }
    for (const [key, stretch] of wanted) {
      if (ranges.has(key)) continue;
      const painted = this.text.rangesOf(stretch);
      for (const range of painted) highlight.add(range);
      if (painted.length > 0) ranges.set(key, painted);
    }
    if (!this.shown.has(name)) CSS.highlights.set(name, highlight);
    this.shown.set(name, { highlight, ranges });
  }
}
