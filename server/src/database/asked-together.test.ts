import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AskedTogether } from './asked-together.js';

test('what is asked while a question is on its way goes together, and each gets its own answer', async () => {
  const queries: number[][] = [];
  const together = new AskedTogether(async (questions: readonly number[]) => {
    queries.push([...questions]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return questions.map((question) => question * 2);
  });
  const answers = await Promise.all([1, 2, 3].map((question) => together.ask(question)));
  assert.deepEqual(answers, [2, 4, 6]);
  assert.equal(await together.ask(4), 8);
  assert.deepEqual(queries, [[1], [2, 3], [4]]);
});

test('a query that fails fails for those who were in it, and for nobody after', async () => {
  const together = new AskedTogether(async (questions: readonly string[]) => {
    if (questions.includes('bad')) throw new Error('refused');
    return questions;
  });
  const [first, bad, beside] = await Promise.allSettled([together.ask('a'), together.ask('bad'), together.ask('b')]);
  assert.deepEqual([first.status, bad.status, beside.status], ['fulfilled', 'rejected', 'rejected']);
  assert.equal(await together.ask('c'), 'c');
});
