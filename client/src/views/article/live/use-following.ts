import { useEffect, useState } from 'react';
import type { PresenceChange } from '#shared/protocol/socket.js';
import type { FrozenText } from '../../../reader/frozen-text.js';
import { scrollToBox } from '../../../reader/scrolling.js';

/** Keys by which somebody reads on by themselves. */
const MOVING: ReadonlySet<string> = new Set(['PageDown', 'PageUp', 'ArrowDown', 'ArrowUp', 'Home', 'End', ' ', 'j', 'k', '[', ']']);

/** Keeps the screen where another person reads, until this person scrolls by hand or ends it. */
export function useFollowing(
  text: FrozenText,
  others: readonly PresenceChange[],
): { following: string | null; follow: (personId: string | null) => void } {
  const [following, follow] = useState<string | null>(null);
  const reading = others.find((other) => other.user.id === following)?.state?.reading ?? null;
  useEffect(() => {
    if (reading === null) return;
    const box = text.boxOf({ start: reading, end: Math.min(text.points.length, reading + 1) });
    if (box !== null) scrollToBox(box);
  }, [reading, text]);
  useEffect(() => {
    if (following === null) return;
    const stop = (): void => follow(null);
    window.addEventListener('wheel', stop, { passive: true, once: true });
    window.addEventListener('touchmove', stop, { passive: true, once: true });
    const onKey = ({ key }: KeyboardEvent): void => {
      if (MOVING.has(key)) stop();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('wheel', stop);
      window.removeEventListener('touchmove', stop);
      window.removeEventListener('keydown', onKey);
    };
  }, [following]);
  return { following, follow };
}
