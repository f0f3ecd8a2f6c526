// Lets an outside load tool drive Assay: the client's own sync code in Node, over sockets of its own.
// Default export: (util of the harness) → adapter. Run `npm run build` first; ASSAY_ROOT names the checkout.

import { fileURLToPath } from 'node:url';
import { createSyncClient } from '../dist/client/src/sync/create.js';
import { MemoryOutboxStore } from '../dist/client/src/sync/outbox-store.js';

const SERVER = fileURLToPath(new URL('../dist/server/src/main.js', import.meta.url));
const PERSON = { name: 'Load Tool', email: 'load@bench.invalid', password: 'only for a throw-away database' };
const ADMIN = { name: 'Bench Admin', email: 'admin@bench.invalid', password: 'only for a throw-away database' };

/** What the server's own API takes to let one checker in; a database met before still has them. */
async function signIn(url) {
  const call = async (method, path, body, cookie) => {
    const response = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', origin: url, ...(cookie ? { cookie } : {}) },
      body: body && JSON.stringify(body),
    });
    const reply = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${reply.code} ${reply.message}`);
    return {
      reply,
      cookie: response.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; '),
    };
  };
  const {
    reply: { needed },
  } = await call('GET', '/api/setup');
  if (!needed) {
    const { email, password } = PERSON;
    const { reply, cookie } = await call('POST', '/api/session', { email, password });
    return { cookie, userId: reply.user.id };
  }
  const admin = await call('POST', '/api/setup', { teamName: 'Bench', ...ADMIN });
  const { reply: invitation } = await call(
    'POST',
    '/api/invitations',
    { name: PERSON.name, email: PERSON.email, role: 'checker' },
    admin.cookie,
  );
  const token = invitation.link.split('/').at(-1).split('=').at(-1);
  const { reply, cookie } = await call('POST', '/api/invitations/acceptance', { token, password: PERSON.password });
  return { cookie, userId: reply.user.id };
}

export default function adapter({ countSocketIo, newState, sinkSocketIo, spawnServer }) {
  const sessions = new Map(); // port → { cookie, userId }
  return {
    persist: 'postgres',
    flushMs: 0, // acknowledged is stored
    async startServer(ctx) {
      const server = await spawnServer(ctx, {
        command: process.execPath,
        args: [SERVER],
        env: { ASSAY_BENCH: '1', ASSAY_DEMO: '0', DATABASE_URL: ctx.pgUrl ?? '', LOG_LEVEL: 'warn' },
      });
      try {
        sessions.set(ctx.port, await signIn(`http://127.0.0.1:${ctx.port}`));
      } catch (error) {
        await server.kill();
        throw new Error(`${error.message}\n${server.log()}`);
      }
      return server;
    },
    connect(ctx, docName, ydoc) {
      const wire = newState();
      const url = `http://127.0.0.1:${ctx.port}`;
      const { cookie, userId } = sessions.get(ctx.port);
      let socket;
      const client = createSyncClient({
        url,
        userId,
        store: new MemoryOutboxStore(),
        headers: { cookie, origin: url },
        onSocket: (opened) => {
          socket = opened;
        },
      });
      countSocketIo(socket, wire);
      const session = client.open(`bench/${docName}`, ydoc);
      const settled = () =>
        new Promise((resolve) => {
          const look = () => {
            if (session.ready && client.connected) {
              stop();
              resolve();
            }
          };
          const stop = session.subscribe(look);
          look();
        });
      let synced = settled();
      return {
        get synced() {
          return synced;
        },
        wire,
        sink() {
          // Its own edits would wait for acks for ever: a sink has to be told nothing and keep nothing.
          sinkSocketIo(socket);
        },
        unacked: () => session.pending,
        drop: () => client.drop(),
        reconnect() {
          client.reconnect();
          synced = new Promise((resolve) => {
            socket.once('connect', () => resolve(settled()));
          });
          return synced;
        },
        disconnect: () => client.close(),
      };
    },
  };
}
