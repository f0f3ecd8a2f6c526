import type { Evidence } from '#shared/domain/claim/claim.js';
import { type Reduction, reduced, reductionsOf } from '#shared/domain/publication/reduced.js';
import type { PublicationSnapshot } from '#shared/domain/publication/snapshot.js';
import type { Tx } from '../database/tx.js';

export interface StoredPublication {
  readonly teamId: string;
  readonly teamName: string;
  readonly claimId: string;
  readonly version: number;
  readonly slug: string;
  readonly at: string;
  /** As it may be told now. */
  readonly snapshot: PublicationSnapshot;
  /** What it told in full when it was published. */
  readonly reductions: readonly Reduction[];
}

export interface StoredCorrection {
  readonly version: number;
  readonly kind: 'correction' | 'clarification' | 'update' | 'retraction';
  readonly before: string;
  readonly after: string;
  readonly notice: string;
  readonly at: string;
}

/**
 * Every published version under a public address, oldest first, as it may be told now: this is the only way to them, so that
 * nothing public can forget what was protected since (EV7). Without the claim's row nothing is told.
 */
export async function publicationsAt(tx: Tx, slug: string): Promise<StoredPublication[]> {
  const rows: {
    team_id: string;
    team_name: string;
    claim_id: string;
    version: number;
    slug: string;
    at: Date;
    snapshot: PublicationSnapshot;
    noted: Pick<Evidence, 'id' | 'sourceNotes'>[];
  }[] = await tx.query(
    `SELECT p.team_id, t.name AS team_name, p.claim_id, p.version, p.slug, p.at, p.snapshot, (
       SELECT coalesce(jsonb_agg(jsonb_build_object('id', item->'id', 'sourceNotes', item->'sourceNotes')), '[]')
       FROM jsonb_array_elements(c.board->'evidence') AS one (item) WHERE jsonb_array_length(item->'sourceNotes') > 0
     ) AS noted
     FROM publication p JOIN team t ON t.id = p.team_id JOIN claim c ON c.id = p.claim_id WHERE p.slug = $1 ORDER BY p.version`,
    [slug],
  );
  return rows.map((row) => {
    const at = row.at.toISOString();
    const reductions = reductionsOf(row.snapshot, at, row.noted);
    return {
      teamId: row.team_id,
      teamName: row.team_name,
      claimId: row.claim_id,
      version: row.version,
      slug: row.slug,
      at,
      snapshot: reduced(row.snapshot, reductions),
      reductions,
    };
  });
}

/** Corrections of a published claim, newest first. */
export async function correctionsOf(tx: Tx, claimId: string): Promise<StoredCorrection[]> {
  const rows: (Omit<StoredCorrection, 'at'> & { at: Date })[] = await tx.query(
    'SELECT version, kind, before, after, notice, at FROM publication_correction WHERE claim_id = $1 ORDER BY seq DESC',
    [claimId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
