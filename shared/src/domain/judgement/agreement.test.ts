import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Opinion } from '../claim/claim.js';
import { FOUR_LABELS, SIX_STEP } from '../rating-scale.js';
import { agreementOf, krippendorffAlpha, teamAlpha } from './agreement.js';

/** Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C: four observers, twelve units, data missing. */
const OBSERVERS = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
];
const UNITS = Array.from({ length: 12 }, (_, unit) =>
  OBSERVERS.flatMap((observer) => {
    const value = observer[unit];
    return typeof value === 'number' ? [value] : [];
  }),
);

test('VD8 alpha is what the published worked example says: 0.743 nominal, 0.815 ordinal', () => {
  assert.equal(krippendorffAlpha(UNITS, 'nominal')?.toFixed(3), '0.743');
  assert.equal(krippendorffAlpha(UNITS, 'ordinal')?.toFixed(3), '0.815');
});

test('VD8 alpha is one where all agree on several values, and unknown where nothing can be compared', () => {
  assert.equal(
    krippendorffAlpha(
      [
        [1, 1],
        [2, 2],
      ],
      'ordinal',
    ),
    1,
  );
  assert.equal(
    krippendorffAlpha(
      [
        [1, 1],
        [1, 1],
      ],
      'nominal',
    ),
    null,
  );
  assert.equal(krippendorffAlpha([[1], [2]], 'nominal'), null);
  assert.equal(krippendorffAlpha([], 'nominal'), null);
});

function opinion(by: string, rating: string): Opinion {
  return { by, at: '', rating, reason: '', scale: { id: 'four-labels', version: 1 } };
}

test('VD8 a tie decides nothing', () => {
  assert.deepEqual(agreementOf([opinion('amal', 'supported'), opinion('bo', 'refuted')]), { raters: 2, leading: null, most: 1 });
  assert.deepEqual(agreementOf([opinion('amal', 'supported'), opinion('bo', 'supported'), opinion('carol', 'refuted')]), {
    raters: 3,
    leading: 'supported',
    most: 2,
  });
  assert.deepEqual(agreementOf([]), { raters: 0, leading: null, most: 0 });
});

test('VD8 the team’s alpha is ordinal only where every rating lies on the line of the scale', () => {
  const onLine = [
    [opinion('amal', 'true'), opinion('bo', 'mostly-true')],
    [opinion('amal', 'false'), opinion('bo', 'false')],
  ];
  assert.equal(teamAlpha(SIX_STEP, onLine).metric, 'ordinal');
  const off = [
    [opinion('amal', 'supported'), opinion('bo', 'not-enough-evidence')],
    [opinion('amal', 'refuted'), opinion('bo', 'refuted')],
  ];
  assert.deepEqual([teamAlpha(FOUR_LABELS, off).metric, teamAlpha(FOUR_LABELS, off).raters], ['nominal', 2]);
});
