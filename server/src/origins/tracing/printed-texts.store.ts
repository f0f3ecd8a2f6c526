import type { Connection } from './trace.store.js';

/** Texts in which names are printed: wordings, claimants and attribution chains of claims, and the sentences of appearances. */
export async function printedTexts(
  connection: Connection,
  teamId: string,
): Promise<{ wordings: string[]; names: string[]; passages: string[] }> {
  const claims = await connection.query<{ wording: string; claimant: string | null; steps: string[] }>(
    `SELECT coalesce(nullif(trim(s.wording), ''), c.board ->> 'wordingAtOpening') AS wording, c.board ->> 'claimant' AS claimant,
       ARRAY(SELECT step ->> 'name' FROM jsonb_path_query(c.board, '$.appearances[*].attribution[*] ? (@.anonymous == false)') AS step) AS steps
     FROM claim c LEFT JOIN sheet_text s ON s.claim_id = c.id WHERE c.team_id = $1`,
    [teamId],
  );
  const marked = await connection.query<{ text: string }>(
    // What stands around the marked words begins and ends within a word.
    String.raw`SELECT regexp_replace(p.prefix, '^\S+', '') || p.exact || regexp_replace(p.suffix, '\S+$', '') AS text
     FROM appearance p WHERE p.team_id = $1 AND NOT p.withdrawn`,
    [teamId],
  );
  return {
    wordings: claims.rows.map(({ wording }) => wording),
    names: claims.rows.flatMap(({ claimant, steps }) => [...(claimant === null ? [] : [claimant]), ...steps]),
    passages: marked.rows.map(({ text }) => text),
  };
}
