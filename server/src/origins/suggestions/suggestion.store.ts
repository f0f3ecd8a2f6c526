import { rows } from '../../database/data-source.js';
import type { Tx } from '../../database/tx.js';

export interface SuggestionJudgement {
  readonly start: number;
  readonly end: number;
  readonly accepted: boolean;
  readonly by: string;
  readonly at: Date;
}

export function judgementsOf(tx: Tx, versionId: string): Promise<SuggestionJudgement[]> {
  return rows(tx, 'SELECT start, "end", accepted, judged_by AS by, judged_at AS at FROM suggestion_judgement WHERE version_id = $1', [
    versionId,
  ]);
}

export async function storeJudgement(
  tx: Tx,
  teamId: string,
  versionId: string,
  judgement: { readonly start: number; readonly end: number; readonly accepted: boolean; readonly by: string; readonly at: string },
): Promise<void> {
  const { start, end, accepted, by, at } = judgement;
  await tx.query(
    `INSERT INTO suggestion_judgement (version_id, start, "end", team_id, accepted, judged_by, judged_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (version_id, start, "end") DO UPDATE SET accepted = excluded.accepted, judged_by = excluded.judged_by, judged_at = excluded.judged_at`,
    [versionId, start, end, teamId, accepted, by, at],
  );
}

/** Of all that the team decided, how much it accepted. */
export async function precisionOf(tx: Tx, teamId: string): Promise<{ accepted: number; decided: number }> {
  const [counts] = await rows<{ accepted: number; decided: number }>(
    tx,
    'SELECT count(*) FILTER (WHERE accepted)::int AS accepted, count(*)::int AS decided FROM suggestion_judgement WHERE team_id = $1',
    [teamId],
  );
  return counts ?? { accepted: 0, decided: 0 };
}
