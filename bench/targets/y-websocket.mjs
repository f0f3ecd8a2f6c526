import { WebsocketProvider } from 'y-websocket';
import { spawnServer } from '../machine/server-process.mjs';
import { awarenessPresence } from './awareness.mjs';
import { countingWebSocket, newState, sinkSocket } from './wire.mjs';

export function yWebsocket({ persist = false }) {
  return {
    persist: persist && 'postgres',
    flushMs: 1_000,
    startServer: (ctx) => spawnServer(ctx, { script: 'y-websocket.mjs', env: { PERSIST: persist ? '1' : '' } }),
    connect(ctx, docName, doc) {
      const wire = newState();
      const url = `ws://127.0.0.1:${ctx.port}`;
      const provider = new WebsocketProvider(url, docName, doc, { WebSocketPolyfill: countingWebSocket(wire), disableBc: true });
      let synced = nextSync(provider);
      return {
        get synced() {
          return synced;
        },
        wire,
        sink: () => sinkSocket(wire.ws),
        tcp: () => wire.ws?._socket,
        ...awarenessPresence(provider.awareness),
        drop() {
          provider.disconnect();
          wire.ws?.terminate();
        },
        reconnect() {
          synced = nextSync(provider);
          provider.connect();
          return synced;
        },
        disconnect() {
          provider.destroy();
          wire.ws?.terminate();
        },
      };
    },
  };
}

/** y-socket.io's provider tells it the same way. */
export function nextSync(provider) {
  return new Promise((resolve) => {
    const once = (done) => {
      if (!done) return;
      provider.off('sync', once);
      resolve();
    };
    provider.on('sync', once);
  });
}
