// A relay over raw ws: it keeps every update and passes it on. Who joins gets the list, then an empty frame.
import { WebSocketServer } from 'ws';

const rooms = new Map();
const server = new WebSocketServer({ port: Number(process.env.PORT), host: process.env.HOST, maxPayload: 2 ** 28 });
server.on('connection', (ws, request) => {
  const room = rooms.get(request.url) ?? { log: [], members: new Set() };
  rooms.set(request.url, room);
  for (const update of room.log) ws.send(update);
  ws.send(new Uint8Array(0));
  room.members.add(ws);
  ws.on('message', (update) => {
    room.log.push(update);
    for (const member of room.members) if (member !== ws) member.send(update);
  });
  ws.on('close', () => room.members.delete(ws));
});
