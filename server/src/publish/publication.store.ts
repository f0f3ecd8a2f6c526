import type { PublicationSnapshot } from '#shared/domain/publication/snapshot.js';
import type { Tx } from '../database/tx.js';

export interface StoredPublication {
  readonly teamId: string;
  readonly teamName: string;
  readonly claimId: string;
  readonly version: number;
  readonly slug: string;
  readonly at: string;
  readonly snapshot: PublicationSnapshot;
}

export interface StoredCorrection {
  readonly version: number;
  readonly kind: 'correction' | 'clarification' | 'update' | 'retraction';
  readonly before: string;
  readonly after: string;
  readonly notice: string;
  readonly at: string;
}

/** Every published version under a public address, oldest first. */
export async function publicationsAt(tx: Tx, slug: string): Promise<StoredPublication[]> {
  const rows: {
    team_id: string;
    team_name: string;
    claim_id: string;
    version: number;
    slug: string;
    at: Date;
    snapshot: PublicationSnapshot;
  }[] = await tx.query(
    `SELECT p.team_id, t.name AS team_name, p.claim_id, p.version, p.slug, p.at, p.snapshot
     FROM publication p JOIN team t ON t.id = p.team_id WHERE p.slug = $1 ORDER BY p.version`,
    [slug],
  );
  return rows.map((row) => ({
    teamId: row.team_id,
    teamName: row.team_name,
    claimId: row.claim_id,
    version: row.version,
    slug: row.slug,
    at: row.at.toISOString(),
    snapshot: row.snapshot,
  }));
}

/** Corrections of a published claim, newest first. */
export async function correctionsOf(tx: Tx, claimId: string): Promise<StoredCorrection[]> {
  const rows: (Omit<StoredCorrection, 'at'> & { at: Date })[] = await tx.query(
    'SELECT version, kind, before, after, notice, at FROM publication_correction WHERE claim_id = $1 ORDER BY seq DESC',
    [claimId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
