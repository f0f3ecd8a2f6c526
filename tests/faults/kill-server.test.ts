import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { SeededRandom } from '../support/seeded-random.js';
import { killWhileTyping } from './kills.js';
import { Rig } from './rig.js';
import { Tally } from './tally.js';

const EARLY_ACK = new URL('./before/early-ack.js', import.meta.url).href;

/** Kills the one node again and again while three people type. */
async function killed(kills: number, before?: string): Promise<Tally> {
  const { rig, member } = await Rig.start({ nodes: 1, ...(before ? { before } : {}) });
  after(() => rig.stop());
  const tally = new Tally();
  const plan = { writers: 3, kills, kinds: ['node'], random: new SeededRandom(7), betweenMs: [200, 700] } as const;
  await killWhileTyping(rig, member, { document: 'bench/killed', ...plan }, tally);
  return tally;
}

test('SY7 kill -9 of the server while people type: nothing acknowledged is missing, nothing typed is lost', {
  timeout: 240_000,
}, async (t: TestContext) => {
  const tally = await killed(6);
  t.diagnostic(tally.table());
  assert.ok(tally.acknowledged > 200, `much was acknowledged: ${tally.acknowledged}`);
  assert.equal(tally.faults, 0, tally.table());
});

test('SY7 control: acknowledging before the commit loses acknowledged edits, and this test sees it', { timeout: 240_000 }, async () => {
  const tally = await killed(4, EARLY_ACK);
  assert.ok(tally.missing > 0, `of ${tally.looked} acknowledged none was missing`);
});
