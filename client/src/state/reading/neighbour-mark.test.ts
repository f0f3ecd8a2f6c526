import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbourMark } from './neighbour-mark.js';

const MARKS = [10, 20, 20, 90].map((start, n) => ({ id: `m${n}`, start }));

test('AR15 from mark to mark: from the active one on, else from where one reads, and round at the ends', () => {
  const next = (active: string | null, here: number, step: 1 | -1): string | undefined =>
    neighbourMark(MARKS, active, () => here, step)?.id;
  assert.deepEqual([next('m1', 0, 1), next('m1', 0, -1), next('m3', 0, 1), next('m0', 0, -1)], ['m2', 'm0', 'm0', 'm3']);
  assert.deepEqual([next(null, 0, 1), next(null, 15, 1), next(null, 20, 1), next(null, 91, 1)], ['m0', 'm1', 'm1', 'm0']);
  assert.deepEqual([next(null, 0, -1), next(null, 15, -1), next(null, 91, -1)], ['m3', 'm0', 'm3']);
  assert.equal(next('gone', 50, 1), 'm3');
  assert.equal(
    neighbourMark([], null, () => 0, 1),
    undefined,
  );
});
