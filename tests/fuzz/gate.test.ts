import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyResult, fuzzStory } from './fuzz-gate.js';

test('GT1 GT2 GT3 lies made from honest updates: none crashes, hangs, waits, or touches what another wrote', () => {
  const result = emptyResult();
  for (let seed = 1; seed <= 12; seed++) fuzzStory(seed, 50, 40, result);
  assert.ok(result.cases > 20_000, `${result.cases} cases`);
  assert.equal(result.slow, 0, `slowest ${result.slowestMs} ms`);
  // Control: the lies are of every kind, and some are near enough to the truth to be accepted.
  assert.ok(result.acceptedMutants > 100, `${result.acceptedMutants} accepted`);
  for (const code of ['FORGED_ID', 'RESYNC', 'MALFORMED']) assert.ok((result.refused[code] ?? 0) > 500, `${code}: ${result.refused[code]}`);
});
