import type { Actor, Role } from '#shared/domain/actor.js';
import { rows } from '../../database/data-source.js';
import type { Tx } from '../../database/tx.js';

/** Whoever wrote last into the sheet of a published claim after its publication; null where nobody did, or it is not published. */
export async function lastWriterOfPublished(tx: Tx, teamId: string, claimId: string): Promise<{ writer: Actor; seq: string } | null> {
  const [row] = await rows<{ user_id: string; name: string; role: Role; session_hash: string; seq: string }>(
    tx,
    `SELECT u.user_id, u.seq, m.name, m.role, k.session_hash
     FROM claim c JOIN doc d ON d.team_id = c.team_id AND d.name = 'sheet/' || c.id
     JOIN LATERAL (SELECT * FROM doc_update WHERE doc = d.id ORDER BY seq DESC LIMIT 1) AS u ON true
     JOIN LATERAL (SELECT max(p.at) AS at FROM publication p WHERE p.claim_id = c.id) AS last ON true
     JOIN member m ON m.id = u.user_id
     JOIN LATERAL (SELECT session_hash FROM doc_client WHERE doc = d.id AND user_id = u.user_id ORDER BY client DESC LIMIT 1) AS k ON true
     WHERE c.team_id = $1 AND c.id = $2 AND c.stage = 'published' AND u.at > last.at`,
    [teamId, claimId],
  );
  if (row === undefined) return null;
  return { writer: { userId: row.user_id, teamId, name: row.name, role: row.role, sessionHash: row.session_hash }, seq: row.seq };
}

/** Published claims whose sheets were written into after their publication. */
export async function writtenSincePublished(tx: Tx): Promise<{ teamId: string; claimId: string }[]> {
  return rows(
    tx,
    `SELECT c.team_id AS "teamId", c.id AS "claimId" FROM claim c JOIN doc d ON d.team_id = c.team_id AND d.name = 'sheet/' || c.id
     WHERE c.stage = 'published'
       AND (SELECT u.at FROM doc_update u WHERE u.doc = d.id ORDER BY u.seq DESC LIMIT 1)
         > (SELECT max(p.at) FROM publication p WHERE p.claim_id = c.id)`,
  );
}
