import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the tracing thread keeps of texts and wordings now holds numbers, days and names as every language has them. Both tables
 * are caches: their rows are deleted, and made again by the next asks.
 */
export class TracesInAllLanguages1763600000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('TRUNCATE article_trace, claim_trace');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('TRUNCATE article_trace, claim_trace');
  }
}
