import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relativeDates } from './relative-dates.js';

const said = (text: string, on: string | null): string[] => relativeDates(text, on).map(({ words, meaning }) => `${words} = ${meaning}`);

test('relative dates are resolved against the day of the article, and news tells of what was', () => {
  assert.deepEqual(said('They gave the green light last Monday to carry it out.', '2023-10-09'), ['last Monday = Monday 2 October 2023']);
  assert.deepEqual(said('The attack, the newspaper reported on Sunday, was planned.', '2023-10-09'), ['on Sunday = Sunday 8 October 2023']);
  assert.deepEqual(said('The general was killed three years ago in Baghdad.', '2023-04-14'), ['three years ago = about 2020']);
  assert.deepEqual(said('Strikes late last month killed two.', '2023-04-14'), ['last month = about March 2023']);
  assert.deepEqual(said('It was settled in Beirut on Oct. 2, he said.', '2023-10-26'), ['Oct. 2 = Monday 2 October 2023']);
  assert.deepEqual(said('It ended on December 30.', '2024-01-05'), ['December 30 = Saturday 30 December 2023']);
});

test('without the date of the article they stay unresolved, which is said; full dates and other numbers are none', () => {
  assert.deepEqual(said('They met last Monday.', null), ['last Monday = null']);
  assert.deepEqual(said('They sat with him and may march in the sun.', '2023-10-09'), []);
  assert.deepEqual(said('They met on Sat.', '2023-10-09'), ['on Sat = Saturday 7 October 2023']);
  assert.deepEqual(said('On 2 October 2023 some 500 people met 12 officers.', '2023-10-09'), []);
});
