import type { ClaimState } from '#shared/domain/claim/claim.js';
import type { Tx } from '../database/tx.js';
import type { ClaimFacts, ClaimRows } from './projection.js';

/** Writes the rows of one claim over those that were there. */
export async function storeRows(tx: Tx, teamId: string, rows: ClaimRows): Promise<void> {
  const { claim } = rows;
  await tx.query(
    `INSERT INTO claim (id, team_id, number, stage, opened_by, opened_at, updated_at, search_text, seq, board)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, updated_at = excluded.updated_at, search_text = excluded.search_text,
       seq = excluded.seq, board = excluded.board`,
    [
      claim.id,
      teamId,
      claim.number,
      claim.stage,
      claim.openedBy,
      claim.openedAt,
      claim.updatedAt,
      claim.searchText,
      claim.seq,
      JSON.stringify(claim.board),
    ],
  );
  await tx.query(
    `INSERT INTO claim_part (id, team_id, claim_id, kind)
     SELECT id, $1, $2, kind FROM jsonb_to_recordset($3::jsonb) AS part (id uuid, kind text)
     ON CONFLICT (id) DO UPDATE SET claim_id = excluded.claim_id WHERE claim_part.claim_id <> excluded.claim_id`,
    [teamId, claim.id, JSON.stringify(rows.parts)],
  );
  await storeAppearances(tx, teamId, rows);
  await tx.query('DELETE FROM contribution WHERE claim_id = $1 AND NOT user_id = ANY ($2::uuid[])', [claim.id, rows.contributors]);
  await tx.query('INSERT INTO contribution (claim_id, user_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING', [
    claim.id,
    rows.contributors,
  ]);
}

async function storeAppearances(tx: Tx, teamId: string, rows: ClaimRows): Promise<void> {
  const appearances = rows.appearances.map(({ id, span, annotationId, attitude, withdrawn }) => ({
    id,
    article_id: span.articleId,
    version_id: span.versionId,
    annotation_id: annotationId,
    attitude,
    ...span.anchor,
    withdrawn: withdrawn !== null,
  }));
  await tx.query(
    `INSERT INTO appearance (id, team_id, claim_id, article_id, version_id, annotation_id, attitude, start, "end", exact, prefix, suffix, withdrawn)
     SELECT id, $1, $2, article_id, version_id, annotation_id, attitude, start, "end", exact, prefix, suffix, withdrawn
     FROM jsonb_to_recordset($3::jsonb) AS row (id uuid, article_id uuid, version_id uuid, annotation_id text, attitude text,
       start integer, "end" integer, exact text, prefix text, suffix text, withdrawn boolean)
     ON CONFLICT (id) DO UPDATE SET withdrawn = excluded.withdrawn, claim_id = excluded.claim_id`,
    [teamId, rows.claim.id, JSON.stringify(appearances)],
  );
}

/** Stores what happened once and for all; facts stored before are left as they are. */
export async function storeFacts(tx: Tx, teamId: string, claimId: string, facts: ClaimFacts): Promise<void> {
  for (const fact of facts.approvals) {
    await tx.query(
      `INSERT INTO approval (team_id, claim_id, seq, proposal_id, approver_id, content_hash, at, groups)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8::uuid[])`,
      [teamId, claimId, fact.seq, fact.proposalId, fact.approverId, Buffer.from(fact.contentHash, 'hex'), fact.at, fact.groups],
    );
  }
  for (const fact of facts.publications) {
    await tx.query('INSERT INTO publication (team_id, claim_id, version, slug, at, snapshot) VALUES ($1, $2, $3, $4, $5, $6)', [
      teamId,
      claimId,
      fact.version,
      fact.slug,
      fact.at,
      JSON.stringify(fact.snapshot),
    ]);
  }
  for (const fact of facts.corrections) {
    await tx.query(
      `INSERT INTO publication_correction (team_id, claim_id, seq, version, kind, before, after, notice, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [teamId, claimId, fact.seq, fact.version, fact.kind, fact.before, fact.after, fact.notice, fact.at],
    );
  }
}

/** The next claim number of the team; locked, so that two claims opened at once get different ones. */
export async function nextNumber(tx: Tx, teamId: string): Promise<number> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1763600001))', [teamId]);
  const rows: { number: number }[] = await tx.query('SELECT coalesce(max(number), 0) + 1 AS number FROM claim WHERE team_id = $1', [
    teamId,
  ]);
  return rows[0]?.number ?? 1;
}

/** The claim that a part belongs to, in this team; null where there is no such part. */
export async function claimOfPart(tx: Tx, teamId: string, kind: ClaimRows['parts'][number]['kind'], id: string): Promise<string | null> {
  const rows: { claim_id: string }[] = await tx.query('SELECT claim_id FROM claim_part WHERE team_id = $1 AND kind = $2 AND id = $3', [
    teamId,
    kind,
    id,
  ]);
  return rows[0]?.claim_id ?? null;
}

export interface BoardRow {
  readonly board: ClaimState;
  /** Living wording; null until the sheet was first projected. */
  readonly wording: string | null;
  /** Readers' requests that nobody has decided. */
  readonly openRequests: number;
}

/** Every claim of the team, latest act first, narrowed to those in which every word of the search, or a spelling of it, occurs. */
export async function boardRows(tx: Tx, teamId: string, words: readonly string[], spellings = words.map(() => '')): Promise<BoardRow[]> {
  return tx.query(
    `SELECT c.board, s.wording, (
       SELECT count(*)::int FROM correction_request r
       WHERE r.claim_id = c.id AND NOT c.board->'requestDecisions' @> jsonb_build_array(jsonb_build_object('id', r.id))
     ) AS "openRequests"
     FROM claim c LEFT JOIN sheet_text s ON s.claim_id = c.id
     WHERE c.team_id = $1 AND (
       SELECT coalesce(bool_and(
         strpos(unaccent(lower(c.search_text || ' ' || coalesce(s.wording, ''))), unaccent(lower(word))) > 0
         OR (length(word) >= 5 AND word_similarity(unaccent(lower(word)), unaccent(lower(c.search_text || ' ' || coalesce(s.wording, '')))) >= 0.7)
         OR (spelling <> '' AND unaccent(lower(c.search_text || ' ' || coalesce(s.wording, ''))) ~ spelling)
       ), true) FROM unnest($2::text[], $3::text[]) AS searched (word, spelling))
     ORDER BY c.updated_at DESC, c.number DESC`,
    [teamId, words, spellings],
  );
}

/** Which of these claims have words of this person in their sheet; read by their leases, of which a long sheet has few. */
export async function sheetsWrittenBy(tx: Tx, teamId: string, claimIds: readonly string[], userId: string): Promise<Set<string>> {
  if (claimIds.length === 0) return new Set();
  const rows: { name: string }[] = await tx.query(
    `SELECT d.name FROM doc d WHERE d.team_id = $1 AND d.name = ANY ($2::text[])
       AND EXISTS (
         SELECT 1 FROM doc_client c WHERE c.doc = d.id AND c.user_id = $3
           AND (SELECT u.seq FROM doc_update u WHERE u.doc = c.doc AND u.lease = c.client LIMIT 1) IS NOT NULL
       )`,
    [teamId, claimIds.map((id) => `sheet/${id}`), userId],
  );
  return new Set(rows.map((row) => row.name.slice('sheet/'.length)));
}

/** Empties the read models, for a rebuild in the same transaction. Facts stay. */
export async function deleteRows(tx: Tx): Promise<void> {
  await tx.query('DELETE FROM claim');
}

/** The facts of one claim as stored, in the form that the log tells them. */
export async function factsOf(tx: Tx, claimId: string): Promise<ClaimFacts> {
  const approvals: { seq: number; proposal_id: string; approver_id: string; content_hash: Buffer; groups: string[]; at: Date }[] =
    await tx.query('SELECT seq, proposal_id, approver_id, content_hash, groups, at FROM approval WHERE claim_id = $1 ORDER BY seq', [
      claimId,
    ]);
  const publications: (Omit<ClaimFacts['publications'][number], 'at'> & { at: Date })[] = await tx.query(
    'SELECT version, slug, at, snapshot FROM publication WHERE claim_id = $1 ORDER BY version',
    [claimId],
  );
  const corrections: (Omit<ClaimFacts['corrections'][number], 'at'> & { at: Date })[] = await tx.query(
    'SELECT seq, version, kind, before, after, notice, at FROM publication_correction WHERE claim_id = $1 ORDER BY seq',
    [claimId],
  );
  return {
    approvals: approvals.map((row) => ({
      seq: row.seq,
      proposalId: row.proposal_id,
      approverId: row.approver_id,
      contentHash: row.content_hash.toString('hex'),
      groups: row.groups,
      at: row.at.toISOString(),
    })),
    publications: publications.map((row) => ({ ...row, at: row.at.toISOString() })),
    corrections: corrections.map((row) => ({ ...row, at: row.at.toISOString() })),
  };
}
