import { useEffect, useRef } from 'react';
import type { FrozenText } from '../../../reader/frozen-text.js';
import type { Interval } from '../../../state/reading/intervals.js';
import type { DocumentSession } from '../../../sync/session.js';

/** Shows the others where this person reads and what they have selected. */
export function useArticlePresence(session: DocumentSession | null, text: FrozenText, selection: Interval | null): void {
  const reading = useRef<number | null>(null);
  const ready = session?.ready === true;
  useEffect(() => {
    if (session === null || !ready) return;
    session.setPresence({ cursor: null, selection, reading: reading.current });
  }, [session, ready, selection]);
  useEffect(() => {
    if (session === null || !ready) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const tell = (): void => {
      timer = null;
      const offset = readingOffset(text);
      if (offset === null || offset === reading.current) return;
      reading.current = offset;
      session.setPresence({ cursor: null, selection, reading: offset });
    };
    const onScroll = (): void => {
      timer ??= setTimeout(tell, 250);
    };
    onScroll();
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      window.removeEventListener('scroll', onScroll);
      if (timer !== null) clearTimeout(timer);
    };
  }, [session, ready, text, selection]);
}

/** The word a third down the screen, in the text column. */
function readingOffset(text: FrozenText): number | null {
  const column = document.querySelector('.region-text')?.getBoundingClientRect();
  if (column === undefined) return null;
  const y = window.innerHeight / 3;
  for (const step of [0, 30, 60, 90, -60]) {
    const offset = text.offsetAtPoint(column.left + 12, y + step);
    if (offset !== null) return offset;
  }
  return null;
}
