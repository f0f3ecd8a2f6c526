import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people said that paragraphs are is remembered for later versions of the article and for other articles of its source; texts are found by their hash. */
export class RememberedRegions1763600000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The last correction of a paragraph. The acts are in the log; this is where an import looks.
      CREATE TABLE region_correction (
        team_id uuid NOT NULL,
        article_id uuid NOT NULL REFERENCES article (id),
        -- SHA-256 of the paragraph's words.
        words bytea NOT NULL,
        -- The same words may stand in a text more than once: the nth of so many.
        nth int NOT NULL CHECK (nth > 0),
        times int NOT NULL CHECK (times >= nth),
        -- Of the version that was corrected, in small letters; null where it is unknown.
        source text,
        kind text NOT NULL CHECK (kind IN ('headline', 'byline', 'subhead', 'body', 'quote', 'caption', 'correction', 'boilerplate')),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (article_id, words, times, nth)
      );
      CREATE INDEX region_correction_source ON region_correction (team_id, source);
      GRANT SELECT, INSERT, UPDATE ON region_correction TO assay_app;

      -- Whether a text is here already is asked at every import.
      CREATE INDEX article_version_text ON article_version (team_id, sha256);

      INSERT INTO region_correction (team_id, article_id, words, nth, times, source, kind, at)
      SELECT DISTINCT ON (article_id, words, times, nth) team_id, article_id, words, nth, times, source, kind, captured_at
      FROM (
        SELECT p.*, row_number() OVER (PARTITION BY version_id, words ORDER BY start) AS nth, count(*) OVER (PARTITION BY version_id, words) AS times
        FROM (
          SELECT r.version_id, r.start, r.kind, r.corrected, v.team_id, v.article_id, v.number, v.captured_at, lower(btrim(v.source)) AS source,
            sha256(convert_to(substring(v.text FROM r.start + 1 FOR r."end" - r.start), 'UTF8')) AS words
          FROM region r JOIN article_version v ON v.id = r.version_id
          WHERE v.id IN (SELECT version_id FROM region WHERE corrected)
        ) p
      ) placed
      WHERE corrected ORDER BY article_id, words, times, nth, number DESC;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX article_version_text; DROP TABLE region_correction');
  }
}
