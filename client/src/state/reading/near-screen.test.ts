import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearScreen, topWithin } from './near-screen.js';

/** A hundred paragraphs of four lines, 100 pixels each. */
const boxes = Array.from({ length: 100 }, (_, i) => ({ top: i * 100, line: 25, lines: 4 }));

test('what is near reaches beyond the screen on both sides, and ends where the page does', () => {
  assert.deepEqual(nearScreen(boxes, { start: 0, end: 900 }, null), { first: 0, last: 24 });
  assert.deepEqual(nearScreen(boxes, { start: 5_000, end: 5_900 }, null), { first: 35, last: 74 });
  assert.deepEqual(nearScreen(boxes, { start: 9_100, end: 10_000 }, null), { first: 76, last: 99 });
});

test('scrolling a little finds nothing anew; scrolling on does, and everything on the screen is always near', () => {
  let near = nearScreen(boxes, { start: 0, end: 900 }, null);
  let found = 1;
  for (let y = 0; y <= 9_100; y += 40) {
    const next = nearScreen(boxes, { start: y, end: y + 900 }, near);
    if (next !== near) found++;
    near = next;
    assert.ok(near.first * 100 <= y && near.last * 100 + 100 >= y + 900, String(y));
  }
  assert.ok(found < 15, String(found));
});

test('a place inside a paragraph is told by its share of the lines', () => {
  const region = { start: 1_000, end: 1_400 };
  const box = { top: 300, line: 25, lines: 4 };
  assert.deepEqual(
    [1_000, 1_099, 1_100, 1_399].map((offset) => topWithin(region, box, offset)),
    [300, 300, 325, 375],
  );
});
