import 'reflect-metadata';
import { readConfig } from './config.js';
import { stopOnSignal } from './running/stop-on-signal.js';
import { orExit, startServer } from './server.js';
import { warmUp } from './sync/warm-up.js';

/** The server alone, over the database that the environment names. `npm start` adds a database of its own. */
await orExit(async () => {
  const config = readConfig(process.env, process.cwd());
  await warmUp(config);
  const server = await startServer(config);
  stopOnSignal(() => server.stop());
  process.stdout.write(`Assay ready: ${server.url}\n`);
});
