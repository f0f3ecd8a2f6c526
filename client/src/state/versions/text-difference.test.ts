import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textDifference } from './text-difference.js';

const BEFORE = 'A headline\nThe board bought two cranes in May.\nNobody spoke.\nThe end.';

test('AR11 the difference of two versions holds both to the letter', () => {
  const after = 'A headline\nThis was updated.\nThe board bought three cranes in May.\nThe end.\nRead more';
  const parts = textDifference(BEFORE, after);
  const whole = (gone: 'removed' | 'added'): string =>
    parts
      .flatMap((part) => {
        if (part.kind === 'same') return part.paragraphs;
        const words = part.pieces.filter(({ kind }) => kind !== gone);
        return words.length === 0 ? [] : [words.map(({ text }) => text).join('')];
      })
      .join('\n');
  assert.equal(whole('added'), BEFORE);
  assert.equal(whole('removed'), after);
});

test('a paragraph that changed a little is shown word by word, one that came whole', () => {
  const parts = textDifference(BEFORE, BEFORE.replace('two', 'three').replace('The end.', 'The end.\nRead more'));
  assert.deepEqual(
    parts.map((part) => (part.kind === 'same' ? part.paragraphs.length : part.pieces.map(({ kind, text }) => `${kind} ${text}`))),
    [1, ['same The board bought ', 'removed two', 'added three', 'same  cranes in May.'], 2, ['added Read more']],
  );
  assert.deepEqual(textDifference(BEFORE, BEFORE), [{ kind: 'same', paragraphs: BEFORE.split('\n') }]);
});
