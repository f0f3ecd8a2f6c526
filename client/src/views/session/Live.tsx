import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { tellOutdated } from '../../api/program-age.js';
import { DocumentPool } from '../../state/document-pool.js';
import { queryKeys, staleAfter } from '../../state/query-keys.js';
import { Drafts } from '../../state/reading/drafts.js';
import { createSyncClient } from '../../sync/create.js';
import type { SaveState, SyncClient } from '../../sync/session.js';
import { useRedrawOn } from './use-redraw-on.js';

interface Live {
  readonly client: SyncClient;
  readonly pool: DocumentPool;
  /** What this person began to write here and did not send. */
  readonly drafts: Drafts;
}

const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error('a live part of the screen stands outside LiveProvider');
  return live;
}

/** What the server says when it ends a connection, in words; a session that is gone says so by the sign-in screen. */
const WHY_OUT: Readonly<Record<string, { readonly title: string; readonly message: string }>> = {
  'rights-changed': { title: 'Your rights changed', message: 'An admin changed your role. What you may do here is shown anew.' },
};

/** The one connection of the tab: opens with the session, makes stale what the news names, ends with the session. */
export function LiveProvider({ userId, waiting, children }: { userId: string; waiting: ReactNode; children: ReactNode }) {
  const [live, setLive] = useState<Live | null>(null);
  const queryClient = useQueryClient();
  useEffect(() => {
    const client = createSyncClient({ url: window.location.origin, userId });
    setLive({ client, pool: new DocumentPool(client), drafts: new Drafts() });
    const stopNews = client.onNews((news) => {
      const stale = staleAfter(news);
      if (stale === 'everything') void queryClient.invalidateQueries();
      else for (const queryKey of stale) void queryClient.invalidateQueries({ queryKey });
    });
    const stopOut = client.onOut((reason) => {
      if (reason === 'protocol') return tellOutdated();
      const words = WHY_OUT[reason];
      if (words !== undefined)
        notifications.show({ id: reason, color: 'orange', title: words.title, message: words.message, autoClose: 10_000 });
      void queryClient.invalidateQueries({ queryKey: queryKeys.session });
    });
    return () => {
      stopNews();
      stopOut();
      setLive(null);
      client.close();
    };
  }, [userId, queryClient]);
  if (live === null) return <>{waiting}</>;
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

/** State of the connection with all open documents, as the chip tells it. */
export function useConnection(): { state: SaveState; connected: boolean; client: SyncClient } {
  const { client } = useLive();
  useRedrawOn(useCallback((listener: () => void) => client.subscribe(listener), [client]));
  const online = useSyncExternalStore(onOnlineChange, () => navigator.onLine);
  return { state: online ? client.state : asOffline(client.state), connected: online && client.connected, client };
}

function onOnlineChange(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** A socket notices a lost network late; the browser knows at once. */
function asOffline(state: SaveState): SaveState {
  if (state.kind === 'refused' || state.kind === 'offline') return state;
  return { kind: 'offline', kept: state.kind === 'saving' ? state.pending : 0 };
}
