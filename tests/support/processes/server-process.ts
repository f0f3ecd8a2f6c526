import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endWithUs } from './end-with-us.js';

const MAIN = fileURLToPath(new URL('../../../server/src/main.js', import.meta.url));

export interface ServerProcess {
  readonly pid: number;
  readonly url: string;
  /** SIGKILL, and wait until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and wait for its exit code. */
  stop(): Promise<number | null>;
}

/** The server as a process of its own, ready when it says so. `before` is loaded before it. */
export async function startServerProcess(port: number, env: Record<string, string>, before?: string): Promise<ServerProcess> {
  const argv = [...(before ? ['--import', before] : []), MAIN];
  const child = spawn(process.execPath, argv, {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await ready(child, exited);
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

async function ready(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  let said = '';
  const line = new Promise<void>((resolve) => {
    const listen = (data: Buffer): void => {
      said += data.toString();
      if (said.includes('Assay ready:')) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
  });
  const outcome = await Promise.race([
    line.then(() => 'ready'),
    exited.then(() => 'ended'),
    // It tells a server that hangs from one that starts, also with the demo and on a machine with much to do.
    new Promise((resolve) => setTimeout(resolve, 90_000, 'late').unref()),
  ]);
  if (outcome === 'ready') return;
  child.kill('SIGKILL');
  throw new Error(`the server did not start (${String(outcome)}): ${said.slice(-2_000)}`);
}
