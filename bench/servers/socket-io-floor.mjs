// The same relay as ws-floor.mjs, over raw socket.io with rooms.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const logs = new Map();
const io = new Server({ transports: ['websocket'], maxHttpBufferSize: 2 ** 28, serveClient: false });
io.on('connection', (socket) => {
  const { doc } = socket.handshake.auth;
  if (!logs.has(doc)) logs.set(doc, []);
  const log = logs.get(doc);
  for (const update of log) socket.emit('u', update);
  socket.emit('end');
  socket.join(doc);
  socket.on('u', (update) => {
    log.push(update);
    socket.to(doc).emit('u', update);
  });
});
io.attach(createServer().listen(Number(process.env.PORT), process.env.HOST));
