// y-socket.io, with its LevelDB where PERSIST is set. maxHttpBufferSize is raised from socket.io's 1 MB so that the large documents fit.
import http from 'node:http';
import { Server } from 'socket.io';
import { YSocketIO } from 'y-socket.io/dist/server';

const server = http.createServer();
const io = new Server(server, { maxHttpBufferSize: 2 ** 28 });
new YSocketIO(io, process.env.PERSIST ? { levelPersistenceDir: `${process.env.DATA_DIR}/level` } : {}).initialize();
server.listen(Number(process.env.PORT), process.env.HOST);
