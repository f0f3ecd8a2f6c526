import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turns } from './turns.js';

test('EV3 pages are fetched a few at once, in the order they were asked for; one that fails frees its turn', async () => {
  const turns = new Turns(2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const work = (n: number) =>
    turns.take(async () => {
      begun.push(n);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      if (n % 3 === 0) throw new Error('failed');
      return n;
    });
  const results = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => work(n)));
  assert.equal(most, 2);
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual(
    results.map(({ status }) => status === 'fulfilled'),
    [false, true, true, false, true, true, false, true, true],
  );
});
