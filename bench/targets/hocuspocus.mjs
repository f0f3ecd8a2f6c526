import { spawnServer } from '../machine/server-process.mjs';
import { awarenessPresence } from './awareness.mjs';
import { countingWebSocket, newState, sinkSocket } from './wire.mjs';

export async function hocuspocus({ version, persist = false }) {
  const { HocuspocusProvider, HocuspocusProviderWebsocket } = await import(`hp${version}-provider`);
  return {
    persist: persist && 'postgres',
    flushMs: 2_500, // it stores 2 s after the last edit
    acks: true,
    startServer: (ctx) =>
      spawnServer(ctx, { script: 'hocuspocus.mjs', node24: version === 4, env: { HP: String(version), PERSIST: persist ? '1' : '' } }),
    connect(ctx, docName, doc) {
      const wire = newState();
      const socket = new HocuspocusProviderWebsocket({ url: `ws://127.0.0.1:${ctx.port}`, WebSocketPolyfill: countingWebSocket(wire) });
      const provider = new HocuspocusProvider({ websocketProvider: socket, name: docName, document: doc, token: 'bench' });
      provider.attach();
      let synced = nextSynced(provider);
      return {
        get synced() {
          return synced;
        },
        wire,
        sink: () => sinkSocket(wire.ws),
        tcp: () => wire.ws?._socket,
        unacked: () => provider.unsyncedChanges,
        onAcked: (listener) => provider.on('unsyncedChanges', listener),
        ...awarenessPresence(provider.awareness),
        drop() {
          socket.disconnect();
          wire.ws?.terminate();
        },
        reconnect() {
          synced = nextSynced(provider);
          socket.connect();
          return synced;
        },
        disconnect() {
          provider.destroy();
          socket.destroy();
          wire.ws?.terminate();
        },
      };
    },
  };
}

function nextSynced(provider) {
  return new Promise((resolve) => {
    const once = () => {
      provider.off('synced', once);
      resolve();
    };
    provider.on('synced', once);
  });
}
