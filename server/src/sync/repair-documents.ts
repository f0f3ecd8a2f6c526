import 'reflect-metadata';
import { appDataSource } from '../database/data-source.js';
import type { Tx } from '../database/tx.js';

/**
 * Begins a new epoch of every document, or of the one of that name in each team: tabs and outboxes that wrote before it keep
 * their words and are told, and nothing of theirs is stored over what stands now. For a database restored from a copy.
 * Answers a sentence; throws when there is no such document.
 */
export async function repairDocuments(databaseUrl: string, reason: string, name: string | null): Promise<string> {
  const source = await appDataSource(databaseUrl, 1).initialize();
  try {
    const repaired = await source.transaction((tx) => beginEpochs(tx, reason, name));
    if (repaired === 0) throw new Error(name === null ? 'there are no documents' : `there is no document ${name}`);
    return `${repaired} document${repaired === 1 ? '' : 's'} repaired: open tabs are told within a second, and begin anew.`;
  } finally {
    await source.destroy();
  }
}

async function beginEpochs(tx: Tx, reason: string, name: string | null): Promise<number> {
  const rows = await tx.query<unknown[]>(
    `WITH repaired AS (
       UPDATE doc SET epoch = gen_random_uuid() WHERE $2::text IS NULL OR name = $2 RETURNING id, epoch, head
     )
     INSERT INTO doc_repair (doc, epoch, head, reason) SELECT id, epoch, head, $1 FROM repaired RETURNING doc`,
    [reason, name],
  );
  return rows.length;
}
