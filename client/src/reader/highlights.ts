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
  if (!canPaint()) return () => undefined;
  const painted = paints.map(({ name, rank, stretches }) => {
    const highlight = new Highlight(...stretches.flatMap((stretch) => text.rangesOf(stretch)));
    highlight.priority = rank;
    CSS.highlights.set(name, highlight);
    return { name, highlight };
  });
  return () => {
    for (const { name, highlight } of painted) {
      if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
    }
  };
}
