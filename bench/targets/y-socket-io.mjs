import { SocketIOProvider } from 'y-socket.io';
import { spawnServer } from '../machine/server-process.mjs';
import { awarenessPresence } from './awareness.mjs';
import { countSocketIo, newState, sinkSocketIo, webSocketOf } from './wire.mjs';
import { nextSync } from './y-websocket.mjs';

export function ySocketIo({ persist = false }) {
  return {
    persist: persist && 'leveldb',
    flushMs: 1_000,
    startServer: (ctx) => spawnServer(ctx, { script: 'y-socket-io.mjs', env: { PERSIST: persist ? '1' : '' } }),
    connect(ctx, docName, doc) {
      const wire = newState();
      const provider = new SocketIOProvider(`http://127.0.0.1:${ctx.port}`, docName, doc, { disableBc: true, autoConnect: false });
      countSocketIo(provider.socket, wire);
      // Its 'sync' says that the client has sent its state, which may be before it has the server's.
      let synced = nextSync(provider);
      provider.connect();
      return {
        get synced() {
          return synced;
        },
        wire,
        sink: () => sinkSocketIo(provider.socket),
        tcp: () => webSocketOf(provider.socket)?._socket,
        ...awarenessPresence(provider.awareness),
        drop: () => provider.disconnect(),
        reconnect() {
          synced = nextSync(provider);
          provider.connect();
          return synced;
        },
        disconnect() {
          provider.destroy();
          provider.socket.disconnect();
        },
      };
    },
  };
}
