import { useCallback, useState } from 'react';
import { useLive } from '../../session/Live.js';

/** A field whose words outlive it: whoever comes back to the same thing finds what they began. Empty words forget it. */
export function useDraft(about: string): readonly [words: string, write: (words: string) => void] {
  const { draft, change, forget } = useDraftOf(about, '');
  const write = useCallback(
    (words: string) => {
      change(words);
      if (words.trim() === '') forget();
    },
    [change, forget],
  );
  return [draft, write];
}

export interface KeptDraft<T> {
  readonly draft: T;
  readonly change: (draft: T) => void;
  /** It was sent, or thrown away; what is shown stays. */
  readonly forget: () => void;
}

/** The same for all fields of a dialog together. */
export function useDraftOf<T>(about: string, empty: T): KeptDraft<T> {
  const { drafts } = useLive();
  const [draft, setDraft] = useState<T>(() => drafts.of<T>(about) ?? empty);
  const change = useCallback(
    (next: T) => {
      drafts.keep(about, next);
      setDraft(next);
    },
    [drafts, about],
  );
  const forget = useCallback(() => drafts.forget(about), [drafts, about]);
  return { draft, change, forget };
}
