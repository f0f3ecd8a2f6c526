import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slugOf } from './slug.js';

const ID = '0a1b2c3d-0000-4000-8000-000000000001';

test('a public address is made of the first whole words and the start of the id, in any script', () => {
  assert.equal(slugOf(ID, 'Über 500 Kämpfer — „trainiert“?'), 'uber-500-kampfer-trainiert-0a1b2c3d');
  assert.equal(slugOf(ID, 'إيران وافقت على الهجوم'), '0a1b2c3d');
  const long = slugOf(ID, 'Iran approved the attack of 7 October 2023 before it happened at all');
  assert.equal(long, 'iran-approved-the-attack-of-7-october-2023-before-it-0a1b2c3d');
  assert.equal(slugOf(ID, 'x'.repeat(200)).length, 60 + 9);
});
