import 'reflect-metadata';
import { readConfig } from '../config.js';
import { appDataSource } from '../database/data-source.js';
import { orExit } from '../server.js';
import { Ledger } from './ledger.service.js';

/** `npm run log:verify`: recomputes the log of the database that the environment names. Exit 0: right, 1: the first wrong entry is named. */
await orExit(async () => {
  const source = await appDataSource(readConfig(process.env, process.cwd()).databaseUrl, 1).initialize();
  try {
    const result = await source.transaction('REPEATABLE READ', (tx) => new Ledger().verify(tx));
    if (result.ok) process.stdout.write(`The log is right: ${result.entries} acts on ${result.objects} objects.\n`);
    else {
      const entry = result.entry === null ? '' : ` (entry ${result.entry})`;
      process.stdout.write(`The log was tampered with: ${result.object}${entry}: ${result.problem}.\n`);
      process.exitCode = 1;
    }
  } finally {
    await source.destroy();
  }
});
