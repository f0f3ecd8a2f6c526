import 'reflect-metadata';
import fs from 'node:fs';
import path from 'node:path';
import { readConfig } from './config.js';
import { Cluster } from './embedded/cluster.js';
import { stopOnSignal } from './running/stop-on-signal.js';
import { refuseTakenPort, startServer } from './server.js';
import { warmUp } from './sync/warm-up.js';

const DATABASE = 'assay';

/** What `scripts/start.mjs` hands over once everything is installed and built. */
export interface Launch {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dataDir: string;
  readonly workingFolder: string;
  readonly say: (line: string) => void;
  /** Told once the server listens, for whoever asks the holder of the data folder. */
  readonly ready: (url: string) => void;
}

/** Starts the database of the data folder, where no other is named, and the server over it, in this one process. */
export async function launch({ env, dataDir, workingFolder, say, ready }: Launch): Promise<void> {
  const settings = { NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env, DATA_DIR: dataDir };
  const external = (env['DATABASE_URL'] ?? '').trim() !== '';
  // What can be refused without a database is refused before one is started.
  await refuseTakenPort(
    readConfig({ ...settings, DATABASE_URL: external ? env['DATABASE_URL'] : 'postgres://embedded/assay' }, workingFolder),
  );
  const cluster = external ? null : await openCluster(dataDir, say);
  const addresses =
    cluster === null ? {} : { DATABASE_URL: cluster.url('server', DATABASE), DATABASE_OWNER_URL: cluster.url('owner', DATABASE) };
  const unwatch = cluster?.watch(say);
  const letGo = async (): Promise<void> => {
    await unwatch?.();
    await cluster?.stop();
  };
  try {
    const config = readConfig({ ...settings, ...addresses }, workingFolder);
    await warmUp(config);
    const server = await startServer(config, cluster === null ? { say } : { say, seeding: (seed) => markedSeeding(dataDir, seed) });
    stopOnSignal(async () => {
      say('Stopping…');
      await server.stop();
      await letGo();
    });
    ready(server.url);
    say(`Assay ready: ${server.url}`);
  } catch (error) {
    await letGo();
    throw error;
  }
}

async function openCluster(dataDir: string, say: (line: string) => void): Promise<Cluster> {
  say('Starting the database…');
  const cluster = await Cluster.open(dataDir, say);
  const unfinished = seedingMark(dataDir);
  if (fs.existsSync(unfinished)) {
    // The demo was being told when the process died. Nobody can have used it: the server listens only afterwards.
    await cluster.dropDatabase(DATABASE);
    fs.rmSync(unfinished);
  }
  await cluster.ensureDatabase(DATABASE);
  return cluster;
}

async function markedSeeding(dataDir: string, seed: () => Promise<void>): Promise<void> {
  fs.writeFileSync(seedingMark(dataDir), 'The demo is being seeded; without its end it is begun anew.\n', { flush: true });
  await seed();
  fs.rmSync(seedingMark(dataDir));
}

function seedingMark(dataDir: string): string {
  return path.join(dataDir, 'demo-unfinished');
}
