import 'reflect-metadata';
import { appDataSource } from '../database/data-source.js';
import { Ledger } from './ledger.service.js';

/** Recomputes the log of a database, read only. Answers a sentence, and whether all of it is right. */
export async function verifyLog(databaseUrl: string): Promise<{ ok: boolean; sentence: string }> {
  const source = await appDataSource(databaseUrl, 1).initialize();
  try {
    const result = await source.transaction('REPEATABLE READ', (tx) => new Ledger().verify(tx));
    if (result.ok) return { ok: true, sentence: `The log is right: ${result.entries} acts on ${result.objects} objects.` };
    const entry = result.entry === null ? '' : ` (entry ${result.entry})`;
    return { ok: false, sentence: `The log was tampered with. First wrong: ${result.object}${entry}: ${result.problem}.` };
  } finally {
    await source.destroy();
  }
}
