import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import * as parser from '#shared/protocol/parser.js';
import { FrameOnceAdapter, webSocketFrame } from './frame-once-adapter.js';

test('a broadcast reaches all in the room and nobody else, of any size and in order', async (t) => {
  const http = createServer().listen(0, '127.0.0.1');
  const server = new Server(http, { transports: ['websocket'], parser, adapter: FrameOnceAdapter });
  await new Promise((resolve) => http.once('listening', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  server.on('connection', (socket) =>
    socket.on('enter', (room: string, answer: () => void) => {
      void socket.join(room);
      answer();
    }),
  );
  const got: unknown[][][] = [[], [], []];
  const sockets = got.map((list): Socket => {
    const socket = io(url, { transports: ['websocket'], parser, forceNew: true });
    socket.onAny((...message: unknown[]) => list.push(message));
    return socket;
  });
  t.after(async () => {
    for (const socket of sockets) socket.close();
    await server.close();
  });
  await Promise.all(sockets.map((socket, i) => socket.emitWithAck('enter', i < 2 ? 'in' : 'out')));
  const sizes = [1, 124, 125, 126, 65_530, 65_536, 70_000];
  for (const size of sizes) server.to('in').emit('f', 5, new Uint8Array(size).fill(size % 251));
  server.to('in').emit('news', { objects: [] });
  const end = Date.now() + 5_000;
  while (got.slice(0, 2).some((list) => list.length < sizes.length + 1) && Date.now() < end) await new Promise((r) => setTimeout(r, 5));
  const expected = [...sizes.map((size) => ['f', 5, new Uint8Array(size).fill(size % 251)]), ['news', { objects: [] }]];
  assert.deepEqual(got, [expected, expected, []]);
});

test('a WebSocket frame has the header that its length asks for', () => {
  const header = (length: number): number[] => [...webSocketFrame(new Uint8Array(length))].slice(0, -length);
  assert.deepEqual(header(125), [0x82, 125]);
  assert.deepEqual(header(126), [0x82, 126, 0, 126]);
  assert.deepEqual(header(65_535), [0x82, 126, 0xff, 0xff]);
  assert.deepEqual(header(65_536), [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
});
