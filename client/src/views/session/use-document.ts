import { useCallback, useEffect, useState } from 'react';
import type * as Y from 'yjs';
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

/** The sessions of several documents while the calling part is on the screen, and a number that changes with what they hold. */
export function useDocuments(names: readonly string[]): {
  readonly sessions: ReadonlyMap<string, DocumentSession>;
  readonly content: number;
} {
  const { pool } = useLive();
  const [sessions, setSessions] = useState<ReadonlyMap<string, DocumentSession>>(NO_SESSIONS);
  const [content, setContent] = useState(0);
  const list = names.join(' ');
  useEffect(() => {
    const wanted = list === '' ? [] : list.split(' ');
    if (wanted.length === 0) return;
    const opened = new Map(wanted.map((name) => [name, pool.open(name)]));
    setSessions(opened);
    let frame = 0;
    const later = (): void => {
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        setContent((n) => n + 1);
      });
    };
    const stops = [...opened.values()].map((session) => followed(session, later));
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
      setSessions(NO_SESSIONS);
      for (const name of wanted) pool.release(name);
    };
  }, [pool, list]);
  return { sessions, content };
}

const NO_SESSIONS: ReadonlyMap<string, DocumentSession> = new Map();

/** Tells of every change of the session and of the document that it holds now. */
function followed(session: DocumentSession, tell: () => void): () => void {
  let { doc } = session;
  let stopFollowing = onContent(doc, tell);
  const stop = session.subscribe(() => {
    if (session.doc !== doc) {
      stopFollowing();
      doc = session.doc;
      stopFollowing = onContent(doc, tell);
    }
    tell();
  });
  return () => {
    stop();
    stopFollowing();
  };
}

/** Tells when the document's content changed. Whoever hears Yjs' own `update` makes it write down every change that comes, once more. */
function onContent(doc: Y.Doc, tell: () => void): () => void {
  const heard = ({ changed }: Y.Transaction): void => {
    if (changed.size > 0) tell();
  };
  doc.on('afterTransaction', heard);
  return () => doc.off('afterTransaction', heard);
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
    const stop = onContent(doc, later);
    return () => {
      cancelAnimationFrame(frame);
      stop();
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
