import { useEffect, useReducer } from 'react';

type Subscribe = (listener: () => void) => () => void;

/** Draws again after each change that `subscribe` tells of, and once right after subscribing. */
export function useRedrawOn(subscribe: Subscribe | null): void {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    if (subscribe === null) return;
    redraw();
    return subscribe(redraw);
  }, [subscribe]);
}
