import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An article may have more than one version: each names who imported it; evidence is found by the articles it quotes. */
export class ArticleVersions1763600000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE article_version ADD COLUMN imported_by uuid REFERENCES member (id);
      -- The first versions were imported by whoever imported their article. Their texts stay as they are.
      ALTER TABLE article_version DISABLE TRIGGER article_text_is_frozen;
      UPDATE article_version v SET imported_by = a.imported_by FROM article a WHERE a.id = v.article_id;
      ALTER TABLE article_version ENABLE ALWAYS TRIGGER article_text_is_frozen;
      ALTER TABLE article_version ALTER COLUMN imported_by SET NOT NULL;

      CREATE INDEX claim_evidence_articles ON claim USING gin (jsonb_path_query_array(board, '$.evidence[*].span.articleId'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX claim_evidence_articles; ALTER TABLE article_version DROP COLUMN imported_by');
  }
}
