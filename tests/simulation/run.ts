import assert from 'node:assert/strict';
import * as Y from 'yjs';
import { makeKeyframes } from '../../server/src/sync/keyframes/make-keyframes.js';
import { verifyDocument } from '../../server/src/sync/keyframes/verify-document.js';
import type { StoredUpdate } from '../../server/src/sync/log/update-log.js';
import { readPast } from '../../server/src/sync/past/read-past.js';
import { type Faults, KEYFRAME_SPACING, World } from './world.js';

export interface RunResult {
  readonly seed: number;
  readonly stored: number;
  readonly typed: number;
  readonly crashes: number;
  readonly repairs: number;
  readonly refused: number;
  /** How often something was read from a keyframe. */
  readonly keyframes: number;
}

export const ONE_NODE: Faults = {
  drop: 0.01,
  crash: 0.004,
  failCommit: 0.02,
  closeTab: 0.005,
  demote: 0,
  repair: 0,
  nodes: 1,
  loseHint: 0,
};
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
  const keyframes = world.log.keyframesRead;
  const replayed = await world.replay();
  await historyHolds(world, updates);
  assert.equal(replayed.store.pendingStructs, null, 'GT3 nothing in the log waits for anything');
  const text = replayed.getText('text').toString();
  for (const tab of world.tabs) {
    assert.equal(tab.sync.doc.getText('text').toString(), text, `SY12 all replicas are equal when quiet: ${tab.name}`);
    if (world.demoted.size === 0 && world.repairs === 0)
      assert.equal(tab.sync.state.kind, 'saved', `SY8 everything is answered: ${tab.name} ${JSON.stringify(tab.sync.state)}`);
  }
  const typed = world.tabs.reduce((sum, tab) => sum + tab.typed, 0);
  const refused = world.tabs.filter((tab) => tab.sync.state.kind === 'refused').length;
  return { seed, stored: updates.length, typed, crashes: world.crashes, repairs: world.repairs, refused, keyframes };
}

async function historyHolds({ log, random }: World, updates: readonly StoredUpdate[]): Promise<void> {
  const document = await log.create('team', 'bench/simulated');
  await makeKeyframes(log, document, KEYFRAME_SPACING);
  assert.equal(await verifyDocument(log, document), null, 'HI4 keyframe and spans follow from the log');
  for (let i = 0; i < 5; i++) {
    const seq = random.below(updates.length + 1);
    const then = new Y.Doc({ gc: false });
    for (const { bytes } of updates.slice(0, seq)) Y.applyUpdate(then, bytes);
    const { doc } = await readPast(log, document.id, seq);
    assert.equal(doc.getText('text').toString(), then.getText('text').toString(), `HI5 version ${seq} is the log replayed up to it`);
  }
}
