import { rows } from '../database/data-source.js';
import type { Tx } from '../database/tx.js';

export interface StoredCapture {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly fileName: string | null;
  readonly capturedAt: string;
}

interface CaptureRow {
  sha256: Buffer;
  bytes: number;
  media_type: string;
  file_name: string | null;
  captured_at: Date;
}

const COLUMNS = 'sha256, octet_length(body) AS bytes, media_type, file_name, captured_at';

/** Until the transaction ends nothing unnamed is removed: it may be about to be named (migration 0013). */
export async function holdCaptures(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock_shared(1763600013)');
}

/** Stores the bytes under their hash; bytes stored before keep the name and time they came with, and are wanted anew. */
export async function storeCapture(
  tx: Tx,
  capture: { teamId: string; sha256: string; body: Uint8Array; mediaType: string; fileName: string | null; by: string },
): Promise<void> {
  await holdCaptures(tx);
  await tx.query(
    `INSERT INTO capture (team_id, sha256, body, media_type, file_name, captured_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [capture.teamId, Buffer.from(capture.sha256, 'hex'), Buffer.from(capture.body), capture.mediaType, capture.fileName, capture.by],
  );
  await tx.query(
    `INSERT INTO capture_offered (team_id, sha256) SELECT team_id, sha256 FROM capture
     WHERE team_id = $1 AND sha256 = $2 AND captured_at < now() - interval '1 day'
     ON CONFLICT (team_id, sha256) DO UPDATE SET at = now()`,
    [capture.teamId, Buffer.from(capture.sha256, 'hex')],
  );
}

/** Removes up to so many captures that nothing named within a week. Answers them; none where another node is at it. */
export async function removeUnnamed(tx: Tx, most: number): Promise<{ readonly teamId: string; readonly sha256: string }[]> {
  return rows(tx, `SELECT team_id AS "teamId", encode(sha256, 'hex') AS sha256 FROM remove_unnamed_captures($1)`, [most]);
}

export async function findCapture(tx: Tx, teamId: string, sha256: string): Promise<StoredCapture | null> {
  const rows: CaptureRow[] = await tx.query(`SELECT ${COLUMNS} FROM capture WHERE team_id = $1 AND sha256 = $2`, [
    teamId,
    Buffer.from(sha256, 'hex'),
  ]);
  const row = rows[0];
  return row
    ? {
        sha256: row.sha256.toString('hex'),
        bytes: row.bytes,
        mediaType: row.media_type,
        fileName: row.file_name,
        capturedAt: row.captured_at.toISOString(),
      }
    : null;
}

export async function captureBytes(tx: Tx, teamId: string, sha256: string): Promise<Uint8Array | null> {
  const rows: { body: Buffer }[] = await tx.query('SELECT body FROM capture WHERE team_id = $1 AND sha256 = $2', [
    teamId,
    Buffer.from(sha256, 'hex'),
  ]);
  return rows[0]?.body ?? null;
}
