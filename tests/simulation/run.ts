import assert from 'node:assert/strict';
import { type Faults, World } from './world.js';

export interface RunResult {
  readonly seed: number;
  readonly stored: number;
  readonly typed: number;
  readonly crashes: number;
  readonly refused: number;
}

export const ONE_NODE: Faults = { drop: 0.01, crash: 0.004, failCommit: 0.02, closeTab: 0.005, demote: 0, nodes: 1, loseHint: 0 };
export const TWO_NODES: Faults = { ...ONE_NODE, drop: 0.02, nodes: 2, loseHint: 0.1 };

/** One seeded run. Throws, naming the invariant, when one is broken. */
export async function simulate(seed: number, steps: number, faults: Faults = ONE_NODE): Promise<RunResult> {
  const world = new World(seed, faults, 2 + (seed % 5));
  await world.log.create('team', 'bench/simulated');
  for (let i = 0; i < steps; i++) await world.step();
  await world.quiet();
  const updates = await world.log.readAfter(1, 0);
  for (const [i, update] of updates.entries()) assert.equal(update.seq, i + 1, 'SY1 sequence numbers have no hole');
  const numbers = updates.map((update) => `${update.lease} ${update.clientSeq}`);
  assert.equal(new Set(numbers).size, numbers.length, 'SY6 no number of a lease is stored twice');
  const owners = new Map((await world.log.leases(1)).map(({ lease, userId }) => [lease, userId]));
  for (const update of updates)
    assert.equal(owners.get(update.lease), update.userId, 'SY3 each update names the person its lease belongs to');
  const replayed = await world.replay();
  assert.equal(replayed.store.pendingStructs, null, 'SY5 nothing in the log waits for anything');
  const text = replayed.getText('text').toString();
  for (const tab of world.tabs) {
    assert.equal(tab.sync.doc.getText('text').toString(), text, `SY12 all replicas are equal when quiet: ${tab.name}`);
    if (world.demoted.size === 0)
      assert.equal(tab.sync.state.kind, 'saved', `SY8 everything is answered: ${tab.name} ${JSON.stringify(tab.sync.state)}`);
  }
  const typed = world.tabs.reduce((sum, tab) => sum + tab.typed, 0);
  const refused = world.tabs.filter((tab) => tab.sync.state.kind === 'refused').length;
  return { seed, stored: updates.length, typed, crashes: world.crashes, refused };
}
