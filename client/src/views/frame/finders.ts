import { useEffect, useRef } from 'react';

/** Something of the screen that is shown, found by words in the palette. */
export interface FoundHere {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly go: () => void;
}

type Find = (words: readonly string[]) => readonly FoundHere[];

interface Finder {
  readonly group: string;
  readonly find: { current: Find };
}

const finders = new Set<Finder>();

/** While the calling screen is shown, the palette finds in it too. `find` gets words in small letters, and is asked at every key. */
export function useFinder(group: string, find: Find): void {
  const latest = useRef(find);
  useEffect(() => {
    latest.current = find;
  });
  useEffect(() => {
    const finder = { group, find: latest };
    finders.add(finder);
    return () => void finders.delete(finder);
  }, [group]);
}

/** What all finders find, by group. Nothing for no words. */
export function foundHere(query: string): { readonly group: string; readonly found: readonly FoundHere[] }[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return [...finders].map(({ group, find }) => ({ group, found: find.current(words) }));
}
