import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RefusedByServer } from '../call-errors.js';
import { addressesIn, ImportBatch, type Imported } from './import-batch.js';
import { knownArticle } from './known-article.js';

const batchOf = (names: readonly string[], importOne: (name: string, key: string, signal: AbortSignal) => Promise<Imported>) => {
  let keys = 0;
  return new ImportBatch(
    names.map((name) => ({ name, origin: name })),
    { importOne, newKey: () => `key-${++keys}`, wordsFor: (error) => (error as Error).message, knownAs: knownArticle },
  );
};
const imported = (name: string): Imported => ({ articleId: `id of ${name}`, title: name, warnings: [] });

test('many are imported one after another; one that is refused does not hold up the rest and may be tried again under its key', async () => {
  const tried: string[] = [];
  let broken = true;
  const batch = batchOf(['a', 'b', 'c'], async (name, key) => {
    tried.push(`${name} ${key}`);
    if (name === 'b' && broken) throw new Error('It is empty.');
    return imported(name);
  });
  let told = 0;
  batch.subscribe(() => told++);
  await batch.run();
  assert.deepEqual(
    batch.items().map(({ state, why }) => why ?? state),
    ['done', 'It is empty.', 'done'],
  );
  assert.ok(told >= 6);
  broken = false;
  await batch.retry(1);
  assert.deepEqual(
    batch.items().map(({ articleId }) => articleId),
    ['id of a', 'id of b', 'id of c'],
  );
  assert.deepEqual(tried, ['a key-1', 'b key-2', 'c key-3', 'b key-2']);
});

test('AR18 what is an article already is skipped, named, and not tried again', async () => {
  const facts = { articleId: 'id of a', number: 8, title: 'Cranes', version: 1 };
  const tried: string[] = [];
  const batch = batchOf(['a', 'b'], async (name) => {
    tried.push(name);
    if (name === 'b') return imported(name);
    throw new RefusedByServer({ code: 'article-known', message: 'This text is article 8 already.', facts }, 409);
  });
  await batch.run();
  await batch.retry();
  assert.deepEqual(
    batch.items().map(({ state, articleId, number, title, why }) => [state, articleId, number, title, why]),
    [
      ['known', 'id of a', 8, 'Cranes', null],
      ['done', 'id of b', null, 'b', null],
    ],
  );
  assert.deepEqual(tried, ['a', 'b']);
});

test('stopping ends the one in hand and leaves the rest, to be tried again', async () => {
  const batch = batchOf(['a', 'b', 'c'], async (name, _, signal) => {
    if (name === 'b' && !stoppedOnce) {
      stoppedOnce = true;
      batch.stop();
      signal.throwIfAborted();
    }
    return imported(name);
  });
  let stoppedOnce = false;
  await batch.run();
  assert.deepEqual(
    batch.items().map(({ state }) => state),
    ['done', 'stopped', 'stopped'],
  );
  assert.equal(batch.busy, false);
  await batch.retry();
  assert.deepEqual(
    batch.items().map(({ state }) => state),
    ['done', 'done', 'done'],
  );
});

test('addresses are taken one a line, each once; what is none is given back', () => {
  assert.deepEqual(addressesIn(' https://a.example/x \n\nhttp://b.example\r\nhttps://a.example/x\nwww.c.example\njavascript:alert(1)'), {
    addresses: ['https://a.example/x', 'http://b.example'],
    others: ['www.c.example', 'javascript:alert(1)'],
  });
});
