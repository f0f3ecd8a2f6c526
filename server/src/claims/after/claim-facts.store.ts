import { rows } from '../../database/data-source.js';
import type { Tx } from '../../database/tx.js';

/** What is known of a claim beside its acts: checks of its captures and pages, and what readers sent. */
export interface ClaimFacts {
  /** By SHA-256 of the capture. */
  readonly fixity: ReadonlyMap<string, { readonly checkedAt: string; readonly holds: boolean }>;
  /** By evidence; the last look at each page. */
  readonly live: ReadonlyMap<string, { readonly at: string; readonly outcome: 'same' | 'differs' | 'gone'; readonly detail: string }>;
  /** Oldest first. */
  readonly requests: readonly ReaderRequest[];
}

export interface ReaderRequest {
  readonly id: string;
  readonly version: number;
  readonly at: string;
  readonly wrong: string;
  readonly evidence: string;
  readonly contact: string;
}

export async function claimFactsOf(tx: Tx, teamId: string, claimId: string, captures: readonly string[]): Promise<ClaimFacts> {
  const checks = await rows<{ sha256: Buffer; checked_at: Date; holds: boolean }>(
    tx,
    'SELECT sha256, checked_at, sha256 = found AS holds FROM capture_check WHERE team_id = $1 AND sha256 = ANY ($2::bytea[])',
    [teamId, captures.map((sha256) => Buffer.from(sha256, 'hex'))],
  );
  const looks = await rows<{ evidence_id: string; at: Date; outcome: 'same' | 'differs' | 'gone'; detail: string }>(
    tx,
    'SELECT DISTINCT ON (evidence_id) evidence_id, at, outcome, detail FROM page_check WHERE claim_id = $1 ORDER BY evidence_id, at DESC',
    [claimId],
  );
  return {
    fixity: new Map(checks.map((row) => [row.sha256.toString('hex'), { checkedAt: row.checked_at.toISOString(), holds: row.holds }])),
    live: new Map(looks.map(({ evidence_id, at, outcome, detail }) => [evidence_id, { at: at.toISOString(), outcome, detail }])),
    requests: await requestsOf(tx, teamId, claimId),
  };
}

const REQUEST = 'id, version, at, wrong, evidence, contact';

async function requestsOf(tx: Tx, teamId: string, claimId: string): Promise<ReaderRequest[]> {
  const found = await rows<Omit<ReaderRequest, 'at'> & { at: Date }>(
    tx,
    `SELECT ${REQUEST} FROM correction_request WHERE team_id = $1 AND claim_id = $2 ORDER BY at, id`,
    [teamId, claimId],
  );
  return found.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** One request and its claim; null where the team has none of that id. */
export async function requestById(tx: Tx, teamId: string, id: string): Promise<(ReaderRequest & { claimId: string }) | null> {
  const [row] = await rows<Omit<ReaderRequest, 'at'> & { at: Date; claimId: string }>(
    tx,
    `SELECT ${REQUEST}, claim_id AS "claimId" FROM correction_request WHERE team_id = $1 AND id = $2`,
    [teamId, id],
  );
  return row ? { ...row, at: row.at.toISOString() } : null;
}

export async function insertRequest(tx: Tx, request: Omit<ReaderRequest, 'at'> & { teamId: string; claimId: string }): Promise<void> {
  await tx.query(
    'INSERT INTO correction_request (id, team_id, claim_id, version, wrong, evidence, contact) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [request.id, request.teamId, request.claimId, request.version, request.wrong, request.evidence, request.contact],
  );
}

/** What was found of a claim's captures and pages, oldest first, for its history. */
export async function findingsOf(
  tx: Tx,
  teamId: string,
  claimId: string,
  captures: readonly string[],
): Promise<
  {
    at: string;
    by: string | null;
    kind: 'lost' | 'whole' | 'same' | 'differs' | 'gone';
    evidenceId: string | null;
    sha256: string | null;
    detail: string;
  }[]
> {
  const lost = await rows<{ at: Date; sha256: Buffer; holds: boolean }>(
    tx,
    'SELECT at, sha256, sha256 = found AS holds FROM capture_finding WHERE team_id = $1 AND sha256 = ANY ($2::bytea[])',
    [teamId, captures.map((sha256) => Buffer.from(sha256, 'hex'))],
  );
  const looks = await rows<{ at: Date; by: string | null; evidence_id: string; outcome: 'same' | 'differs' | 'gone'; detail: string }>(
    tx,
    'SELECT at, by, evidence_id, outcome, detail FROM page_check WHERE team_id = $1 AND claim_id = $2',
    [teamId, claimId],
  );
  return [
    ...lost.map(({ at, sha256, holds }) => ({
      at: at.toISOString(),
      by: null,
      kind: holds ? ('whole' as const) : ('lost' as const),
      evidenceId: null,
      sha256: sha256.toString('hex'),
      detail: '',
    })),
    ...looks.map(({ at, by, evidence_id, outcome, detail }) => ({
      at: at.toISOString(),
      by,
      kind: outcome,
      evidenceId: evidence_id,
      sha256: null,
      detail,
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
