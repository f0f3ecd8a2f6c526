import type { RegionKind } from '#shared/text/region.js';
import { rows } from '../../database/data-source.js';
import type { Tx } from '../../database/tx.js';
import type { Correction, ParagraphPlace } from './remembered.js';

/** Remembers what a person said of a paragraph; what was said of it before counts no more. */
export async function rememberCorrection(
  tx: Tx,
  {
    teamId,
    articleId,
    source,
    place,
    kind,
  }: { teamId: string; articleId: string; source: string | null; place: ParagraphPlace; kind: RegionKind },
): Promise<void> {
  await tx.query(
    `INSERT INTO region_correction (team_id, article_id, source, words, nth, times, kind)
     VALUES ($1, $2, lower(btrim($3)), decode($4, 'hex'), $5, $6, $7)
     ON CONFLICT (article_id, words, times, nth) DO UPDATE SET kind = excluded.kind, source = excluded.source, at = excluded.at`,
    [teamId, articleId, source, place.words, place.nth, place.times, kind],
  );
}

/** Corrections in the article, and then those in other articles of the source, the last first. */
export function correctionsFor(tx: Tx, teamId: string, articleId: string, source: string | null): Promise<Correction[]> {
  return rows(
    tx,
    `SELECT article_id AS "articleId", encode(words, 'hex') AS words, nth, times, kind FROM (
       SELECT c.*, true AS own FROM region_correction c WHERE c.team_id = $1 AND c.article_id = $2
       UNION ALL
       SELECT c.*, false FROM region_correction c WHERE c.team_id = $1 AND c.source = lower(btrim($3)) AND c.article_id <> $2
     ) known ORDER BY own DESC, at DESC`,
    [teamId, articleId, source],
  );
}
