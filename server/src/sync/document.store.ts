import { parseDocumentName } from '#shared/document/layout.js';
import { must } from '#shared/lib/must.js';
import type { Tx } from '../database/tx.js';
import { type Ask, keyframeStore } from './keyframes/keyframe.store.js';
import type { Lease, StoredUpdate } from './log/update-log.js';
import { storedUpdate, type UpdateRow } from './log/update-row.js';
import type { PastSource } from './past/read-past.js';

export interface DocRow {
  id: number;
  head: string;
  chain: Buffer;
}

export interface DocumentHead {
  readonly id: number;
  readonly teamId: string;
  readonly name: string;
  readonly head: number;
  readonly chain: Uint8Array;
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

  /** Every document of every team. */
  async all(tx: Tx): Promise<DocumentHead[]> {
    const rows = await tx.query<(DocRow & { team_id: string; name: string })[]>(
      'SELECT id, team_id, name, head, chain FROM doc ORDER BY id',
    );
    return rows.map(({ id, team_id, name, head, chain }) => ({ id, teamId: team_id, name, head: Number(head), chain }));
  },

  /** Keyframes and spans of all documents; they are made again from the log. */
  deleteKeyframes(tx: Tx): Promise<void> {
    return keyframeStore.deleteAll((sql, values) => tx.query(sql, [...values]));
  },

  /** Stored updates after `seq`, in order; at most so many, where a limit is given. */
  async updates(tx: Tx, documentId: number, seq: number, limit: number | null = null): Promise<StoredUpdate[]> {
    const rows = await tx.query<UpdateRow[]>(
      'SELECT seq, lease, client_seq, user_id, bytes, at FROM doc_update WHERE doc = $1 AND seq > $2 ORDER BY seq LIMIT $3',
      [documentId, seq, limit],
    );
    return rows.map(storedUpdate);
  },

  /** When those updates were stored. */
  async timesOf(tx: Tx, documentId: number, seqs: readonly number[]): Promise<Map<number, Date>> {
    const rows = await tx.query<{ seq: string; at: Date }[]>('SELECT seq, at FROM doc_update WHERE doc = $1 AND seq = ANY($2)', [
      documentId,
      seqs,
    ]);
    return new Map(rows.map((row) => [Number(row.seq), row.at]));
  },

  /** The last update that was stored by then; 0 where there was none. */
  async seqAt(tx: Tx, documentId: number, at: string): Promise<number> {
    const rows = await tx.query<{ seq: string | null }[]>('SELECT max(seq) AS seq FROM doc_update WHERE doc = $1 AND at <= $2', [
      documentId,
      at,
    ]);
    return Number(rows[0]?.seq ?? 0);
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
      `SELECT DISTINCT doc_client.user_id FROM doc_client JOIN doc ON doc.id = doc_client.doc WHERE doc.team_id = $1 AND doc.name = $2
       AND EXISTS (SELECT 1 FROM doc_update WHERE doc_update.doc = doc.id AND doc_update.lease = doc_client.client)`,
      [teamId, name],
    );
    return rows.map((row) => row.user_id);
  },
};

/** Documents as their history and their opening are read, inside that transaction. */
export function documentSource(tx: Tx): PastSource {
  const ask: Ask = (sql, values) => tx.query(sql, [...values]);
  return {
    keyframe: (documentId) => keyframeStore.keyframe(ask, documentId),
    spans: (documentId, before) => keyframeStore.spans(ask, documentId, before),
    readAfter: (documentId, seq, limit) => documentStore.updates(tx, documentId, seq, limit),
  };
}
