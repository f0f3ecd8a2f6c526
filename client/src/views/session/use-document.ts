import { useCallback, useEffect, useState } from 'react';
import type { PresenceChange } from '#shared/protocol/socket.js';
import type { DocumentSession } from '../../sync/session.js';
import { useLive } from './Live.js';
import { useRedrawOn } from './use-redraw-on.js';

/** The session of a document while the calling part is on the screen; null before it is open. */
export function useDocument(name: string | null): DocumentSession | null {
  const { pool } = useLive();
  const [session, setSession] = useState<DocumentSession | null>(null);
  useEffect(() => {
    if (name === null) return;
    setSession(pool.open(name));
    return () => {
      setSession(null);
      pool.release(name);
    };
  }, [pool, name]);
  const subscribe = useCallback((listener: () => void) => session?.subscribe(listener) ?? (() => undefined), [session]);
  useRedrawOn(subscribe);
  return session;
}

/** Draws again when the shared content of the document changes, at most once a frame. */
export function useContent(session: DocumentSession | null): number {
  const [version, setVersion] = useState(0);
  const doc = session?.doc ?? null;
  useEffect(() => {
    if (doc === null) return;
    let frame = 0;
    const later = (): void => {
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        setVersion((n) => n + 1);
      });
    };
    later();
    doc.on('update', later);
    return () => {
      cancelAnimationFrame(frame);
      doc.off('update', later);
    };
  }, [doc]);
  return version;
}

/** Everyone else's tabs in the document, with what they show. */
export function usePresence(session: DocumentSession | null, me: string): readonly PresenceChange[] {
  const subscribe = useCallback((listener: () => void) => session?.subscribePresence(listener) ?? (() => undefined), [session]);
  useRedrawOn(subscribe);
  if (session === null) return [];
  return [...session.presence.values()].filter(
    (change) => change.state !== null && change.lease !== session.lease && change.user.id !== me,
  );
}
