import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Repairs of documents: each begins a new epoch, and stays told. */
export class Repairs1763600000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE doc_repair (
        doc integer NOT NULL REFERENCES doc (id),
        epoch uuid NOT NULL,
        head bigint NOT NULL,
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (doc, epoch)
      );
      CREATE TRIGGER doc_repair_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON doc_repair FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      ALTER TABLE doc_repair ENABLE ALWAYS TRIGGER doc_repair_append_only;
      GRANT SELECT, INSERT ON doc_repair TO assay_app;
      GRANT UPDATE (epoch) ON doc TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE UPDATE (epoch) ON doc FROM assay_app; DROP TABLE doc_repair');
  }
}
