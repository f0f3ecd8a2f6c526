import 'reflect-metadata';
import { readConfig } from '../config.js';
import { appDataSource } from '../database/data-source.js';
import { Ledger } from '../ledger/ledger.service.js';
import { orExit } from '../server.js';
import { rebuildClaims } from './rebuild.js';

/** `npm run projection:rebuild`: makes the read models of claims anew from the log. */
await orExit(async () => {
  const source = await appDataSource(readConfig(process.env, process.cwd()).databaseUrl, 1).initialize();
  try {
    const claims = await source.transaction((tx) => rebuildClaims(tx, new Ledger()));
    process.stdout.write(`Rebuilt ${claims} claims from the log.\n`);
  } finally {
    await source.destroy();
  }
});
