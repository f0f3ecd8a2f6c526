import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnchorText, makeAnchor } from '#shared/text/anchors.js';
import { type Carried, carry, type Placement, Placements } from '#shared/text/versions/carry.js';
import { carriedReason } from './carried-words.js';
import { fateWords } from './fate-words.js';

const ONE = 'It rained. Officials said that the town paid for the two cranes in the harbour. Nobody came.';
const TWO = 'It rained. Of the cranes nothing is known, and of their price nothing was said at all. Nobody came.';
const WORDS = 'the town paid for the two cranes in the harbour';
const start = ONE.indexOf(WORDS);
const anchor = makeAnchor(ONE, start, start + WORDS.length);
const from = { versionId: 'v1', start, end: start + WORDS.length };
const texts = new Map([
  ['v1', new AnchorText(ONE)],
  ['v2', new AnchorText(TWO)],
]);
const inText = (text: string, placements: readonly Placement[] = []): Carried =>
  carry(from, anchor, ['v2', 'v3'], new AnchorText(text), new Placements(placements), (id) => texts.get(id) ?? null);

test('AN2 a mark that stands at its place in a sentence that changed is not said to be in the same sentence', () => {
  const reason = carriedReason(inText(ONE.replace('the harbour.', 'the harbour late in the year.')), null, null);
  assert.equal(reason, 'The same words stand at the same place.');
});

test('AN3 of the same words in a sentence that denies them now it is said that the sentence is what changed', () => {
  const carried = inText(ONE.replace('said', 'denied'));
  assert.match(
    carriedReason(carried, null, null),
    /^The words are the same, but the sentence around them changed .* A person must confirm\.$/,
  );
});

test('AN11 where a mark is found by the words that somebody placed it on, this is said, with who and in which version', () => {
  const place = makeAnchor(TWO, TWO.indexOf('Of the cranes'), TWO.indexOf(', and of'));
  const placed = inText(TWO, [{ from, versionId: 'v2', place }]);
  assert.equal(
    carriedReason(placed, 'Amal', 2),
    'Amal placed it in version 2, and the words of that place were looked for. The same words stand at the same place.',
  );
  assert.equal(carriedReason(inText(ONE, [{ from, versionId: 'v2', place }]), null, null), 'The same words stand at the same place.');
  const newest = { number: 3, fate: 'exact', alike: null, said: false } as const;
  assert.equal(fateWords({ ...newest, placedIn: 2 }), 'by the words that somebody placed it on in version 2: they stand at the same place');
  assert.equal(fateWords({ ...newest, placedIn: null }), 'they stand at the same place');
});
