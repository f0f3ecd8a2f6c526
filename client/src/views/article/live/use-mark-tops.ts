import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { FrozenText } from '../../../reader/frozen-text.js';
import { type Interval, regionAt } from '../../../state/reading/intervals.js';
import { type Near, nearScreen, type RegionBox, topWithin } from '../../../state/reading/near-screen.js';
import type { Mark } from './use-marks.js';

/** What is drawn where, and which stretch of the text is on the screen or near it. */
export interface Drawn {
  /** Another array whenever the page was laid out anew; null before the first time. */
  readonly boxes: readonly RegionBox[] | null;
  readonly near: Interval;
  /** While the page is put on paper, where everything is near. */
  readonly printing: boolean;
}

const NOTHING: Interval = { start: 0, end: 0 };

/** Follows layout and scrolling. What is near changes in steps, not with every pixel. */
export function useDrawn(text: FrozenText, paper: RefObject<HTMLElement | null>): Drawn {
  const [boxes, setBoxes] = useState<readonly RegionBox[] | null>(null);
  const [near, setNear] = useState<Near | null>(null);
  useLayoutEffect(() => {
    const element = paper.current;
    if (element === null) return;
    let size = '';
    const place = (): void => {
      const now = `${element.clientWidth} ${element.clientHeight}`;
      if (now === size) return; // the observer's first word is about what was just measured
      size = now;
      setBoxes(text.boxesIn(element));
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(element);
    return () => observer.disconnect();
  }, [text, paper]);
  useLayoutEffect(() => {
    const element = paper.current;
    if (element === null || boxes === null) return;
    const look = (): void => {
      const start = -element.getBoundingClientRect().top;
      setNear((before) => nearScreen(boxes, { start, end: start + window.innerHeight }, before));
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, [boxes, paper]);
  const printing = usePrinting();
  return useMemo(() => {
    const all = { start: 0, end: text.points.length };
    const start = text.regions[near?.first ?? -1]?.start;
    const end = text.regions[near?.last ?? -1]?.end;
    if (printing) return { boxes, near: all, printing };
    return { boxes, printing, near: start === undefined || end === undefined ? NOTHING : { start, end } };
  }, [text, boxes, near, printing]);
}

/** What goes on paper is drawn before the browser is let on: it takes the page as it stands after these events. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

/**
 * Tops of the marks in pixels from the top of the paper. Measuring one costs the browser about as much as painting it: those near
 * the screen are measured, the others placed by their share of the paragraph.
 */
export function useMarkTops(
  text: FrozenText,
  marks: readonly Mark[],
  { boxes, near }: Drawn,
  paper: RefObject<HTMLElement | null>,
): ReadonlyMap<string, number> {
  const measured = useRef<{ boxes: Drawn['boxes']; tops: Map<number, number> }>({ boxes: null, tops: new Map() });
  const [tops, setTops] = useState<ReadonlyMap<string, number>>(NO_TOPS);
  useLayoutEffect(() => {
    if (boxes === null) return;
    if (measured.current.boxes !== boxes) measured.current = { boxes, tops: new Map() };
    const known = measured.current.tops;
    const origin = paper.current?.getBoundingClientRect().top ?? 0;
    const placed = new Map<string, number>();
    for (const mark of marks) {
      const index = regionAt(text.regions, mark.start);
      const [region, box] = [text.regions[index], boxes[index]];
      if (!region || !box) continue;
      if (mark.start >= near.start && mark.start < near.end && !known.has(mark.start)) {
        const drawn = text.boxOf(mark);
        if (drawn !== null) known.set(mark.start, drawn.top - origin);
      }
      placed.set(mark.id, known.get(mark.start) ?? topWithin(region, box, mark.start));
    }
    setTops(placed);
  }, [text, marks, boxes, near, paper]);
  return tops;
}

const NO_TOPS: ReadonlyMap<string, number> = new Map();
