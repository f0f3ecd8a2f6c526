import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type * as Y from 'yjs';
import {
  addAnnotation,
  addMessage,
  annotationsOf,
  linkAnnotation,
  setOriginal,
  setResolved,
  setTakenBack,
} from '#shared/document/annotations.js';
import type { Anchor } from '#shared/text/anchor.js';
import { newId } from '../../../api/new-id.js';
import type { DocumentSession } from '../../../sync/session.js';
import type { ClaimSelection } from '../../appearance/OpenClaimDialog.js';
import type { MarkActs } from '../margin/MarkCard.js';
import { focusCard } from './focus-card.js';
import type { Mark } from './use-marks.js';

/** Writes marks into the shared documents, each where it was made. Only for those who may write them. */
export function useMarkActs(
  session: DocumentSession | null,
  earlier: ReadonlyMap<string, DocumentSession>,
  makeClaim: (mark: Mark) => void,
) {
  const writable = session?.ready === true && session.writable;
  const acts = useMemo(
    (): MarkActs | null =>
      session === null || !writable
        ? null
        : {
            reply: (mark, text) => void addMessage(docOf(mark, session, earlier), mark.id, text, new Date().toISOString()),
            resolve: (mark, resolved) => void setResolved(docOf(mark, session, earlier), mark.id, resolved),
            takeBack: (mark) => takeBack(docOf(mark, session, earlier), mark.id),
            setOriginal: (mark, original) => void setOriginal(docOf(mark, session, earlier), mark.id, original),
            makeClaim,
          },
    [session, earlier, writable, makeClaim],
  );
  const add = useCallback(
    (kind: 'note' | 'question', anchor: Anchor, text: string): string => {
      const id = newId();
      if (session !== null) addAnnotation(session.doc, { id, kind, anchor, text, at: new Date().toISOString() });
      return id;
    },
    [session],
  );
  /** Notes in the shared document which claim the selection became; makes the mark where there is none yet. */
  const link = useCallback(
    (claimId: string, selection: ClaimSelection): void => {
      if (session === null) return;
      const known = annotationsOf(session.doc).has(selection.annotationId);
      session.doc.transact(() => {
        if (!known)
          addAnnotation(session.doc, {
            id: selection.annotationId,
            kind: 'claim',
            anchor: selection.anchor,
            text: '',
            at: new Date().toISOString(),
          });
        linkAnnotation(session.doc, selection.annotationId, claimId);
      });
    },
    [session],
  );
  return { writable, acts, add, link };
}

/** Gone at once, and back for whoever did not mean it. */
function takeBack(doc: Y.Doc, markId: string): void {
  setTakenBack(doc, markId, true);
  const id = `taken back ${markId}`;
  const hide = (): unknown => notifications.hide(id);
  const again = (): void => {
    setTakenBack(doc, markId, false);
    hide();
    focusCard(markId);
  };
  notifications.show({ id, message: <TakenBack again={again} hide={hide} />, autoClose: false });
}

function docOf(mark: Mark, session: DocumentSession, earlier: ReadonlyMap<string, DocumentSession>): Y.Doc {
  return (earlier.get(mark.document ?? '') ?? session).doc;
}

/** So long it can be had again, in milliseconds, from when nobody is at the button any more. */
const AGAIN_MS = 20_000;

function TakenBack({ again, hide }: { again: () => void; hide: () => unknown }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(hide, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [held, hide]);
  return (
    <Group
      justify="space-between"
      wrap="nowrap"
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
    >
      You took a mark back.
      <Button size="compact-xs" onClick={again}>
        Have it again
      </Button>
    </Group>
  );
}
