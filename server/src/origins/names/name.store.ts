import type { NameJudgement } from '#shared/text/names/people.js';
import { rows } from '../../database/data-source.js';
import type { Tx } from '../../database/tx.js';

export interface JudgementRow extends NameJudgement {
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawnReason: string | null;
}

/** Everything that was ever judged of names, newest first; judgements stay when they are withdrawn. */
export function nameJudgements(tx: Tx, teamId: string): Promise<JudgementRow[]> {
  return rows(
    tx,
    `SELECT id, one, other, same, reason, judged_by AS by, judged_at AS at, withdrawn_by AS "withdrawnBy", withdrawn_at AS "withdrawnAt",
       withdrawn_reason AS "withdrawnReason"
     FROM name_judgement WHERE team_id = $1 ORDER BY judged_at DESC, id`,
    [teamId],
  );
}

export async function insertJudgement(
  tx: Tx,
  teamId: string,
  judgement: NameJudgement & { readonly reason: string; readonly by: string; readonly at: string },
): Promise<void> {
  const { id, one, other, same, reason, by, at } = judgement;
  await tx.query(
    'INSERT INTO name_judgement (id, team_id, one, other, same, reason, judged_by, judged_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [id, teamId, one, other, same, reason, by, at],
  );
}

export async function withdrawJudgement(tx: Tx, id: string, by: string, at: string, reason: string): Promise<void> {
  await tx.query('UPDATE name_judgement SET withdrawn_by = $2, withdrawn_at = $3, withdrawn_reason = $4 WHERE id = $1', [
    id,
    by,
    at,
    reason,
  ]);
}

/** One judgement at a time, so that nobody states twice what stands already. */
export async function lockNames(tx: Tx, teamId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('names ' || $1, 0))`, [teamId]);
}
