import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an article was imported from, the pages that were fetched for it, and more kinds of regions. */
export class Import1763600000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE article_version ADD COLUMN raw_sha256 bytea;
      ALTER TABLE article_version ADD CONSTRAINT article_version_raw_is_captured
        FOREIGN KEY (team_id, raw_sha256) REFERENCES capture (team_id, sha256);

      ALTER TABLE region DROP CONSTRAINT region_kind_check;
      ALTER TABLE region ADD CONSTRAINT region_kind_check
        CHECK (kind IN ('headline', 'byline', 'subhead', 'body', 'quote', 'caption', 'correction', 'boilerplate'));

      -- A page as it answered once. The bytes are a capture; the same bytes may have been fetched more than once.
      CREATE TABLE page_fetch (
        id uuid PRIMARY KEY,
        team_id uuid NOT NULL,
        sha256 bytea NOT NULL,
        asked_url text NOT NULL,
        final_url text NOT NULL,
        status int NOT NULL,
        headers jsonb NOT NULL,
        fetched_by uuid NOT NULL REFERENCES member (id),
        fetched_at timestamptz NOT NULL,
        FOREIGN KEY (team_id, sha256) REFERENCES capture (team_id, sha256)
      );
      CREATE TRIGGER page_fetch_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON page_fetch FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      ALTER TABLE page_fetch ENABLE ALWAYS TRIGGER page_fetch_append_only;
      GRANT SELECT, INSERT ON page_fetch TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE page_fetch;
      ALTER TABLE article_version DROP COLUMN raw_sha256;
      UPDATE region SET kind = 'body' WHERE kind IN ('subhead', 'quote', 'correction');
      ALTER TABLE region DROP CONSTRAINT region_kind_check;
      ALTER TABLE region ADD CONSTRAINT region_kind_check CHECK (kind IN ('headline', 'byline', 'body', 'caption', 'boilerplate'));
    `);
  }
}
