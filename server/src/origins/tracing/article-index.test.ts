import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regionsOf } from '#shared/text/regions.js';
import { ArticleIndex } from './article-index.js';
import type { ArticleText, Connection } from './trace.store.js';

const textOf = (number: number, text: string): ArticleText => ({
  articleId: `a${number}`,
  versionId: `v${number}`,
  number,
  title: `Article ${number}`,
  source: null,
  publishedOn: null,
  language: null,
  text,
  regions: regionsOf(text),
});

/** Holds texts, and what was stored of them. */
class Texts implements Connection {
  readonly stored = new Map<string, string>();

  constructor(private readonly texts: readonly ArticleText[]) {}

  async query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<{ rows: Row[] }> {
    if (sql.includes('INSERT INTO article_trace')) {
      for (const { version_id, prints } of JSON.parse(String(values[1]))) this.stored.set(version_id, prints);
      return { rows: [] };
    }
    const rows: object[] = sql.includes('NOT EXISTS')
      ? this.texts.filter(({ versionId }) => !this.stored.has(versionId))
      : sql.includes('AS done')
        ? [{ done: this.stored.size, total: this.texts.length }]
        : this.texts.filter(({ articleId }) => values.includes(articleId));
    return { rows: rows as Row[] };
  }
}

const STORY = 'The harbour board bought two cranes in May, its clerk said on Monday, and paid for both of them at once.';

test('OR7 a text that cannot be traced is left out and told, and stops no other', async () => {
  const broken = { ...textOf(2, STORY), regions: null as unknown as ArticleText['regions'] };
  const texts = new Texts([textOf(1, STORY), broken, textOf(3, STORY)]);
  const told: string[] = [];
  const index = new ArticleIndex(
    texts,
    () => 0,
    (problem) => told.push(problem),
  );
  assert.equal(await index.catchUp('team', 400), null);
  assert.deepEqual([...texts.stored.keys()], ['v1', 'v2', 'v3']);
  assert.equal(texts.stored.get('v2'), '{}');
  assert.notEqual(texts.stored.get('v3'), '{}');
  assert.equal(told.length, 1);
  assert.match(told[0] ?? '', /^article 2, version v2, cannot be traced and is left out: TypeError/);
  assert.deepEqual(await index.relatives('team', 'a2', 400), { relatives: [], progress: null });
});

test('OR7 the index stores what it has when its time is over, however long the texts are', async () => {
  let clock = 0;
  const texts = new Texts([1, 2, 3].map((number) => textOf(number, STORY)));
  const index = new ArticleIndex(
    texts,
    () => (clock += 300),
    () => assert.fail('nothing is left out'),
  );
  assert.deepEqual(await index.catchUp('team', 400), { done: 2, total: 3 });
  assert.equal(await index.catchUp('team', 400), null);
  assert.equal(texts.stored.size, 3);
});
