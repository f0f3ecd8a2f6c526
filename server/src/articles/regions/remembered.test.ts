import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RegionKind } from '#shared/text/region.js';
import { regionsOf } from '#shared/text/regions.js';
import { asCorrected, type Correction, placesOf } from './remembered.js';

const corrected = (text: string, corrections: readonly Correction[]): (RegionKind | null)[] =>
  asCorrected(text, regionsOf(text), corrections).map(({ kind, corrected: byPerson }) => (byPerson ? kind : null));

/** What a person said of the paragraph at that place of the text. */
const said = (text: string, index: number, kind: RegionKind, articleId = 'a'): Correction => {
  const place = placesOf(text, regionsOf(text))[index];
  assert.ok(place);
  return { ...place, articleId, kind };
};

const ONCE = 'Head of it\nAnzeige\nThe board bought two cranes in May.';
const TWICE = 'Cranes\nAnzeige\nThe board bought two cranes in May.\nAnzeige\nIt paid at once, the clerk said.';

test('AR3 a correction holds for the same words wherever they stand; the last one counts', () => {
  const first = said(ONCE, 1, 'boilerplate');
  assert.deepEqual(corrected('Another head\nThe board bought none.\nAnzeige', [first]), [null, null, 'boilerplate']);
  assert.deepEqual(corrected(TWICE, [first]), [null, 'boilerplate', null, 'boilerplate', null]);
  assert.deepEqual(corrected(ONCE, [said(ONCE, 1, 'subhead'), first]), [null, 'subhead', null]);
  assert.deepEqual(corrected('Head of it\nanzeige\nAnzeige!', [first]), [null, null, null], 'exactly the same words');
});

test('AR3 of words that stand more than once only the one that was corrected is, and all where all were', () => {
  const second = said(TWICE, 3, 'boilerplate');
  assert.deepEqual(corrected(TWICE, [second]), [null, null, null, 'boilerplate', null]);
  assert.deepEqual(corrected(ONCE, [second]), [null, null, null], 'nobody knows which of the two it was');
  assert.deepEqual(corrected(ONCE, [second, said(TWICE, 1, 'boilerplate')]), [null, 'boilerplate', null]);
  assert.deepEqual(corrected(ONCE, [second, said(TWICE, 1, 'caption')]), [null, null, null]);
  assert.deepEqual(corrected(ONCE, [said(TWICE, 1, 'caption', 'b'), second, said(ONCE, 1, 'byline', 'c')]), [null, 'byline', null]);
});
