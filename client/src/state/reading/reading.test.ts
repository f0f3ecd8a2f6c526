import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodePoints } from '#shared/text/code-points.js';
import { layOutCards } from '../margin/card-layout.js';
import { clipToRegions, cycled, IntervalIndex, regionAt } from './intervals.js';
import { cutBy, focusedSentences, focusedStretch, type SentenceFocus, stepped, toggledExtending, wordsWithin } from './sentence-focus.js';

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

test('code points and units agree both ways, also around characters of two units', () => {
  const points = new CodePoints('a😀b😀😀c');
  assert.equal(points.length, 6);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 6].map((point) => points.toUnits(point)),
    [0, 1, 3, 4, 6, 8, 9],
  );
  for (let point = 0; point <= 6; point++) assert.equal(points.toPoints(points.toUnits(point)), point);
  assert.equal(points.toPoints(2), 1, 'inside the pair counts as its start');
  assert.equal(points.slice(1, 4), '😀b😀');
});

test('an interval is cut at the borders of regions', () => {
  const regions = [
    { start: 0, end: 10 },
    { start: 12, end: 20 },
    { start: 22, end: 30 },
  ];
  assert.deepEqual(clipToRegions({ start: 5, end: 25 }, regions), [
    { region: 0, start: 5, end: 10 },
    { region: 1, start: 12, end: 20 },
    { region: 2, start: 22, end: 25 },
  ]);
  assert.deepEqual(clipToRegions({ start: 10, end: 12 }, regions), []);
  assert.equal(regionAt(regions, 12), 1);
  assert.equal(regionAt(regions, 11), -1);
});

test('the interval index finds what a plain look at all of them finds', () => {
  let seed = 7;
  const random = (n: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % n;
  };
  const marks = Array.from({ length: 400 }, (_, id) => {
    const start = random(1_000);
    return { id: String(id), start, end: start + 1 + random(id % 9 === 0 ? 400 : 20) };
  });
  const index = new IntervalIndex(marks);
  for (let i = 0; i < 200; i++) {
    const start = random(1_000);
    const end = start + 1 + random(50);
    const plain = marks.filter((mark) => mark.start < end && mark.end > start).map((mark) => mark.id);
    assert.deepEqual(
      index
        .touching(start, end)
        .map((mark) => mark.id)
        .sort(byText),
      plain.sort(byText),
    );
  }
});

test('clicking overlapping marks again goes through all of them', () => {
  const marks = [{ id: 'a' }, { id: 'b' }];
  assert.equal(cycled(marks, null)?.id, 'a');
  assert.equal(cycled(marks, 'a')?.id, 'b');
  assert.equal(cycled(marks, 'b')?.id, 'a');
  assert.equal(cycled([], 'b'), null);
});

test('cards never overlap, and the active one stands at its mark', () => {
  const wishes = Array.from({ length: 8 }, (_, i) => ({ id: String(i), top: 300 + i * 10, height: 40 }));
  const tops = layOutCards(wishes, '4', 8);
  assert.equal(tops.get('4'), 340);
  for (let i = 1; i < 8; i++) assert.ok((tops.get(String(i)) ?? 0) >= (tops.get(String(i - 1)) ?? 0) + 48);
});

test('cards at the very top push down instead of leaving the page', () => {
  const wishes = [0, 1, 2].map((i) => ({ id: String(i), top: 5, height: 50 }));
  const tops = layOutCards(wishes, '2', 4);
  assert.deepEqual([tops.get('0'), tops.get('1'), tops.get('2')], [0, 54, 108]);
});

test('the sentence focus steps, extends and ends', () => {
  const sentences = [
    { start: 0, end: 5 },
    { start: 6, end: 9 },
    { start: 10, end: 20 },
  ];
  const first = stepped(null, 1, 3, 1);
  assert.deepEqual(focusedSentences(first, sentences), { start: 6, end: 9 });
  assert.ok(first);
  const extended = stepped(toggledExtending(first), 1, 3, 0);
  assert.deepEqual(focusedSentences(extended, sentences), { start: 6, end: 20 });
  assert.equal(stepped(null, 1, 0, 0), null);
});

test('words are left out at the ends of the sentence in focus and taken in again, in any script; one always stays', () => {
  const texts = [
    [
      '“Two cranes,” she said, were bought.',
      ['cranes,” she said, were bought.', 'cranes,” she said, were', '“Two cranes,” she said, were'],
    ],
    ['قالت إن الجسر مغلق.', ['إن الجسر مغلق.', 'إن الجسر', 'قالت إن الجسر']],
    ['😀 e\u0301tait là.', []],
  ] as const;
  for (const [text, expected] of texts) {
    const points = new CodePoints(text);
    const sentences = [{ start: 0, end: points.length }];
    const count = wordsWithin(points, { start: 0, end: points.length }).length;
    const shown = (focus: SentenceFocus | null): string => {
      const stretch = focusedStretch(focus, sentences, points);
      return stretch === null ? '' : points.slice(stretch.start, stretch.end);
    };
    let focus = stepped(null, 1, 1, 0);
    assert.ok(focus);
    const seen: string[] = [];
    for (const [end, by] of [
      ['fore', 1],
      ['aft', 1],
      ['fore', -1],
    ] as const) {
      focus = cutBy(focus, end, by, count);
      seen.push(shown(focus));
    }
    if (count > 2) assert.deepEqual(seen, expected);
    for (let i = 0; i < 20; i++) focus = cutBy(focus, 'fore', 1, count);
    assert.notEqual(shown(focus), '');
    assert.equal(shown(stepped(focus, 1, 1, 0)), text, 'a step takes all of it');
  }
});
