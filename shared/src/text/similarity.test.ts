import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SeededRandom } from '../../../tests/support/seeded-random.js';
import { likeness } from './similarity.js';

/** The definition, as slow as it is. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const replaced = distance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1);
  return Math.min(replaced, distance(a.slice(1), b) + 1, distance(a, b.slice(1)) + 1);
}

test('likeness is one minus the edits over the longer length; below what is asked for it is only known to be below', () => {
  const random = new SeededRandom(11);
  const word = (): string => Array.from({ length: random.below(7) }, () => random.pick(['a', 'b', 'c'])).join('');
  for (let i = 0; i < 400; i++) {
    const [a, b] = [word(), word()];
    const longer = Math.max(a.length, b.length);
    const wanted = longer === 0 ? 1 : 1 - distance(a, b) / longer;
    assert.equal(likeness([...a], [...b]), wanted, `${a} and ${b}`);
    const least = random.below(11) / 10;
    const told = likeness([...a], [...b], least);
    assert.ok(told === wanted || (told < least && wanted < least), `${a} and ${b}, at least ${least}: ${told}, ${wanted}`);
  }
});
