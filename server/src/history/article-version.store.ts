import type { Tx } from '../database/tx.js';

/** Versions of an article of this team, oldest first; empty where there is no such article. */
export async function articleVersions(tx: Tx, teamId: string, articleId: string): Promise<{ id: string; number: number }[]> {
  return tx.query('SELECT id, number FROM article_version WHERE team_id = $1 AND article_id = $2 ORDER BY number', [teamId, articleId]);
}
