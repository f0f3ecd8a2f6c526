import { rows } from '../../database/data-source.js';
import type { Tx } from '../../database/tx.js';

/** How far one run may go: whole captures only, the first one whatever its size. */
export interface RunLimit {
  readonly captures: number;
  readonly bytes: number;
}

export interface CheckedCapture {
  readonly teamId: string;
  readonly sha256: string;
  readonly holds: boolean;
  /** Whether the check before said the same; a first check that holds says nothing new. */
  readonly changed: boolean;
}

/** Whether this transaction is the one that checks: one node at a time. The lock ends with the transaction. */
export async function holdsTheJob(tx: Tx): Promise<boolean> {
  const [row] = await rows<{ held: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock(1763600011) AS held');
  return row?.held === true;
}

/** Hashes again what was not hashed for longest, and keeps the result. The database hashes: no bytes travel. */
export async function checkCaptures(tx: Tx, limit: RunLimit): Promise<CheckedCapture[]> {
  const checked = await rows<{ team_id: string; sha256: Buffer; holds: boolean; held: boolean | null }>(
    tx,
    `WITH due AS (
       SELECT c.team_id, c.sha256, k.sha256 = k.found AS held,
         sum(octet_length(c.body)) OVER (ORDER BY k.checked_at NULLS FIRST, c.team_id, c.sha256) - octet_length(c.body) AS before
       FROM capture c LEFT JOIN capture_check k ON k.team_id = c.team_id AND k.sha256 = c.sha256
       ORDER BY k.checked_at NULLS FIRST, c.team_id, c.sha256 LIMIT $1
     ), hashed AS (
       SELECT due.team_id, due.sha256, due.held, sha256(c.body) AS found
       FROM due JOIN capture c ON c.team_id = due.team_id AND c.sha256 = due.sha256 WHERE due.before < $2
     ), kept AS (
       INSERT INTO capture_check (team_id, sha256, found, checked_at)
       SELECT team_id, sha256, found, clock_timestamp() FROM hashed
       ON CONFLICT (team_id, sha256) DO UPDATE SET found = excluded.found, checked_at = excluded.checked_at
     ), told AS (
       INSERT INTO capture_finding (team_id, sha256, found)
       SELECT team_id, sha256, found FROM hashed WHERE (sha256 = found) IS DISTINCT FROM coalesce(held, true)
     )
     SELECT team_id, sha256, sha256 = found AS holds, held FROM hashed`,
    [limit.captures, limit.bytes],
  );
  return checked.map((row) => ({
    teamId: row.team_id,
    sha256: row.sha256.toString('hex'),
    holds: row.holds,
    changed: row.holds !== (row.held ?? true),
  }));
}

/** How many captures were ever checked, and how many no longer hold. */
export async function checkCounts(tx: Tx): Promise<{ checked: number; lost: number }> {
  const [row] = await rows<{ checked: number; lost: number }>(
    tx,
    'SELECT count(*)::int AS checked, count(*) FILTER (WHERE sha256 <> found)::int AS lost FROM capture_check',
  );
  return row ?? { checked: 0, lost: 0 };
}

/** The claims whose standing evidence rests on these bytes. */
export async function claimsOnCapture(tx: Tx, teamId: string, sha256: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    `SELECT id FROM claim WHERE team_id = $1 AND EXISTS (
       SELECT 1 FROM jsonb_array_elements(board->'evidence') AS item WHERE item->'capture'->>'sha256' = $2)`,
    [teamId, sha256],
  );
  return found.map(({ id }) => id);
}
