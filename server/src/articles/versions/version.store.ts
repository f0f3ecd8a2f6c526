import type { Stance } from '#shared/domain/evidence.js';
import type { Anchor } from '#shared/text/anchor.js';
import { rows } from '../../database/data-source.js';
import type { Tx } from '../../database/tx.js';
import type { Description } from './description.js';
import type { TextHolder } from './known-text.js';

export interface VersionRecord extends Description {
  readonly id: string;
  readonly number: number;
  readonly sha256: string;
  readonly captured_at: Date;
  readonly imported_by: string;
  readonly raw_sha256: string | null;
  readonly words: number;
}

/** Versions of an article of the team, oldest first; empty where there is no such article. */
export function versionsOf(tx: Tx, teamId: string, articleId: string): Promise<VersionRecord[]> {
  return rows(
    tx,
    `SELECT id, number, encode(sha256, 'hex') AS sha256, captured_at, imported_by, encode(raw_sha256, 'hex') AS raw_sha256, words,
       title, source, byline, url, published_on::text AS "publishedOn", language
     FROM article_version WHERE team_id = $1 AND article_id = $2 ORDER BY number`,
    [teamId, articleId],
  );
}

export interface EvidenceSpanRecord {
  readonly id: string;
  readonly version_id: string;
  readonly anchor: Anchor;
  readonly stance: Stance;
  readonly claim_id: string;
  readonly claim_number: number;
  readonly wording: string;
}

/** Spans of the article that are evidence for some claim, and stand. */
export function evidenceSpansIn(tx: Tx, teamId: string, articleId: string): Promise<EvidenceSpanRecord[]> {
  return rows(
    tx,
    `SELECT e.item ->> 'id' AS id, e.item #>> '{span,versionId}' AS version_id, e.item #> '{span,anchor}' AS anchor, e.item ->> 'stance' AS stance,
       c.id AS claim_id, c.number AS claim_number, coalesce(nullif(trim(s.wording), ''), c.board ->> 'wordingAtOpening', '') AS wording
     FROM claim c CROSS JOIN LATERAL jsonb_array_elements(c.board -> 'evidence') AS e (item) LEFT JOIN sheet_text s ON s.claim_id = c.id
     WHERE c.team_id = $1 AND jsonb_path_query_array(c.board, '$.evidence[*].span.articleId') ? $2
       AND e.item #>> '{span,articleId}' = $2 AND e.item -> 'withdrawn' = 'null'
     ORDER BY c.number, id`,
    [teamId, articleId],
  );
}

/** Versions of the team with this text, the first imported first. */
export function versionsWithText(tx: Tx, teamId: string, sha256: string): Promise<TextHolder[]> {
  return rows(
    tx,
    `SELECT a.id AS "articleId", a.number AS "articleNumber", v.number, v.title, v.source, v.url
     FROM article_version v JOIN article a ON a.id = v.article_id
     WHERE v.team_id = $1 AND v.sha256 = decode($2, 'hex') ORDER BY a.number, v.number DESC`,
    [teamId, sha256],
  );
}
