import { parseDocumentName } from '#shared/document/layout.js';
import { must } from '#shared/lib/must.js';
import type { Tx } from '../database/tx.js';
import { documentSource, documentStore } from '../sync/document.store.js';
import { readPast } from '../sync/past/read-past.js';
import { deleteDocumentRows, projectDocument } from './document-projection.store.js';

/**
 * Makes what boards and search read of sheets and articles anew from the documents' stored updates, in one transaction (PR1).
 * Nothing is added to a document meanwhile. Answers how many documents were read.
 */
export async function rebuildDocuments(tx: Tx): Promise<number> {
  await deleteDocumentRows(tx);
  let read = 0;
  for (const { teamId, name } of await documentStore.all(tx)) {
    const kind = parseDocumentName(name)?.kind;
    if (kind !== 'sheet' && kind !== 'article') continue;
    const { id, head } = must(await documentStore.find(tx, teamId, name, true), `document ${name}`);
    const authors = new Map((await documentStore.leases(tx, id)).map(({ lease, userId }) => [lease, userId]));
    const { doc } = await readPast(documentSource(tx), id, Number(head));
    await projectDocument(tx, { teamId, name, seq: Number(head) }, doc, (client) => authors.get(client) ?? null);
    doc.destroy();
    read++;
  }
  return read;
}
