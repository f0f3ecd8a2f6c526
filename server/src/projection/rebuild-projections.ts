import 'reflect-metadata';
import { APP_ROLE, appDataSource } from '../database/data-source.js';
import { Ledger } from '../ledger/ledger.service.js';
import { documentStore } from '../sync/document.store.js';
import { makeKeyframes } from '../sync/keyframes/make-keyframes.js';
import { PgUpdateLog } from '../sync/log/pg-update-log.store.js';
import { rebuildClaims } from './rebuild.js';
import { rebuildDocuments } from './rebuild-documents.js';

/** Makes the read models of claims and documents, and the keyframes of documents, in a database anew from its log. Answers a sentence. */
export async function rebuildProjections(databaseUrl: string): Promise<string> {
  const source = await appDataSource(databaseUrl, 1).initialize();
  const log = new PgUpdateLog({ connectionString: databaseUrl, options: `-c role=${APP_ROLE}`, application_name: 'assay rebuild' });
  try {
    const claims = await source.transaction((tx) => rebuildClaims(tx, new Ledger()));
    const read = await source.transaction(rebuildDocuments);
    const documents = await source.transaction(async (tx) => {
      await documentStore.deleteKeyframes(tx);
      return documentStore.all(tx);
    });
    let keyframes = 0;
    for (const document of documents) if ((await makeKeyframes(log, document)) > 0) keyframes++;
    const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
    return `Made the read models of ${count(claims, 'claim')} and ${count(read, 'document')} and the keyframes of ${count(keyframes, 'document')} anew from the log.`;
  } finally {
    await Promise.all([source.destroy(), log.close()]);
  }
}
