import { useEffect, useRef } from 'react';
import type { FrozenText } from '../../reader/frozen-text.js';
import { focusCard } from './live/focus-card.js';
import type { Mark } from './live/use-marks.js';

/** Brings whoever came by a link to its mark, an appearance or a piece of evidence (`?mark=`), once it is there. */
export function useArrival(text: FrozenText, marks: readonly Mark[], activate: (id: string) => void): void {
  const wanted = useRef(new URLSearchParams(window.location.search).get('mark'));
  useEffect(() => {
    if (wanted.current === null) return;
    const mark = marks.find(({ id, claim }) => id === wanted.current || claim?.appearanceId === wanted.current);
    const box = mark === undefined ? null : text.boxOf(mark);
    if (mark === undefined || box === null) return;
    wanted.current = null;
    activate(mark.id);
    window.scrollBy({ top: box.top - window.innerHeight / 3 });
    focusCard(mark.id);
  }, [marks, text, activate]);
}
