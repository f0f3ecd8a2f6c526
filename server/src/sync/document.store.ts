import { parseDocumentName } from '#shared/document/layout.js';
import { must } from '#shared/lib/must.js';
import type { Tx } from '../database/tx.js';
import type { Lease, StoredUpdate } from './log/update-log.js';

export interface DocRow {
  id: number;
  head: string;
  chain: Buffer;
}

interface UpdateRow {
  seq: string;
  lease: string;
  client_seq: string;
  user_id: string;
  bytes: Buffer;
  at: Date;
}

/** Shared documents as the command side reads and writes them: inside its own transaction. */
export const documentStore = {
  /** Makes the document; false when the team has one of that name. */
  async insert(tx: Tx, teamId: string, name: string): Promise<boolean> {
    const kind = must(parseDocumentName(name), `a document name, not ${name}`).kind;
    const rows = await tx.query<unknown[]>(
      'INSERT INTO doc (team_id, name, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
      [teamId, name, kind],
    );
    return rows.length > 0;
  },

  /** The document's row, locked to the end of the transaction where asked. */
  async find(tx: Tx, teamId: string, name: string, lock: boolean): Promise<DocRow | null> {
    const rows = await tx.query<DocRow[]>(`SELECT id, head, chain FROM doc WHERE team_id = $1 AND name = $2 ${lock ? 'FOR UPDATE' : ''}`, [
      teamId,
      name,
    ]);
    return rows[0] ?? null;
  },

  async updates(tx: Tx, documentId: number, upTo: number | null = null): Promise<StoredUpdate[]> {
    const rows = await tx.query<UpdateRow[]>(
      'SELECT seq, lease, client_seq, user_id, bytes, at FROM doc_update WHERE doc = $1 AND ($2::bigint IS NULL OR seq <= $2) ORDER BY seq',
      [documentId, upTo],
    );
    return rows.map((row) => ({
      seq: Number(row.seq),
      lease: Number(row.lease),
      clientSeq: Number(row.client_seq),
      userId: row.user_id,
      bytes: new Uint8Array(row.bytes),
      at: row.at,
    }));
  },

  /** The document's row has to be locked by this transaction. */
  async newLease(tx: Tx, documentId: number, userId: string, sessionHash: string): Promise<number> {
    for (;;) {
      const [rows] = await tx.query<[{ lease: string }[], number]>(
        'UPDATE doc SET next_lease = next_lease + 1 WHERE id = $1 RETURNING next_lease - 1 AS lease',
        [documentId],
      );
      const lease = Number(must(rows[0], `document ${documentId}`).lease);
      const inserted = await tx.query<unknown[]>(
        'INSERT INTO doc_client (doc, client, user_id, session_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING client',
        [documentId, lease, userId, sessionHash],
      );
      if (inserted.length > 0) return lease;
    }
  },

  /** Stores one update at `seq` and moves the head. The document's row has to be locked by this transaction. */
  async append(tx: Tx, documentId: number, update: StoredUpdate, chain: Uint8Array): Promise<void> {
    await tx.query('UPDATE doc SET head = $2, chain = $3 WHERE id = $1', [documentId, update.seq, Buffer.from(chain)]);
    await tx.query('INSERT INTO doc_update (doc, seq, lease, client_seq, user_id, bytes, at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      documentId,
      update.seq,
      update.lease,
      update.clientSeq,
      update.userId,
      Buffer.from(update.bytes),
      update.at,
    ]);
  },

  async leases(tx: Tx, documentId: number): Promise<Lease[]> {
    const rows = await tx.query<{ client: string; user_id: string }[]>('SELECT client, user_id FROM doc_client WHERE doc = $1', [
      documentId,
    ]);
    return rows.map((row) => ({ lease: Number(row.client), userId: row.user_id }));
  },

  async writers(tx: Tx, teamId: string, name: string): Promise<string[]> {
    const rows = await tx.query<{ user_id: string }[]>(
      'SELECT DISTINCT doc_update.user_id FROM doc_update JOIN doc ON doc.id = doc_update.doc WHERE doc.team_id = $1 AND doc.name = $2',
      [teamId, name],
    );
    return rows.map((row) => row.user_id);
  },
};
