import type { Attitude } from '#shared/domain/appearance.js';
import type { Anchor } from '#shared/text/anchor.js';
import type { Region, RegionKind } from '#shared/text/region.js';
import { rows } from '../database/data-source.js';
import type { Tx } from '../database/tx.js';
import { holdCaptures } from '../evidence/capture.store.js';
import type { Description } from './versions/description.js';

/** An article as its newest version describes it. */
export interface ArticleRecord {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly source: string | null;
  readonly byline: string | null;
  readonly published_on: string | null;
  readonly language: string | null;
  readonly imported_by: string;
  readonly imported_at: Date;
  readonly version_id: string;
  readonly version_number: number;
  readonly sha256: string;
  readonly captured_at: Date;
  readonly raw_sha256: string | null;
  readonly words: number;
  readonly notes: number;
  readonly questions: number;
  readonly claims: number;
}

export interface NewArticle {
  readonly id: string;
  readonly teamId: string;
  readonly importedBy: string;
}

const LIST = `
  SELECT a.id, a.number, v.title, v.source, v.byline, v.published_on::text AS published_on, v.language, a.imported_by, a.imported_at,
    v.id AS version_id, v.number AS version_number, encode(v.sha256, 'hex') AS sha256, v.captured_at, encode(v.raw_sha256, 'hex') AS raw_sha256, v.words,
    coalesce(m.notes, 0) AS notes, coalesce(m.questions, 0) AS questions, coalesce(m.claims, 0) AS claims
  FROM article a
  JOIN LATERAL (SELECT * FROM article_version WHERE article_id = a.id ORDER BY number DESC LIMIT 1) v ON true
  LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE kind = 'note')::int AS notes, count(*) FILTER (WHERE kind = 'question')::int AS questions,
      count(*) FILTER (WHERE kind = 'claim')::int AS claims
    FROM annotation WHERE team_id = a.team_id AND NOT resolved
      AND article_version_id IN (SELECT id FROM article_version WHERE article_id = a.id)
  ) m ON true`;

/** The articles of the team, newest first. With words, those that hold every one of them or a spelling of it, accents aside. */
export function listArticles(tx: Tx, teamId: string, words: readonly string[], spellings: readonly string[]): Promise<ArticleRecord[]> {
  const all = `unaccent(concat_ws(' ', v.title, v.source, v.byline, v.text))`;
  const has = words.map((_, index) => {
    const spelling = `$${words.length + index + 2}`;
    return `(${all} ILIKE '%' || unaccent($${index + 2}) || '%' OR (${spelling} <> '' AND lower(${all}) ~ ${spelling}))`;
  });
  const patterns = words.map((word) => word.replace(/[\\%_]/g, '\\$&'));
  return rows(tx, `${LIST} WHERE ${['a.team_id = $1', ...has].join(' AND ')} ORDER BY a.number DESC LIMIT 1000`, [
    teamId,
    ...patterns,
    ...spellings,
  ]);
}

export async function articleById(tx: Tx, teamId: string, id: string): Promise<ArticleRecord | null> {
  return (await rows<ArticleRecord>(tx, `${LIST} WHERE a.team_id = $1 AND a.id = $2`, [teamId, id]))[0] ?? null;
}

/** Answers the number that the team knows it by: one more than the last. */
export async function insertArticle(tx: Tx, article: NewArticle): Promise<number> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('article ' || $1, 0))`, [article.teamId]);
  const [made] = await rows<{ number: number }>(
    tx,
    `INSERT INTO article (id, team_id, number, imported_by)
     SELECT $1, $2, coalesce(max(number), 0) + 1, $3 FROM article WHERE team_id = $2 RETURNING number`,
    [article.id, article.teamId, article.importedBy],
  );
  return made?.number ?? 0;
}

export async function insertVersion(
  tx: Tx,
  version: {
    id: string;
    articleId: string;
    teamId: string;
    number: number;
    text: string;
    sha256: string;
    words: number;
    raw: string | null;
    importedBy: string;
    described: Description;
  },
): Promise<void> {
  const { id, articleId, teamId, number, text, sha256, words, raw, importedBy, described } = version;
  const { title, source, byline, url, publishedOn, language } = described;
  await tx.query(
    `INSERT INTO article_version (id, article_id, team_id, number, text, sha256, words, raw_sha256, imported_by,
       title, source, byline, url, published_on, language)
     VALUES ($1, $2, $3, $4, $5, decode($6, 'hex'), $7, decode($8, 'hex'), $9, $10, $11, $12, $13, $14, $15)`,
    [id, articleId, teamId, number, text, sha256, words, raw, importedBy, title, source, byline, url, publishedOn, language],
  );
}

/** Whether the team has stored these bytes; until the transaction ends they stay. */
export async function rawIsStored(tx: Tx, teamId: string, sha256: string): Promise<boolean> {
  await holdCaptures(tx);
  return (await rows(tx, `SELECT 1 FROM capture WHERE team_id = $1 AND sha256 = decode($2, 'hex')`, [teamId, sha256])).length > 0;
}

export async function insertRegions(tx: Tx, versionId: string, regions: readonly Region[]): Promise<void> {
  const columns = [
    regions.map(({ start }) => start),
    regions.map(({ end }) => end),
    regions.map(({ kind }) => kind),
    regions.map(({ corrected }) => corrected),
  ];
  await tx.query(
    `INSERT INTO region (version_id, start, "end", kind, corrected) SELECT $1, * FROM unnest($2::int[], $3::int[], $4::text[], $5::boolean[])`,
    [versionId, ...columns],
  );
}

export async function versionText(tx: Tx, versionId: string): Promise<string> {
  const [version] = await rows<{ text: string }>(tx, 'SELECT text FROM article_version WHERE id = $1', [versionId]);
  return version?.text ?? '';
}

export function regionsOfVersion(
  tx: Tx,
  versionId: string,
): Promise<{ start: number; end: number; kind: RegionKind; corrected: boolean }[]> {
  return rows(tx, 'SELECT start, "end", kind, corrected FROM region WHERE version_id = $1 ORDER BY start', [versionId]);
}

/** Sets the kind of the region that covers exactly this; answers the kind it had, or null where there is no such region. */
export async function setRegionKind(tx: Tx, versionId: string, start: number, end: number, kind: RegionKind): Promise<RegionKind | null> {
  const [before] = await rows<{ kind: RegionKind }>(
    tx,
    'SELECT kind FROM region WHERE version_id = $1 AND start = $2 AND "end" = $3 FOR UPDATE',
    [versionId, start, end],
  );
  if (before === undefined) return null;
  await tx.query('UPDATE region SET kind = $3, corrected = true WHERE version_id = $1 AND start = $2', [versionId, start, kind]);
  return before.kind;
}

export function appearancesIn(
  tx: Tx,
  teamId: string,
  articleId: string,
): Promise<(Anchor & { id: string; claim_id: string; claim_number: number; wording: string; attitude: Attitude; version_id: string })[]> {
  return rows(
    tx,
    `SELECT p.id, p.claim_id, c.number AS claim_number, coalesce(nullif(trim(s.wording), ''), c.board ->> 'wordingAtOpening', '') AS wording,
       p.attitude, p.version_id, p.start, p."end", p.exact, p.prefix, p.suffix
     FROM appearance p JOIN claim c ON c.id = p.claim_id LEFT JOIN sheet_text s ON s.claim_id = c.id
     WHERE p.team_id = $1 AND p.article_id = $2 AND NOT p.withdrawn ORDER BY p.start, p.id`,
    [teamId, articleId],
  );
}

/** Marks of the article whose appearance was withdrawn, with the claim that they were made into. */
export function withdrawnIn(
  tx: Tx,
  teamId: string,
  articleId: string,
): Promise<{ annotation_id: string; claim_id: string; claim_number: number; wording: string }[]> {
  return rows(
    tx,
    `SELECT p.annotation_id, p.claim_id, c.number AS claim_number, coalesce(nullif(trim(s.wording), ''), c.board ->> 'wordingAtOpening', '') AS wording
     FROM appearance p JOIN claim c ON c.id = p.claim_id LEFT JOIN sheet_text s ON s.claim_id = c.id
     WHERE p.team_id = $1 AND p.article_id = $2 AND p.withdrawn AND p.annotation_id IS NOT NULL ORDER BY p.id`,
    [teamId, articleId],
  );
}
