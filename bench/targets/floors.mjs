// The floors: relays that keep a list of updates and pass each on, without a CRDT, presence or storage.
import { io } from 'socket.io-client';
import * as Y from 'yjs';
import { spawnServer } from '../machine/server-process.mjs';
import { countingWebSocket, countSocketIo, newState, sinkSocket, sinkSocketIo, webSocketOf } from './wire.mjs';

const LACKS = { s9: 'a relay of edits knows no presence' };

export const wsFloor = {
  floor: true,
  lacks: LACKS,
  startServer: (ctx) => spawnServer(ctx, { script: 'ws-floor.mjs' }),
  connect(ctx, docName, doc, _user, { seed = false } = {}) {
    const wire = newState();
    const WebSocket = countingWebSocket(wire);
    const send = (update, origin) => {
      if (origin !== wire && wire.ws.readyState === WebSocket.OPEN) wire.ws.send(update);
    };
    doc.on('update', send);
    const open = () =>
      new Promise((resolve) => {
        const ws = new WebSocket(`ws://127.0.0.1:${ctx.port}/${docName}`);
        ws.on('error', () => {});
        ws.on('open', () => {
          if (seed) ws.send(Y.encodeStateAsUpdate(doc));
        });
        ws.on('message', (data) => (data.length === 0 ? resolve() : Y.applyUpdate(doc, data, wire)));
      });
    let synced = open();
    return {
      get synced() {
        return synced;
      },
      wire,
      sink: () => sinkSocket(wire.ws),
      tcp: () => wire.ws._socket,
      drop: () => wire.ws.terminate(),
      reconnect() {
        synced = open();
        return synced;
      },
      disconnect() {
        doc.off('update', send);
        wire.ws.terminate();
      },
    };
  },
};

export const socketIoFloor = {
  floor: true,
  lacks: LACKS,
  startServer: (ctx) => spawnServer(ctx, { script: 'socket-io-floor.mjs' }),
  connect(ctx, docName, doc, _user, { seed = false } = {}) {
    const wire = newState();
    const socket = io(`http://127.0.0.1:${ctx.port}`, { transports: ['websocket'], forceNew: true, auth: { doc: docName } });
    countSocketIo(socket, wire);
    const send = (update, origin) => {
      if (origin !== wire && socket.connected) socket.emit('u', update);
    };
    doc.on('update', send);
    if (seed) socket.once('connect', () => socket.emit('u', Y.encodeStateAsUpdate(doc)));
    socket.on('u', (data) => Y.applyUpdate(doc, new Uint8Array(data), wire));
    const toldAll = () => new Promise((resolve) => socket.once('end', resolve));
    let synced = toldAll();
    return {
      get synced() {
        return synced;
      },
      wire,
      sink: () => sinkSocketIo(socket),
      tcp: () => webSocketOf(socket)?._socket,
      drop: () => socket.disconnect(),
      reconnect() {
        synced = toldAll();
        socket.connect();
        return synced;
      },
      disconnect() {
        doc.off('update', send);
        socket.disconnect();
      },
    };
  },
};
