import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shared documents: their heads, who writes under which client id, and every update ever accepted. */
export class Documents1763600000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE doc (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        team_id uuid NOT NULL REFERENCES team (id),
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('article', 'sheet', 'notes', 'bench')),
        epoch uuid NOT NULL DEFAULT gen_random_uuid(),
        head bigint NOT NULL DEFAULT 0 CHECK (head >= 0),
        chain bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (octet_length(chain) = 32),
        next_lease bigint NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (team_id, name)
      ) WITH (fillfactor = 50);

      -- A client id of a document belongs to one person for ever.
      CREATE TABLE doc_client (
        doc integer NOT NULL REFERENCES doc (id),
        client bigint NOT NULL CHECK (client >= 0),
        user_id uuid NOT NULL,
        session_hash text NOT NULL,
        issued_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (doc, client)
      );

      -- Raw bytes as accepted. A hole in seq, a second update under one number or one without a leased author cannot be stored.
      CREATE TABLE doc_update (
        doc integer NOT NULL,
        seq bigint NOT NULL CHECK (seq > 0),
        lease bigint NOT NULL,
        client_seq bigint NOT NULL CHECK (client_seq > 0),
        user_id uuid NOT NULL,
        bytes bytea NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (doc, seq),
        UNIQUE (doc, lease, client_seq)
      );

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% on % is refused: it is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER doc_update_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON doc_update FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      ALTER TABLE doc_update ENABLE ALWAYS TRIGGER doc_update_append_only;
      CREATE TRIGGER doc_client_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON doc_client FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      ALTER TABLE doc_client ENABLE ALWAYS TRIGGER doc_client_append_only;

      -- What boards and search read of the annotations; rebuilt from the documents.
      CREATE TABLE annotation (
        team_id uuid NOT NULL,
        article_version_id uuid NOT NULL,
        id text NOT NULL,
        kind text NOT NULL,
        start integer NOT NULL,
        "end" integer NOT NULL,
        exact text NOT NULL,
        claim_id text,
        author uuid,
        resolved boolean NOT NULL DEFAULT false,
        messages integer NOT NULL DEFAULT 0,
        PRIMARY KEY (article_version_id, id)
      );

      -- The words of a claim's sheet as last projected, for the desk and search.
      CREATE TABLE sheet_text (
        team_id uuid NOT NULL,
        claim_id uuid PRIMARY KEY,
        wording text NOT NULL,
        rationale text NOT NULL,
        seq bigint NOT NULL
      );

      GRANT SELECT, INSERT, UPDATE (head, chain, next_lease) ON doc TO assay_app;
      GRANT SELECT, INSERT ON doc_client, doc_update TO assay_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON annotation, sheet_text TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sheet_text, annotation, doc_update, doc_client, doc; DROP FUNCTION refuse_change()');
  }
}
