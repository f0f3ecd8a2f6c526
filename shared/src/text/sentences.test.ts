import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normaliseText } from './normalise.js';
import { randomFrom, randomText } from './random-text.test-data.js';
import { sentencesOf } from './sentences.js';

function split(text: string): string[] {
  const characters = [...text];
  return sentencesOf(text).map(({ start, end }) => characters.slice(start, end).join(''));
}

const CASES: readonly (readonly string[])[] = [
  ['Brig.-Gen. Ana Ruiz met Dr. K. Osei on Oct. 7 in St. Ives.', 'Nobody else came.'],
  ['The U.S. intelligence chief spoke.', 'He said no.'],
  ['It moved to the U.S.', 'The rest stayed.'],
  ['“We have seen no evidence.”', 'She left.'],
  ['“Is it true?” he asked.', '“Yes!” said Bo.'],
  ['Costs rose 2.5 percent to $3.1 million.', 'Then they fell.'],
  ['They crossed the border.', 'The army followed.'],
  ['See example.com or mail a.b@example.org today.', 'Thanks.'],
  ['No. 10 refused at 9 a.m. on Monday.', 'Mr. Hale agreed…', 'Then he did not.'],
  ['He served in Brig.- Gen. Lee’s staff.', '(He denied it.)', 'It is so.'],
  ['他来了。', '她走了。'],
  ['Glued quote ended.”', 'Next began.'],
];

test('AR5 sentences end where a reader would end them', () => {
  for (const expected of CASES) {
    const glued = expected[0] === 'They crossed the border.' || expected[0]?.includes('Glued') || expected[0]?.startsWith('他');
    assert.deepEqual(split(expected.join(glued === true ? '' : ' ')), expected);
  }
});

test('AR5 every paragraph ends a sentence, finished or not', () => {
  assert.deepEqual(split('A headline without a stop\nA body. Two'), ['A headline without a stop', 'A body.', 'Two']);
});

test('AR5 sentences are in order, do not overlap, and leave out nothing but white space', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const text = normaliseText(randomText(randomFrom(seed)));
    const characters = [...text];
    let at = 0;
    for (const { start, end } of sentencesOf(text)) {
      assert.ok(start >= at && end > start, `seed ${seed}`);
      assert.match(characters.slice(at, start).join(''), /^\s*$/, `seed ${seed}`);
      at = end;
    }
    assert.match(characters.slice(at).join(''), /^\s*$/, `seed ${seed}`);
  }
});
