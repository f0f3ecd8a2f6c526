import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeCounts, comparedAddress, comparedIn, momentChoices } from './compared-moments.js';

const person = (name: string) => ({ id: name, name, role: 'checker' as const, removed: false });

test('HI7 an address names two moments, the earlier first; what it does not name is none', () => {
  assert.deepEqual(comparedIn('12..40'), { from: 12, to: 40 });
  assert.deepEqual(comparedIn('40..12'), { from: 12, to: 40 });
  assert.deepEqual(comparedIn('0..now'), { from: 0, to: null });
  for (const wrong of [null, '', '12', '..', '-1..4', '1..2..3', 'now..1', '1e9..2', '99999999999..1'])
    assert.equal(comparedIn(wrong), null);
  for (const written of ['12..40', '0..now']) assert.equal(comparedAddress(comparedIn(written) ?? { from: 0, to: 0 }), written);
});

test('HI7 each moment is offered once, in order, under all that happened there, and what is chosen is among them', () => {
  const choices = momentChoices(
    [
      { what: 'returned', at: 'a', by: person('Amal'), seq: 1 },
      { what: 'proposed', at: 'b', by: person('Bo'), seq: 30 },
      { what: 'published', at: 'd', by: person('Leila'), seq: 41 },
    ],
    [
      { seq: 1, at: 'a' },
      { seq: 30, at: 'b' },
      { seq: 35, at: 'c' },
      { seq: 41, at: 'd' },
    ],
    41,
    [33, 41],
    (at) => `at ${at}`,
  );
  assert.deepEqual(choices, [
    { value: '0', label: 'Before the first word' },
    { value: '1', label: 'Returned by Amal, at a' },
    { value: '30', label: 'Proposed by Bo, at b' },
    { value: '33', label: 'After edit 33' },
    { value: '35', label: 'Written until at c' },
    { value: 'now', label: 'Now · Published by Leila, at d' },
  ]);
  assert.deepEqual(momentChoices([], [], 0, [0, 0], String), [{ value: 'now', label: 'Now' }]);
});

test('HI7 words that came and went are counted in every script, with whose they were', () => {
  const run = (text: string, change: 'same' | 'added' | 'removed', ...by: string[]) => ({ text, change, by: by.map(person) });
  const blocks = [
    { type: 'paragraph', depth: 0, runs: [run('It was ', 'same'), run('پنج نفر', 'added', 'Bo'), run('closed', 'removed', 'Amal')] },
  ];
  const difference = { document: 'sheet/x', from: { seq: 1, at: null }, to: { seq: 2, at: null }, fields: [{ name: 'rationale', blocks }] };
  assert.deepEqual(changeCounts(difference), { added: 2, removed: 1, people: ['Bo', 'Amal'] });
});
