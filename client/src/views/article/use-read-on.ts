import { useEffect, useRef, useState } from 'react';
import type { LiveAnnotations } from '../../state/reading/live-annotations.js';

const SLICE_MS = 8;

/**
 * Has the rest of the annotations read once the first of them are painted, in slices that nobody notices. True when all of them
 * are; false while one of the documents is not there yet.
 */
export function useReadOn(lives: readonly (LiveAnnotations | null)[]): boolean {
  const [, tell] = useState(0);
  const latest = useRef(lives);
  const unfinished = lives.some((live) => live?.complete === false);
  useEffect(() => {
    latest.current = lives;
  });
  useEffect(() => {
    if (!unfinished) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const goOn = (): void => {
      const next = latest.current.find((live) => live?.complete === false);
      if (!next) return tell((n) => n + 1);
      const until = performance.now() + SLICE_MS;
      next.readOn(() => performance.now() > until);
      timer = setTimeout(goOn);
    };
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(goOn);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [unfinished]);
  return lives.every((live) => live?.complete === true);
}
