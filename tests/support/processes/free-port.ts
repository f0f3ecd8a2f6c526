import dgram from 'node:dgram';
import net from 'node:net';

/** Below the ranges from which Linux (32768 up) and macOS (49152 up) give outgoing connections their ports. */
const FIRST = 20_000;
const COUNT = 12_000;

/**
 * A TCP port of the loopback interface that stays this process's own until it ends, also while nothing listens on it: a server
 * can be killed and come back on it. Other tests see that it is taken by the same port of UDP, which is held meanwhile.
 */
export async function freePort(): Promise<number> {
  const from = Math.floor(Math.random() * COUNT);
  for (let n = 0; n < COUNT; n++) {
    const port = FIRST + ((from + n) % COUNT);
    if ((await claimed(port)) && (await unused(port))) return port;
  }
  throw new Error(`no port from ${FIRST} to ${FIRST + COUNT - 1} is free`);
}

function claimed(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const claim = dgram.createSocket('udp4').unref();
    claim.once('error', () => resolve(false));
    claim.bind({ address: '127.0.0.1', port, exclusive: true }, () => resolve(true));
  });
}

function unused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
