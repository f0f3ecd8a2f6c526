import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { killWhileTyping } from '../faults/kills.js';
import { Rig } from '../faults/rig.js';
import { Tally } from '../faults/tally.js';
import { SeededRandom } from '../support/seeded-random.js';

test('SY10 kill -9 of a browser while somebody types: the next one on its profile delivers what was on the device, once', {
  timeout: 300_000,
}, async (t: TestContext) => {
  const { rig, member } = await Rig.start({ nodes: 2 });
  after(() => rig.stop());
  const tally = new Tally();
  const plan = { writers: 1, kills: 10, kinds: ['browser', 'node'], random: new SeededRandom(5), betweenMs: [200, 700] } as const;
  await killWhileTyping(rig, member, { document: 'bench/browser-killed', ...plan }, tally);
  t.diagnostic(tally.table());
  assert.ok(tally.kills.browser > 2 && tally.kills.node > 2, 'both were killed');
  assert.ok(tally.typedInBrowsers > 50, `the browsers typed ${tally.typedInBrowsers} words`);
  assert.equal(tally.faults, 0, tally.table());
});
