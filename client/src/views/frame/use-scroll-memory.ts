import { useEffect, useLayoutEffect, useRef } from 'react';
import { newId } from '../../api/new-id.js';

/** A page that is loaded anew is as long as it was after so many milliseconds at most. */
const LOADING_MS = 3_000;

/**
 * A new screen begins at its top; whoever goes back or forward comes to where they were. Each entry of the browser's history has a
 * name of its own by which its place is remembered. `arrived` is told of each screen that is another.
 */
export function useScrollMemory(location: string, arrived: () => void): void {
  const places = useRef(new Map<string, number>());
  const shown = useRef<{ readonly location: string; readonly entry: string } | null>(null);
  useEffect(() => {
    window.history.scrollRestoration = 'manual';
    const onScroll = (): void => {
      if (shown.current !== null) places.current.set(shown.current.entry, window.scrollY);
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => window.removeEventListener('scroll', onScroll);
  }, []);
  // Before the browser says how far the new, shorter screen is scrolled.
  useLayoutEffect(() => {
    const before = shown.current?.location ?? location;
    shown.current = { location, entry: entryName() };
    if (before === location) return;
    const place = places.current.get(shown.current.entry) ?? 0;
    window.scrollTo(0, 0);
    arrived();
    return place === 0 ? undefined : scrolledTo(place);
  }, [location, arrived]);
}

/** The name of the history entry that is shown, given to it when it is first. */
function entryName(): string {
  const state: unknown = window.history.state;
  const known = typeof state === 'object' && state !== null && 'entry' in state ? state.entry : null;
  if (typeof known === 'string') return known;
  const entry = newId();
  window.history.replaceState({ ...(typeof state === 'object' ? state : {}), entry }, '');
  return entry;
}

/** Goes there as soon as the page is long enough, unless somebody scrolls meanwhile. Gives the way to leave it. */
function scrolledTo(place: number): () => void {
  const until = performance.now() + LOADING_MS;
  let frame = 0;
  const stop = (): void => {
    cancelAnimationFrame(frame);
    for (const hand of HANDS) window.removeEventListener(hand, stop);
  };
  const look = (): void => {
    if (document.documentElement.scrollHeight >= place + window.innerHeight) {
      window.scrollTo(0, place);
      stop();
    } else if (performance.now() < until) frame = requestAnimationFrame(look);
    else stop();
  };
  for (const hand of HANDS) window.addEventListener(hand, stop, { passive: true });
  frame = requestAnimationFrame(look);
  return stop;
}

const HANDS = ['wheel', 'touchmove', 'keydown'] as const;
