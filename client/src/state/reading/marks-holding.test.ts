import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marksHolding } from './marks-holding.js';

const mark = (id: string, exact: string, name: string, ...said: string[]) => ({
  id,
  kind: 'note',
  exact,
  author: { name },
  messages: said.map((text) => ({ text })),
  claim: null,
});
const MARKS = [
  mark('1', 'nine thousand people', 'Amal Barakat', 'Which year?'),
  mark('2', 'the pier', 'Bo Lindqvist', 'Who says so?', 'The office, in which year I do not know.'),
  { ...mark('3', 'the ferry', 'Amal Barakat'), kind: 'claim', claim: { wording: 'The ferry stops' } },
];
const found = (words: string, most = 9): string =>
  marksHolding(MARKS, words.split(' '), most)
    .map(({ id }) => id)
    .join('');

test('marks are found by their words, what is said under them, their author, claim or kind; all words must be there', () => {
  assert.deepEqual(
    ['year', 'year office', 'amal', 'amal thousand', 'claim stops', 'stops pier', 'note'].map((words) => found(words)),
    ['12', '2', '13', '1', '3', '', '12'],
  );
  assert.equal(found('year', 1), '1');
});
