import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulate } from './run.js';

test('SY1 SY3 SY6 SY8 SY12 hold over 150 seeded runs with drops, crashes, closed tabs and failing commits', async () => {
  let stored = 0;
  let crashes = 0;
  for (let seed = 1; seed <= 150; seed++) {
    const result = await simulate(seed, 600).catch((error: unknown) => {
      throw new Error(`seed ${seed}: npm run simulate -- --seed ${seed}`, { cause: error });
    });
    stored += result.stored;
    crashes += result.crashes;
  }
  assert.ok(stored > 5_000 && crashes > 100, `the runs did real work: ${stored} updates stored, ${crashes} crashes`);
});

test('SY8 whoever loses the right to write is told, and keeps the words', async () => {
  let refused = 0;
  for (let seed = 1; seed <= 40; seed++) {
    refused += (await simulate(seed, 400, { drop: 0.02, crash: 0, failCommit: 0, closeTab: 0, demote: 0.004 })).refused;
  }
  assert.ok(refused > 3, `some edits came after the right was lost: ${refused}`);
});
