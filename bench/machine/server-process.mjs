import { spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { now, sleep } from './clock.mjs';

const BENCH = fileURLToPath(new URL('..', import.meta.url));
const READY_MS = 30_000;
const STOP_MS = 4_000;
const LOG_CHARACTERS = 4_000;

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts a file of servers/, or any command, as a process of its own; ready once its port answers. Answers its pid, which has to
 * be the server's own, and the ways to end it: `stop` asks and waits, `kill` does not ask.
 */
export async function spawnServer(ctx, { script, command, args = [], env = {}, node24 = false }) {
  const program = command ?? (node24 ? path.join(BENCH, 'node_modules/node24/bin/node') : process.execPath);
  const child = spawn(program, command ? args : [path.join(BENCH, 'servers', script), ...args], {
    cwd: BENCH,
    env: {
      ...process.env,
      PORT: String(ctx.port),
      HOST: '127.0.0.1',
      DATA_DIR: ctx.dir,
      PGURL: ctx.pgUrl ?? '',
      NODE_ENV: 'production',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const server = new ServerProcess(child);
  await server.ready(ctx.port);
  return server;
}

class ServerProcess {
  #child;
  #exited;
  #dead = false;
  #log = '';

  constructor(child) {
    this.#child = child;
    process.once('exit', () => child.kill('SIGKILL'));
    this.#exited = new Promise((resolve) => child.once('exit', resolve)).then(() => {
      this.#dead = true;
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        this.#log = (this.#log + chunk).slice(-LOG_CHARACTERS);
        if (process.env.BENCH_DEBUG) process.stderr.write(chunk);
      });
    }
  }

  get pid() {
    return this.#child.pid;
  }

  log() {
    return this.#log;
  }

  async ready(port) {
    const end = now() + READY_MS;
    while (!(await answers(port))) {
      if (this.#dead || now() > end) {
        this.#child.kill('SIGKILL');
        throw new Error(`server did not start: ${this.#log}`);
      }
      await sleep(20);
    }
  }

  async stop() {
    this.#child.kill('SIGTERM');
    await Promise.race([this.#exited, sleep(STOP_MS)]);
    await this.kill();
  }

  async kill() {
    if (!this.#dead) this.#child.kill('SIGKILL');
    await this.#exited;
  }
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('connect', () => {
      // While nobody listens, a connection may by chance be one with itself.
      resolve(socket.localPort !== port);
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
  });
}
