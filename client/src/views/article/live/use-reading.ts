import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { sentencesOf } from '#shared/text/sentences.js';
import type { FrozenText } from '../../../reader/frozen-text.js';
import { isUncovered, scrollToBox } from '../../../reader/scrolling.js';
import { trimmedStretch } from '../../../state/reading/anchor-at.js';
import type { Interval } from '../../../state/reading/intervals.js';
import {
  type Cut,
  cutBy,
  focusedSentences,
  focusedStretch,
  type SentenceFocus,
  sentenceAt,
  stepped,
  toggledExtending,
  wordsWithin,
} from '../../../state/reading/sentence-focus.js';

/** The sentences of the shown text; none goes over the border of a region. */
export function useSentences(text: FrozenText): readonly Interval[] {
  return useMemo(
    () =>
      text.regions.flatMap((region) =>
        sentencesOf(text.points.slice(region.start, region.end)).flatMap((sentence) => {
          const trimmed = trimmedStretch(text.points, { start: region.start + sentence.start, end: region.start + sentence.end });
          return trimmed === null ? [] : [trimmed];
        }),
      ),
    [text],
  );
}

export interface Reading {
  /** What an act would be about: the selected words, or else the sentences in focus. */
  readonly stretch: Interval | null;
  readonly focused: Interval | null;
  readonly step: (direction: 1 | -1) => void;
  readonly extend: () => void;
  /** Leaves out one word more, or less, at an end of what is in focus. */
  readonly cut: (end: keyof Cut, by: 1 | -1) => void;
  readonly leave: () => void;
  /** Where somebody reads, in code points: what is chosen, or else the first sentence on the screen. */
  readonly place: () => number;
}

/** Selection by mouse and focus by keyboard, as one: what is chosen in the text. */
export function useReading(text: FrozenText, sentences: readonly Interval[]): Reading {
  const [selected, setSelected] = useState<Interval | null>(null);
  const [focus, setFocus] = useState<SentenceFocus | null>(null);
  useEffect(() => {
    const onSelection = (): void => {
      const raw = text.selected();
      const next = raw === null ? null : trimmedStretch(text.points, raw);
      setSelected((was) => (was?.start === next?.start && was?.end === next?.end ? was : next));
      if (next !== null) setFocus(null);
    };
    document.addEventListener('selectionchange', onSelection);
    return () => document.removeEventListener('selectionchange', onSelection);
  }, [text]);
  const focused = useMemo(() => focusedStretch(focus, sentences, text.points), [focus, sentences, text]);
  const stepping = useRef(false);
  const last = useRef<Interval | null>(null);
  useEffect(() => {
    if (focused === null) return;
    last.current = focused;
    // The focus of the page goes along: Tab goes on from the paragraph that is read.
    if (stepping.current) text.regionOf(focused)?.focus({ preventScroll: true });
    stepping.current = false;
    const box = text.boxOf(focused);
    if (box !== null && !isUncovered(box)) scrollToBox(box);
  }, [focused, text]);
  const step = useCallback(
    (direction: 1 | -1) => {
      document.getSelection()?.removeAllRanges();
      stepping.current = true;
      setFocus((was) => stepped(was, direction, sentences.length, startOf(text, sentences, last.current)));
    },
    [sentences, text],
  );
  const extend = useCallback(() => setFocus((was) => (was === null ? was : toggledExtending(was))), []);
  const cut = useCallback(
    (end: keyof Cut, by: 1 | -1) =>
      setFocus((was) => {
        const whole = focusedSentences(was, sentences);
        return was === null || whole === null ? was : cutBy(was, end, by, wordsWithin(text.points, whole).length);
      }),
    [sentences, text],
  );
  const leave = useCallback(() => {
    document.getSelection()?.removeAllRanges();
    setFocus(null);
  }, []);
  const stretch = selected ?? focused;
  const place = useCallback(() => {
    const first = stretch === null ? firstOnScreen(text, sentences) : null;
    return stretch?.start ?? (first === null ? 0 : (sentences[first]?.start ?? 0));
  }, [stretch, text, sentences]);
  return { stretch, focused, step, extend, cut, leave, place };
}

/** Whoever let go reads on where they were, unless they have gone on to another place of the text meanwhile. */
function startOf(text: FrozenText, sentences: readonly Interval[], last: Interval | null): number {
  const box = last === null ? null : text.boxOf(last);
  const before = last === null ? null : sentenceAt(sentences, last.start);
  if (before !== null && box !== null && box.bottom >= 90 && box.top <= window.innerHeight) return before;
  return firstOnScreen(text, sentences) ?? before ?? sentenceAt(sentences, 0);
}

/** Null where no sentence begins on the screen, as in the list of marks under the text. */
function firstOnScreen(text: FrozenText, sentences: readonly Interval[]): number | null {
  const index = sentences.findIndex((sentence) => (text.boxOf(sentence)?.top ?? -1) > 100);
  const box = sentences[index] === undefined ? null : text.boxOf(sentences[index]);
  return box === null || box.top > window.innerHeight ? null : index;
}
