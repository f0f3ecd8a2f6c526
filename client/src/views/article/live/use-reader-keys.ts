import { useState } from 'react';
import type { FrozenText } from '../../../reader/frozen-text.js';
import { MARK_ACTIONS } from '../../../reader/SelectionBar.js';
import { scrollToBox } from '../../../reader/scrolling.js';
import type { Interval } from '../../../state/reading/intervals.js';
import { neighbourMark } from '../../../state/reading/neighbour-mark.js';
import { useKeys } from '../../../ui/keys.js';
import { focusCard } from './focus-card.js';
import type { Marking } from './use-marking.js';
import type { Mark } from './use-marks.js';
import type { Reading } from './use-reading.js';

interface ReaderKeys {
  readonly reading: Reading;
  readonly marking: Marking;
  readonly marks: readonly Mark[];
  readonly text: FrozenText;
  readonly writable: boolean;
}

/**
 * The keys of reading together. Acts are bound only while something is chosen, so that `?` shows the help otherwise. Gives the id
 * of the mark that a key went to last.
 */
export function useReaderKeys({ reading, marking, marks, text, writable }: ReaderKeys): string | null {
  const { stretch } = reading;
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const goTo = (step: 1 | -1): void => {
    const next = neighbourMark(marks, marking.active, reading.place, step);
    if (next === undefined) return;
    marking.activate(next.id);
    setPointed({ id: next.id, stretch });
    const box = text.boxOf(next);
    if (box !== null) scrollToBox(box);
  };
  useKeys('Reading', [
    { keys: 'j', does: 'Next sentence', run: () => reading.step(1) },
    { keys: 'k', does: 'Sentence before', run: () => reading.step(-1) },
    { keys: 'v', does: 'Extend over sentences; again to end', run: reading.extend },
    { keys: 'a', does: 'Leave out the first word', off: reading.focused === null, run: () => reading.cut('fore', 1) },
    { keys: 'A', does: 'Take the word before back in', off: reading.focused === null, run: () => reading.cut('fore', -1) },
    { keys: 'z', does: 'Leave out the last word', off: reading.focused === null, run: () => reading.cut('aft', 1) },
    { keys: 'Z', does: 'Take the word after back in', off: reading.focused === null, run: () => reading.cut('aft', -1) },
    { keys: ']', does: 'Next mark', run: () => goTo(1) },
    { keys: '[', does: 'Mark before', run: () => goTo(-1) },
    {
      keys: 'Enter',
      does: 'Go to the card of the mark',
      off: stretch === null && marking.active === null,
      run: () => {
        // Whoever went to a mark by key is told that Enter goes to its card, whatever is in focus in the text.
        const went = pointed !== null && pointed.id === marking.active && pointed.stretch === stretch;
        if (went) focusCard(pointed.id);
        else enter(reading, marking, marks);
      },
    },
    { keys: 'Escape', does: 'Let go', run: () => letGo(reading, marking) },
    ...MARK_ACTIONS.map(({ action, key, word }) => ({
      keys: key,
      does: `Mark what is chosen: ${word}`,
      off: stretch === null || !writable,
      run: () => {
        if (stretch !== null) marking.act(action, stretch);
      },
    })),
  ]);
  return pointed?.id ?? null;
}

/** The mark that a key went to last, and what was chosen in the text then. */
interface Pointed {
  readonly id: string;
  readonly stretch: Interval | null;
}

/** To the card of the mark that stands in what is chosen, of several the one after the active one; else to that of the active one. */
function enter({ stretch }: Reading, marking: Marking, marks: readonly Mark[]): void {
  if (stretch === null) {
    if (marking.active !== null) focusCard(marking.active);
    return;
  }
  const within = marks.filter((mark) => mark.start < stretch.end && mark.end > stretch.start);
  const next = within[within.findIndex(({ id }) => id === marking.active) + 1] ?? within[0];
  if (next === undefined) return;
  marking.activate(next.id);
  focusCard(next.id);
}

function letGo(reading: Reading, marking: Marking): void {
  reading.leave();
  marking.activate(null);
  marking.dropDraft();
}
