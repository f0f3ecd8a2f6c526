import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = ['title text', 'source text', 'byline text', 'url text', 'published_on date', 'language text'];
const NAMES = COLUMNS.map((column) => column.split(' ')[0] ?? '');
const SAME = NAMES.map((name) => `${name} = d.${name}`).join(', ');

/** What an article says of itself is frozen with each version: a page that comes again may have another title or day. */
export class DescribedVersions1763600000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE article_version ${COLUMNS.map((column) => `ADD COLUMN ${column}`).join(', ')};
      -- Until now the description of the first version was that of all of them.
      ALTER TABLE article_version DISABLE TRIGGER article_text_is_frozen;
      UPDATE article_version v SET ${SAME} FROM article d WHERE d.id = v.article_id;
      ALTER TABLE article_version ENABLE ALWAYS TRIGGER article_text_is_frozen;
      ALTER TABLE article_version ALTER COLUMN title SET NOT NULL, ADD CONSTRAINT article_version_has_title CHECK (title <> '');
      ALTER TABLE article ${NAMES.map((name) => `DROP COLUMN ${name}`).join(', ')};
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE article ${COLUMNS.map((column) => `ADD COLUMN ${column}`).join(', ')};
      UPDATE article a SET ${SAME} FROM article_version d WHERE d.article_id = a.id AND d.number = 1;
      ALTER TABLE article ALTER COLUMN title SET NOT NULL, ADD CONSTRAINT article_title_check CHECK (title <> '');
      ALTER TABLE article_version ${NAMES.map((name) => `DROP COLUMN ${name}`).join(', ')};
    `);
  }
}
