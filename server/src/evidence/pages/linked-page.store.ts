import type { LiveCheckData } from '#shared/protocol/evidence.js';
import { rows } from '../../database/data-source.js';
import type { Tx } from '../../database/tx.js';

/** A piece of evidence that is a link, with what was captured of its page. */
export interface LinkedPage {
  readonly teamId: string;
  readonly claimId: string;
  readonly evidenceId: string;
  readonly url: string;
  readonly captured: { readonly sha256: string; readonly textSha256: string | null } | null;
}

interface LinkRow {
  readonly team_id: string;
  readonly claim_id: string;
  readonly item: {
    readonly id: string;
    readonly url: string;
    readonly capture: { readonly sha256: string };
    readonly page: { readonly state: string; readonly page?: { readonly text: { readonly sha256: string } | null } } | null;
  };
}

const LINKS = `
  SELECT c.team_id, c.id AS claim_id, item
  FROM claim c CROSS JOIN LATERAL jsonb_array_elements(c.board->'evidence') AS item
  WHERE item->>'kind' = 'link' AND item->'withdrawn' = 'null'`;

/** The link of that id; null where there is none, or it is withdrawn. */
export async function linkedPage(tx: Tx, teamId: string, evidenceId: string): Promise<LinkedPage | null> {
  const [row] = await rows<LinkRow>(
    tx,
    `${LINKS} AND c.team_id = $1 AND c.id = (SELECT claim_id FROM claim_part WHERE id = $2) AND item->>'id' = $2::text`,
    [teamId, evidenceId],
  );
  return row === undefined ? null : linkOf(row);
}

/** Captured links that nobody looked at for so long, longest first. Protected sources are not asked: that would point at them. */
export async function linksToCheck(tx: Tx, olderThanHours: number, limit: number): Promise<LinkedPage[]> {
  const found = await rows<LinkRow>(
    tx,
    `SELECT link.* FROM (${LINKS} AND item->'page'->>'state' = 'captured' AND item->>'protectedSource' = 'false') AS link
     LEFT JOIN LATERAL (SELECT max(k.at) AS at FROM page_check k WHERE k.evidence_id = (link.item->>'id')::uuid) AS last ON true
     WHERE coalesce(last.at, (link.item->'page'->>'at')::timestamptz) < now() - make_interval(hours => $1)
     ORDER BY last.at NULLS FIRST LIMIT $2`,
    [olderThanHours, limit],
  );
  return found.map(linkOf);
}

function linkOf({ team_id, claim_id, item }: LinkRow): LinkedPage {
  const captured =
    item.page?.state === 'captured' ? { sha256: item.capture.sha256, textSha256: item.page.page?.text?.sha256 ?? null } : null;
  return { teamId: team_id, claimId: claim_id, evidenceId: item.id, url: item.url, captured };
}

export async function insertPageCheck(
  tx: Tx,
  check: { teamId: string; claimId: string; evidenceId: string; by: string | null } & LiveCheckData,
): Promise<void> {
  await tx.query('INSERT INTO page_check (team_id, claim_id, evidence_id, by, outcome, detail) VALUES ($1, $2, $3, $4, $5, $6)', [
    check.teamId,
    check.claimId,
    check.evidenceId,
    check.by,
    check.outcome,
    check.detail,
  ]);
}
