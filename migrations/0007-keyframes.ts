import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keyframes of documents, and who wrote what in them: made from the log, and made again from it at any time. */
export class Keyframes1763600000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The document after its update seq. One a document: history is read out of the newest.
      CREATE TABLE doc_keyframe (
        doc integer PRIMARY KEY REFERENCES doc (id),
        seq bigint NOT NULL CHECK (seq > 0),
        chain bytea NOT NULL CHECK (octet_length(chain) = 32),
        leases bytea NOT NULL,
        state bytea NOT NULL,
        torn bytea NOT NULL
      );
      ALTER TABLE doc_keyframe ALTER COLUMN state SET STORAGE EXTERNAL;

      -- What the updates after from_seq, up to and with seq, inserted and removed, and whose bursts of editing they were.
      CREATE TABLE doc_span (
        doc integer NOT NULL REFERENCES doc (id),
        from_seq bigint NOT NULL CHECK (from_seq >= 0),
        seq bigint NOT NULL CHECK (seq > from_seq),
        bytes bytea NOT NULL,
        PRIMARY KEY (doc, seq)
      );

      GRANT SELECT, INSERT, UPDATE, DELETE ON doc_keyframe, doc_span TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE doc_span, doc_keyframe');
  }
}
