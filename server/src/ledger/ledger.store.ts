import type { Tx } from '../database/tx.js';
import type { ChainHead, LedgerObject } from './leaf.js';

/** One entry as it stands in the database. */
export interface StoredEntry {
  readonly id: string;
  readonly teamId: string;
  readonly object: { readonly type: string; readonly id: string };
  readonly seq: number;
  readonly type: string;
  readonly op: string;
  readonly actorId: string;
  readonly at: Date;
  readonly leaf: Uint8Array;
  readonly leafHash: string;
  readonly payloadSha256: string;
  readonly payload: Uint8Array | null;
}

interface EntryRow {
  id: string;
  team_id: string;
  object_type: string;
  object_id: string;
  seq: number;
  type: string;
  op: string;
  actor_id: string;
  at: Date;
  leaf: Buffer;
  leaf_hash: Buffer;
  payload_sha256: Buffer;
  body: Buffer | null;
}

const COLUMNS = `e.id, e.team_id, e.object_type, e.object_id, e.seq, e.type, e.op, e.actor_id, e.at, e.leaf, e.leaf_hash, e.payload_sha256, p.body`;
const FROM = 'FROM audit.entry e LEFT JOIN audit.payload p ON p.sha256 = e.payload_sha256';

export async function lockChain(tx: Tx, teamId: string, object: LedgerObject): Promise<ChainHead> {
  const rows: { seq: number; head: Buffer | null; at: Date }[] = await tx.query('SELECT * FROM audit.lock_object($1, $2, $3)', [
    teamId,
    object.type,
    object.id,
  ]);
  const row = rows[0];
  if (!row) throw new Error('the chain of the object could not be locked');
  return { seq: row.seq, hash: row.head === null ? null : row.head.toString('hex'), at: row.at.toISOString() };
}

/** Answers the hash that the database computed, hex. */
export async function appendLeaf(tx: Tx, teamId: string, leaf: Uint8Array, payload: Uint8Array): Promise<string> {
  const rows: { append: Buffer }[] = await tx.query('SELECT audit.append($1, $2, $3)', [teamId, Buffer.from(leaf), Buffer.from(payload)]);
  const row = rows[0];
  if (!row) throw new Error('the entry was not appended');
  return row.append.toString('hex');
}

export async function entriesOf(tx: Tx, teamId: string, object: LedgerObject): Promise<StoredEntry[]> {
  const rows: EntryRow[] = await tx.query(
    `SELECT ${COLUMNS} ${FROM} WHERE e.team_id = $1 AND e.object_type = $2 AND e.object_id = $3 ORDER BY e.seq`,
    [teamId, object.type, object.id],
  );
  return rows.map(storedEntry);
}

/** Entries of all teams after an id, oldest first. */
export async function entriesAfter(tx: Tx, afterId: string, limit: number): Promise<StoredEntry[]> {
  const rows: EntryRow[] = await tx.query(`SELECT ${COLUMNS} ${FROM} WHERE e.id > $1 ORDER BY e.id LIMIT $2`, [afterId, limit]);
  return rows.map(storedEntry);
}

export interface StoredChain {
  readonly teamId: string;
  readonly type: string;
  readonly id: string;
  readonly seq: number;
  readonly head: string | null;
}

export async function chains(tx: Tx): Promise<StoredChain[]> {
  const rows: { team_id: string; object_type: string; object_id: string; seq: number; head: Buffer | null }[] = await tx.query(
    'SELECT team_id, object_type, object_id, seq, head FROM audit.chain ORDER BY team_id, object_type, object_id',
  );
  return rows.map((row) => ({
    teamId: row.team_id,
    type: row.object_type,
    id: row.object_id,
    seq: row.seq,
    head: row.head === null ? null : row.head.toString('hex'),
  }));
}

export async function logState(tx: Tx, teamId: string): Promise<{ entries: number; head: string | null }> {
  const rows: { entries: number; head: Buffer | null }[] = await tx.query(
    `SELECT (SELECT count(*)::int FROM audit.entry WHERE team_id = $1) AS entries,
            (SELECT leaf_hash FROM audit.entry WHERE team_id = $1 ORDER BY id DESC LIMIT 1) AS head`,
    [teamId],
  );
  return { entries: rows[0]?.entries ?? 0, head: rows[0]?.head?.toString('hex') ?? null };
}

/** Serialises commands with the same key, so that two at once never both act. */
export async function lockKey(tx: Tx, teamId: string, key: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1763600000))', [`${teamId}/${key}`]);
}

export async function receiptOf(tx: Tx, teamId: string, key: string): Promise<{ commandSha256: string; receipt: unknown } | null> {
  const rows: { command_sha256: Buffer; receipt: unknown }[] = await tx.query(
    'SELECT command_sha256, receipt FROM audit.receipt WHERE team_id = $1 AND op = $2',
    [teamId, key],
  );
  const row = rows[0];
  return row ? { commandSha256: row.command_sha256.toString('hex'), receipt: row.receipt } : null;
}

export async function storeReceipt(
  tx: Tx,
  receipt: { teamId: string; key: string; actorId: string; commandSha256: string; receipt: unknown },
): Promise<void> {
  await tx.query('SELECT audit.remember($1, $2, $3, $4, $5)', [
    receipt.teamId,
    receipt.key,
    receipt.actorId,
    Buffer.from(receipt.commandSha256, 'hex'),
    JSON.stringify(receipt.receipt),
  ]);
}

function storedEntry(row: EntryRow): StoredEntry {
  return {
    id: String(row.id),
    teamId: row.team_id,
    object: { type: row.object_type, id: row.object_id },
    seq: row.seq,
    type: row.type,
    op: row.op,
    actorId: row.actor_id,
    at: row.at,
    leaf: new Uint8Array(row.leaf),
    leafHash: row.leaf_hash.toString('hex'),
    payloadSha256: row.payload_sha256.toString('hex'),
    payload: row.body === null ? null : new Uint8Array(row.body),
  };
}
