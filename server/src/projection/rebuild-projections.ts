import 'reflect-metadata';
import { appDataSource } from '../database/data-source.js';
import { Ledger } from '../ledger/ledger.service.js';
import { rebuildClaims } from './rebuild.js';

/** Makes the read models of claims in a database anew from its log. Answers a sentence. */
export async function rebuildProjections(databaseUrl: string): Promise<string> {
  const source = await appDataSource(databaseUrl, 1).initialize();
  try {
    const claims = await source.transaction((tx) => rebuildClaims(tx, new Ledger()));
    return `Made the read models of ${claims} ${claims === 1 ? 'claim' : 'claims'} anew from the log.`;
  } finally {
    await source.destroy();
  }
}
