// @y/websocket-server 0.1.1; with y-postgresql, as in that package's README, where PERSIST is set.
// The newest, 0.1.5, cannot be installed: it wants a package @y/y of which there are prereleases only.
import http from 'node:http';
import * as utils from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';
import * as Y from 'yjs';

if (process.env.PERSIST) {
  const { PostgresqlPersistence } = await import('y-postgresql');
  const url = new URL(process.env.PGURL);
  const store = await PostgresqlPersistence.build(
    { host: url.hostname, port: Number(url.port), database: url.pathname.slice(1), user: url.username },
    { tableName: 'yjs-writings', useIndex: false, flushSize: 200 },
  );
  utils.setPersistence({
    bindState: async (docName, doc) => {
      const stored = await store.getYDoc(docName);
      store.storeUpdate(docName, Y.encodeStateAsUpdate(doc));
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(stored));
      doc.on('update', (update) => store.storeUpdate(docName, update));
    },
    writeState: async () => {},
  });
}
const server = http.createServer();
const sockets = new WebSocketServer({ noServer: true, maxPayload: 2 ** 28 });
sockets.on('connection', utils.setupWSConnection);
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
});
server.listen(Number(process.env.PORT), process.env.HOST);
