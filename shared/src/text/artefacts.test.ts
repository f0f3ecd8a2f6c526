import assert from 'node:assert/strict';
import { test } from 'node:test';
import { artefactsOf } from './artefacts.js';
import { normaliseText } from './normalise.js';
import { randomFrom, randomText } from './random-text.test-data.js';
import { regionsOf } from './regions.js';

const flagged = (text: string): string[] =>
  artefactsOf(text, regionsOf(text)).map(({ start, end, kind }) => `${kind}: ${[...text].slice(start, end).join('')}`);

test('AR6 glued words, doubled names and a lost headline are flagged where they stand, in code points', () => {
  const text = [
    'It was 😀 theNorth and the Brigades who did it, said one of those who had been there from the beginning.',
    'The Brigadesthe armed wing agreed with Hamar and Hamar Hezbor on it. Ali Odeh Ali Odeh said so.The rest kept quiet.',
    'They met the the mayor. Kasanithe leader came.',
  ].join('\n');
  assert.deepEqual(flagged(text), [
    'missing-headline: It was 😀 theNorth',
    'glued-words: theNorth',
    'glued-words: Brigadesthe',
    'doubled-words: Hamar and Hamar',
    'doubled-words: Ali Odeh Ali Odeh',
    'glued-words: so.The',
    'doubled-words: the the',
    'glued-words: Kasanithe',
  ]);
});

test('AR6 names and words that are written so are left alone', () => {
  const text = [
    'Headline of the day',
    'McDonald and DeSantis used iPhone, YouTube, WhatsApp, LinkedIn and eBay, Goethe said, who had had enough.',
    'O’Brien wrote to U.S. officials at Node.js and in Switzerland and Scotland; the Forsythe family, MacArthur too.',
    'Thousand Island, Poland, Finland and Ireland sent LeBron James that that he wanted. ImageSat took it.',
  ].join('\n');
  assert.deepEqual(flagged(text), []);
});

test('AR6 flags are in order, lie in the text, and change nothing', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const text = normaliseText(randomText(randomFrom(seed)));
    const found = artefactsOf(text, regionsOf(text)).filter(({ kind }) => kind !== 'missing-headline');
    for (const [index, { start, end }] of found.entries()) {
      assert.ok(start < end && end <= [...text].length, `seed ${seed}`);
      assert.ok(start >= (found[index - 1]?.end ?? 0), `seed ${seed}`);
    }
  }
});

test('AR6 a long text is looked through in a moment', () => {
  const text = `Head\n${'Word after word and theName again. '.repeat(6_000)}\n${'a'.repeat(100_000)}\n${'A b '.repeat(50_000)}.`;
  const started = performance.now();
  artefactsOf(text, regionsOf(text));
  assert.ok(performance.now() - started < 12_000, `${performance.now() - started} ms`);
});
