import { useEffect, useMemo, useState } from 'react';
import { contentDifferences } from '#shared/domain/content.js';
import type { ClaimData } from '#shared/protocol/views.js';
import type { DocumentSession } from '../../../sync/session.js';
import type { Difference } from '../../../ui/words-changed.js';
import { type SeenContent, seenContent } from '../../claim/seen-content.js';
import { useContent } from '../../session/use-document.js';

interface Seen {
  /** What was on the screen when the person began to look. It does not change under their eyes. */
  readonly seen: SeenContent;
  /** What differs now from that. */
  readonly changed: readonly Difference[];
  /** Looks anew, at what is there now. */
  readonly lookAgain: () => void;
}

/** Holds still what a person judges, and tells when it has changed meanwhile. */
export function useSeen(claim: ClaimData, sheet: DocumentSession, rating: string | null): Seen {
  const version = useContent(sheet);
  const now = useMemo(() => {
    void version;
    return seenContent(claim, sheet, rating);
  }, [claim, sheet, sheet.doc, rating, version]);
  const [seen, setSeen] = useState(now);
  useEffect(() => {
    // The rating is chosen by this person: choosing another one is no change by others.
    setSeen((was) => (was.content.rating === rating ? was : now));
  }, [rating, now]);
  const changed = useMemo(() => contentDifferences(seen.content, now.content), [seen, now]);
  return { seen, changed, lookAgain: () => setSeen(now) };
}
