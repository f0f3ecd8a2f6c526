import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utcInstant } from './instant.js';

test('AN8 times are told in UTC; what is so already stays to the letter', () => {
  const times: [string | null, string | null][] = [
    ['2024-05-03T12:00:00+02:00', '2024-05-03T10:00:00.000Z'],
    ['2024-05-03T12:00:00.5-0230', '2024-05-03T14:30:00.500Z'],
    ['2024-05-03T10:00:00Z', '2024-05-03T10:00:00Z'],
    ['2024-05-03T10:00:00.123456Z', '2024-05-03T10:00:00.123456Z'],
    ['2024-05-03T10:00Z', '2024-05-03T10:00:00.000Z'],
    ['2024-05-03T10:00:00', '2024-05-03T10:00:00.000Z'],
    ['2024-05-03', '2024-05-03T00:00:00.000Z'],
    ['2024-13-03T10:00:00Z', null],
    ['7', null],
    ['yesterday', null],
    [null, null],
  ];
  for (const [written, told] of times) assert.equal(utcInstant(written), told, String(written));
});
