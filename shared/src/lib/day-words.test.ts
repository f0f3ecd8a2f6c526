import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayInWords } from './day-words.js';

test('a day is told in words, of a date and of a moment', () => {
  assert.equal(dayInWords('2023-10-02'), '2 October 2023');
  assert.equal(dayInWords('2026-12-31T23:59:59.999Z'), '31 December 2026');
  assert.equal(dayInWords('2023-04'), 'April 2023');
});
