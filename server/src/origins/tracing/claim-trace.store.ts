import type { Stage } from '#shared/domain/claim/claim.js';
import type { Connection } from './trace.store.js';

export interface ClaimText {
  readonly id: string;
  readonly number: number;
  readonly stage: Stage;
  readonly wording: string;
}

/** Claims whose wording is not in the index as it stands; of those named, or of all. */
export async function untracedClaims(
  connection: Connection,
  teamId: string,
  among: readonly string[] | null,
  most: number,
): Promise<{ id: string; wording: string; claimant: string | null; claimSeq: number; sheetSeq: string | null }[]> {
  const { rows } = await connection.query<{
    id: string;
    wording: string;
    claimant: string | null;
    claimSeq: number;
    sheetSeq: string | null;
  }>(
    `SELECT c.id, coalesce(nullif(trim(s.wording), ''), c.board ->> 'wordingAtOpening') AS wording, c.board ->> 'claimant' AS claimant,
       c.seq AS "claimSeq", s.seq AS "sheetSeq"
     FROM claim c LEFT JOIN sheet_text s ON s.claim_id = c.id LEFT JOIN claim_trace t ON t.claim_id = c.id
     WHERE c.team_id = $1 AND (t.claim_id IS NULL OR t.claim_seq <> c.seq OR t.sheet_seq IS DISTINCT FROM s.seq)
       AND ($2::uuid[] IS NULL OR c.id = ANY ($2)) LIMIT $3`,
    [teamId, among, most],
  );
  return rows;
}

export interface ClaimTraceRow {
  readonly claim_id: string;
  readonly claim_seq: number;
  readonly sheet_seq: string | null;
  readonly wording: string;
  readonly terms: readonly string[];
  readonly names: readonly string[];
  readonly figures: readonly string[];
}

export async function storeClaimTraces(connection: Connection, teamId: string, rows: readonly ClaimTraceRow[]): Promise<void> {
  const list = (items: readonly string[]): string[] => [...items];
  await connection.query(
    `INSERT INTO claim_trace (claim_id, team_id, claim_seq, sheet_seq, wording, terms, names, figures)
     SELECT claim_id, $1, claim_seq, sheet_seq, wording, ARRAY(SELECT jsonb_array_elements_text(terms)), ARRAY(SELECT jsonb_array_elements_text(names)),
       ARRAY(SELECT jsonb_array_elements_text(figures))
     FROM jsonb_to_recordset($2::jsonb) AS row (claim_id uuid, claim_seq integer, sheet_seq bigint, wording text, terms jsonb, names jsonb, figures jsonb)
     ON CONFLICT (claim_id) DO UPDATE SET claim_seq = excluded.claim_seq, sheet_seq = excluded.sheet_seq, wording = excluded.wording,
       terms = excluded.terms, names = excluded.names, figures = excluded.figures`,
    [teamId, JSON.stringify(rows.map((row) => ({ ...row, terms: list(row.terms), names: list(row.names), figures: list(row.figures) })))],
  );
}

export async function tracedClaimCounts(connection: Connection, teamId: string): Promise<{ done: number; total: number }> {
  const { rows } = await connection.query<{ done: number; total: number }>(
    `SELECT (SELECT count(*)::int FROM claim_trace WHERE team_id = $1) AS done, (SELECT count(*)::int FROM claim WHERE team_id = $1) AS total`,
    [teamId],
  );
  return rows[0] ?? { done: 0, total: 0 };
}

/** How many claims hold each term, counted up to `most`. */
export async function claimsHolding(
  connection: Connection,
  teamId: string,
  terms: readonly string[],
  most: number,
): Promise<Map<string, number>> {
  const { rows } = await connection.query<{ term: string; claims: number }>(
    `SELECT term, (SELECT count(*)::int FROM (SELECT 1 FROM claim_trace t WHERE t.terms @> ARRAY[term] AND t.team_id = $1 LIMIT $3) held) AS claims
     FROM unnest($2::text[]) AS term`,
    [teamId, terms, most],
  );
  return new Map(rows.map(({ term, claims }) => [term, claims]));
}

/** Claims that share a rare term, a name or a number; those that share most of them first. */
export async function claimsSharing(
  connection: Connection,
  teamId: string,
  wanted: { readonly terms: readonly string[]; readonly names: readonly string[]; readonly figures: readonly string[] },
  most: number,
): Promise<ClaimText[]> {
  const { rows } = await connection.query<ClaimText>(
    `WITH hit AS (
       ${holding('terms', '$2', 2)} UNION ALL ${holding('names', '$3', 2)} UNION ALL ${holding('figures', '$4', 1.5)}
     ), best AS (SELECT claim_id, sum(weight) AS weight FROM hit GROUP BY claim_id ORDER BY weight DESC, claim_id LIMIT $5)
     SELECT ${TEXT} FROM best JOIN claim c ON c.id = best.claim_id LEFT JOIN sheet_text s ON s.claim_id = c.id
     WHERE c.board ->> 'mergedInto' IS NULL`,
    [teamId, wanted.terms, wanted.names, wanted.figures, most],
  );
  return rows;
}

/** Claims that read alike letter by letter: for words that are misspelt or inflected otherwise. */
export async function claimsReadingAlike(connection: Connection, teamId: string, wording: string, most: number): Promise<ClaimText[]> {
  const { rows } = await connection.query<ClaimText>(
    `SELECT ${TEXT} FROM claim_trace t JOIN claim c ON c.id = t.claim_id LEFT JOIN sheet_text s ON s.claim_id = c.id
     WHERE t.wording % $2 AND t.team_id = $1 AND c.board ->> 'mergedInto' IS NULL LIMIT $3`,
    [teamId, wording, most],
  );
  return rows;
}

const TEXT = `c.id, c.number, c.stage, coalesce(nullif(trim(s.wording), ''), c.board ->> 'wordingAtOpening') AS wording`;

function holding(column: 'terms' | 'names' | 'figures', keys: string, weight: number): string {
  return `(SELECT t.claim_id, ${weight}::float AS weight FROM unnest(${keys}::text[]) AS key
    CROSS JOIN LATERAL (SELECT claim_id FROM claim_trace t WHERE t.${column} @> ARRAY[key] AND t.team_id = $1 LIMIT 400) t)`;
}
