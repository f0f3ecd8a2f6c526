import { useCallback, useState } from 'react';
import { useLive } from '../../session/Live.js';

/** A field whose words outlive it: whoever comes back to the same thing finds what they began. Empty words forget it. */
export function useDraft(about: string): readonly [words: string, write: (words: string) => void] {
  const { drafts } = useLive();
  const [words, setWords] = useState(() => drafts.of(about));
  const write = useCallback(
    (next: string) => {
      drafts.keep(about, next);
      setWords(next);
    },
    [drafts, about],
  );
  return [words, write];
}
