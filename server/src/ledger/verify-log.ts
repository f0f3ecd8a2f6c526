import 'reflect-metadata';
import { appDataSource } from '../database/data-source.js';
import type { Tx } from '../database/tx.js';
import { documentSource, documentStore } from '../sync/document.store.js';
import { verifyDocument } from '../sync/keyframes/verify-document.js';
import { Ledger } from './ledger.service.js';

/** Recomputes the logs of a database, of acts and of documents, read only. Answers a sentence, and whether all of it is right. */
export async function verifyLog(databaseUrl: string): Promise<{ ok: boolean; sentence: string }> {
  const source = await appDataSource(databaseUrl, 1).initialize();
  try {
    return await source.transaction('REPEATABLE READ', verify);
  } finally {
    await source.destroy();
  }
}

async function verify(tx: Tx): Promise<{ ok: boolean; sentence: string }> {
  const result = await new Ledger().verify(tx);
  if (!result.ok) {
    const entry = result.entry === null ? '' : ` (entry ${result.entry})`;
    return { ok: false, sentence: `The log was tampered with. First wrong: ${result.object}${entry}: ${result.problem}.` };
  }
  const documents = await documentStore.all(tx);
  for (const { name, ...document } of documents) {
    const fault = await verifyDocument(documentSource(tx), document);
    if (fault?.in === 'log') return { ok: false, sentence: `The log was tampered with. First wrong: document ${name}: ${fault.problem}.` };
    if (fault) {
      const remedy = 'npm run projection:rebuild makes it anew';
      return { ok: false, sentence: `The log is right, but not what was made from it: document ${name}: ${fault.problem}; ${remedy}.` };
    }
  }
  const acts = `${result.entries} acts on ${result.objects} objects`;
  return { ok: true, sentence: `The log is right: ${acts}, and ${documents.length} documents.` };
}
