import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imported articles: frozen text, and the regions it is read in. */
export class Articles1763600000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE article (
        id uuid PRIMARY KEY,
        team_id uuid NOT NULL REFERENCES team (id),
        number int NOT NULL CHECK (number > 0),
        title text NOT NULL CHECK (title <> ''),
        source text,
        byline text,
        url text,
        published_on date,
        language text,
        imported_by uuid NOT NULL REFERENCES member (id),
        imported_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (team_id, number)
      );

      -- The text never changes after it was captured: its hash is in the log, and offsets of every mark point into it.
      CREATE TABLE article_version (
        id uuid PRIMARY KEY,
        article_id uuid NOT NULL REFERENCES article (id),
        team_id uuid NOT NULL,
        number int NOT NULL CHECK (number > 0),
        text text NOT NULL CHECK (text <> '' AND text IS NFC NORMALIZED),
        sha256 bytea NOT NULL CHECK (sha256 = sha256(convert_to(text, 'UTF8'))),
        words int NOT NULL,
        captured_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (article_id, number)
      );
      CREATE FUNCTION article_text_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the text of an article version is frozen' USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER article_text_is_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON article_version
        FOR EACH STATEMENT EXECUTE FUNCTION article_text_is_frozen();
      ALTER TABLE article_version ENABLE ALWAYS TRIGGER article_text_is_frozen;

      -- Offsets are code points of the version's text, as everywhere. Only the kind changes.
      CREATE TABLE region (
        version_id uuid NOT NULL REFERENCES article_version (id),
        start int NOT NULL CHECK (start >= 0),
        "end" int NOT NULL,
        kind text NOT NULL CHECK (kind IN ('headline', 'byline', 'body', 'caption', 'boilerplate')),
        corrected boolean NOT NULL DEFAULT false,
        PRIMARY KEY (version_id, start),
        CHECK ("end" > start)
      );

      GRANT SELECT, INSERT ON article, article_version, region TO assay_app;
      GRANT UPDATE (kind, corrected) ON region TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE region, article_version, article; DROP FUNCTION article_text_is_frozen()');
  }
}
