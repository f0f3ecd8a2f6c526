import 'reflect-metadata';
import { readConfig } from './config.js';
import { stopOnSignal } from './running/stop-on-signal.js';
import { orExit, startServer } from './server.js';

/** The server alone, over the database that the environment names. `npm start` adds a database of its own. */
await orExit(async () => {
  const server = await startServer(readConfig(process.env, process.cwd()));
  stopOnSignal(() => server.stop());
  process.stdout.write(`Assay ready: ${server.url}\n`);
});
