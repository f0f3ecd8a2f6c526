import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ONE_NODE, simulate, TWO_NODES } from './run.js';
import type { Faults } from './world.js';

async function runSeeds(seeds: number, faults: Faults): Promise<void> {
  let stored = 0;
  let crashes = 0;
  let keyframes = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const result = await simulate(seed, 600, faults).catch((error: unknown) => {
      throw new Error(`seed ${seed}: npm run simulate -- --seed ${seed} --nodes ${faults.nodes}`, { cause: error });
    });
    stored += result.stored;
    crashes += result.crashes;
    keyframes += result.keyframes;
  }
  assert.ok(keyframes > seeds, `rooms were opened from keyframes: ${keyframes}`);
  assert.ok(stored > 30 * seeds && crashes > seeds / 2, `the runs did real work: ${stored} updates stored, ${crashes} crashes`);
}

test('SY1 SY3 SY6 SY8 SY12 hold over 150 seeded runs with drops, crashes, closed tabs and failing commits', () => runSeeds(150, ONE_NODE));

test('SY14 two nodes on one log, with clients that move between them and hints that get lost, keep every promise of one', () =>
  runSeeds(150, TWO_NODES));

test('SY8 whoever loses the right to write is told, and keeps the words', async () => {
  let refused = 0;
  for (let seed = 1; seed <= 40; seed++) {
    refused += (await simulate(seed, 400, { ...ONE_NODE, drop: 0.02, crash: 0, failCommit: 0, closeTab: 0, demote: 0.004 })).refused;
  }
  assert.ok(refused > 3, `some edits came after the right was lost: ${refused}`);
});

test('SY20 repairs and restored copies of the log leave all replicas equal to it, and nobody’s words without a copy', async () => {
  let [repairs, refused] = [0, 0];
  for (let seed = 1; seed <= 100; seed++) {
    const result = await simulate(seed, 400, { ...TWO_NODES, repair: 0.004 });
    repairs += result.repairs;
    refused += result.refused;
  }
  assert.ok(repairs > 100 && refused > 100, `${repairs} repairs, ${refused} tabs told`);
});
