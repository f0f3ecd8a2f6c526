import { useEffect } from 'react';

const LONGEST = 80;

/** Names the tab after what it shows, the most telling words first. */
export function useTitle(what: string): void {
  useEffect(() => {
    const points = [...what];
    const short = points.length <= LONGEST ? what : `${points.slice(0, LONGEST).join('')}…`;
    document.title = short === '' ? 'Assay' : `${short} · Assay`;
  }, [what]);
}
