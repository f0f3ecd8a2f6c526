import type { Interval } from './intervals.js';

/** Which sentences are in focus: one, or a stretch while extending. Indices into the article's sentences. */
export interface SentenceFocus {
  readonly anchor: number;
  readonly head: number;
  readonly extending: boolean;
}

/** The focus after a step down (1) or up (-1); the first step starts at `from`. */
export function stepped(focus: SentenceFocus | null, direction: 1 | -1, count: number, from: number): SentenceFocus | null {
  if (count === 0) return null;
  if (focus === null) return { anchor: clamp(from, count), head: clamp(from, count), extending: false };
  const head = clamp(focus.head + direction, count);
  return { anchor: focus.extending ? focus.anchor : head, head, extending: focus.extending };
}

export function toggledExtending(focus: SentenceFocus): SentenceFocus {
  return focus.extending ? { anchor: focus.head, head: focus.head, extending: false } : { ...focus, extending: true };
}

/** The stretch of text in focus. */
export function focusedStretch(focus: SentenceFocus | null, sentences: readonly Interval[]): Interval | null {
  if (focus === null) return null;
  const first = sentences[Math.min(focus.anchor, focus.head)];
  const last = sentences[Math.max(focus.anchor, focus.head)];
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}

/** Index of the first sentence that ends after the offset. */
export function sentenceAt(sentences: readonly Interval[], offset: number): number {
  const index = sentences.findIndex((sentence) => sentence.end > offset);
  return index < 0 ? Math.max(0, sentences.length - 1) : index;
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
}
