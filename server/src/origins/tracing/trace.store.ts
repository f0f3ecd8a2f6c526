import type { RegionKind } from '#shared/text/region.js';

/** What the tracing thread asks of a connection; the pool of `pg` has it. */
export interface Connection {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
}

export interface ArticleFacts {
  readonly articleId: string;
  readonly versionId: string;
  readonly number: number;
  readonly title: string;
  readonly source: string | null;
  readonly publishedOn: string | null;
  readonly language: string | null;
}

export interface ArticleText extends ArticleFacts {
  readonly text: string;
  readonly regions: readonly { readonly start: number; readonly end: number; readonly kind: RegionKind; readonly corrected: boolean }[];
}

const TEXTS = `
  SELECT a.id AS "articleId", v.id AS "versionId", a.number, v.title, v.source, v.published_on::text AS "publishedOn", v.language, v.text,
    coalesce((SELECT jsonb_agg(jsonb_build_object('start', r.start, 'end', r."end", 'kind', r.kind, 'corrected', r.corrected) ORDER BY r.start)
              FROM region r WHERE r.version_id = v.id), '[]') AS regions
  FROM article_version v JOIN article a ON a.id = v.article_id`;

/** Frozen texts with their regions, in no order. */
export async function textsOfVersions(connection: Connection, teamId: string, versionIds: readonly string[]): Promise<ArticleText[]> {
  const { rows } = await connection.query<ArticleText>(`${TEXTS} WHERE a.team_id = $1 AND v.id = ANY ($2::uuid[])`, [teamId, versionIds]);
  return rows;
}

/** The newest version of an article; null where the team has no such article. */
export async function newestText(connection: Connection, teamId: string, articleId: string): Promise<ArticleText | null> {
  const { rows } = await connection.query<ArticleText>(`${TEXTS} WHERE a.team_id = $1 AND a.id = $2 ORDER BY v.number DESC LIMIT 1`, [
    teamId,
    articleId,
  ]);
  return rows[0] ?? null;
}

/** Versions that are not in the index yet, of this team, oldest first. */
export async function untraced(connection: Connection, teamId: string, most: number): Promise<ArticleText[]> {
  const { rows } = await connection.query<ArticleText>(
    `${TEXTS} WHERE a.team_id = $1 AND NOT EXISTS (SELECT 1 FROM article_trace t WHERE t.version_id = v.id) ORDER BY v.captured_at LIMIT $2`,
    [teamId, most],
  );
  return rows;
}

export async function tracedCounts(connection: Connection, teamId: string): Promise<{ done: number; total: number }> {
  const { rows } = await connection.query<{ done: number; total: number }>(
    `SELECT (SELECT count(*)::int FROM article_trace WHERE team_id = $1) AS done,
       (SELECT count(*)::int FROM article_version WHERE team_id = $1) AS total`,
    [teamId],
  );
  return rows[0] ?? { done: 0, total: 0 };
}

export async function storeTraces(
  connection: Connection,
  teamId: string,
  traces: readonly { readonly versionId: string; readonly articleId: string; readonly prints: readonly number[] }[],
): Promise<void> {
  const rows = traces.map(({ versionId, articleId, prints }) => ({
    version_id: versionId,
    article_id: articleId,
    prints: `{${prints.join(',')}}`,
  }));
  await connection.query(
    `INSERT INTO article_trace (version_id, team_id, article_id, prints)
     SELECT version_id, $1, article_id, prints::int[] FROM jsonb_to_recordset($2::jsonb) AS row (version_id uuid, article_id uuid, prints text)
     ON CONFLICT (version_id) DO UPDATE SET prints = excluded.prints`,
    [teamId, JSON.stringify(rows)],
  );
}

/** What was made of an article whose regions changed is made again. */
export async function forgetTraces(connection: Connection, teamId: string, articleId: string): Promise<void> {
  await connection.query('DELETE FROM article_trace WHERE team_id = $1 AND article_id = $2', [teamId, articleId]);
}

/** How many texts may share a print before it tells nothing; the index stops counting there. */
const COMMON_PRINT = 60;

/** Other articles' versions that share rare prints, those with the rarest and most first. */
export async function sharingPrints(
  connection: Connection,
  teamId: string,
  articleId: string,
  prints: readonly number[],
  most: number,
): Promise<{ versionId: string; shared: number }[]> {
  const { rows } = await connection.query<{ versionId: string; shared: number }>(
    `WITH hit AS (
       SELECT p.print, found.version_id, found.article_id, count(*) OVER (PARTITION BY p.print) AS texts
       FROM unnest($3::int[]) AS p (print)
       CROSS JOIN LATERAL (SELECT t.version_id, t.article_id FROM article_trace t WHERE t.prints @> ARRAY[p.print] AND t.team_id = $1 LIMIT ${COMMON_PRINT}) found
     )
     SELECT version_id AS "versionId", sum(1.0 / texts)::float AS shared
     FROM hit WHERE texts < ${COMMON_PRINT} AND article_id <> $2 GROUP BY version_id ORDER BY shared DESC, version_id LIMIT $4`,
    [teamId, articleId, prints, most],
  );
  return rows;
}
