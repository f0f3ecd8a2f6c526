import { CodePoints } from '#shared/text/code-points.js';
import type { Interval } from './intervals.js';

/** Which sentences are in focus: one, or a stretch while extending. Indices into the article's sentences. */
export interface SentenceFocus {
  readonly anchor: number;
  readonly head: number;
  readonly extending: boolean;
  /** Words left out at its beginning and at its end. */
  readonly cut: Cut;
}

export interface Cut {
  readonly fore: number;
  readonly aft: number;
}

const NOTHING_CUT: Cut = { fore: 0, aft: 0 };

/** The focus after a step down (1) or up (-1); the first step starts at `from`. */
export function stepped(focus: SentenceFocus | null, direction: 1 | -1, count: number, from: number): SentenceFocus | null {
  if (count === 0) return null;
  if (focus === null) return { anchor: clamp(from, count), head: clamp(from, count), extending: false, cut: NOTHING_CUT };
  const head = clamp(focus.head + direction, count);
  return { anchor: focus.extending ? focus.anchor : head, head, extending: focus.extending, cut: NOTHING_CUT };
}

export function toggledExtending(focus: SentenceFocus): SentenceFocus {
  const { head, extending } = focus;
  return extending ? { anchor: head, head, extending: false, cut: NOTHING_CUT } : { ...focus, extending: true };
}

/** One word more or less is left out at one end. One word of so many always stays. */
export function cutBy(focus: SentenceFocus, end: keyof Cut, by: 1 | -1, words: number): SentenceFocus {
  const cut = { ...focus.cut, [end]: Math.max(0, focus.cut[end] + by) };
  return cut.fore + cut.aft >= words ? focus : { ...focus, cut };
}

/** The sentences in focus, whole. */
export function focusedSentences(focus: SentenceFocus | null, sentences: readonly Interval[]): Interval | null {
  if (focus === null) return null;
  const first = sentences[Math.min(focus.anchor, focus.head)];
  const last = sentences[Math.max(focus.anchor, focus.head)];
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}

/** The stretch of text in focus: its sentences without the words that were left out at their ends. */
export function focusedStretch(focus: SentenceFocus | null, sentences: readonly Interval[], points: CodePoints): Interval | null {
  const whole = focusedSentences(focus, sentences);
  if (focus === null || whole === null || (focus.cut.fore === 0 && focus.cut.aft === 0)) return whole;
  const words = wordsWithin(points, whole);
  const [first, last] = [words[focus.cut.fore], words.at(-1 - focus.cut.aft)];
  if (first === undefined || last === undefined) return whole;
  return { start: focus.cut.fore === 0 ? whole.start : first.start, end: focus.cut.aft === 0 ? whole.end : last.end };
}

/** The words of a stretch, in any script. */
export function wordsWithin(points: CodePoints, stretch: Interval): Interval[] {
  const text = points.slice(stretch.start, stretch.end);
  const within = new CodePoints(text);
  const segments = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)];
  return segments
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ index, segment }) => ({
      start: stretch.start + within.toPoints(index),
      end: stretch.start + within.toPoints(index + segment.length),
    }));
}

/** Index of the first sentence that ends after the offset. */
export function sentenceAt(sentences: readonly Interval[], offset: number): number {
  const index = sentences.findIndex((sentence) => sentence.end > offset);
  return index < 0 ? Math.max(0, sentences.length - 1) : index;
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
}
