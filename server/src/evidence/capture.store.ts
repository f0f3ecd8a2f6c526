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

/** Stores the bytes under their hash; bytes stored before keep the name and time they came with. */
export async function storeCapture(
  tx: Tx,
  capture: { teamId: string; sha256: string; body: Uint8Array; mediaType: string; fileName: string | null; by: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO capture (team_id, sha256, body, media_type, file_name, captured_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [capture.teamId, Buffer.from(capture.sha256, 'hex'), Buffer.from(capture.body), capture.mediaType, capture.fileName, capture.by],
  );
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
