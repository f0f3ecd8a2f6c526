import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SeededRandom } from '../support/seeded-random.js';
import { emptyTally, killWhileTyping } from './kills.js';
import { Rig, within } from './rig.js';

test('SY17 kill -9 of Postgres under load: nothing acknowledged is missing, and everyone goes on by themselves', {
  timeout: 180_000,
}, async () => {
  const { rig, member } = await Rig.start({ nodes: 2, ownPostgres: true });
  after(() => rig.stop());

  // While the database is away the screen says that edits are being saved; nothing is refused, and they are saved in the end.
  const desk = rig.desk(member, 'bench/database-away');
  const writer = await desk.writer();
  rig.killPostgres();
  writer.type();
  await within(2_000, 'an edit is on its way', () => writer.session.state.kind === 'saving');
  await desk.typeFor(1_000);
  assert.equal(writer.session.state.kind, 'saving');
  await rig.startPostgres();
  await desk.quiet(20_000);
  desk.close();

  const tally = emptyTally();
  const plan = { document: 'bench/database-killed', writers: 4, kills: 5, kinds: ['postgres'], random: new SeededRandom(11) } as const;
  await killWhileTyping(rig, member, plan, tally);
  const { missing, duplicates, holes, unequal } = tally;
  assert.deepEqual({ missing, duplicates, holes, unequal }, { missing: 0, duplicates: 0, holes: 0, unequal: 0 });
  assert.ok(tally.acknowledged > 300, `much was acknowledged: ${tally.acknowledged}`);
});

test('SY17 kills of everything in turn, by one fixed seed', { timeout: 180_000 }, async () => {
  const { rig, member } = await Rig.start({ nodes: 2, ownPostgres: true });
  after(() => rig.stop());
  const tally = emptyTally();
  const kinds = ['node', 'all nodes', 'postgres', 'tab'] as const;
  await killWhileTyping(rig, member, { document: 'bench/all-killed', writers: 3, kills: 8, kinds, random: new SeededRandom(3) }, tally);
  const { missing, duplicates, holes, unequal } = tally;
  assert.deepEqual({ missing, duplicates, holes, unequal }, { missing: 0, duplicates: 0, holes: 0, unequal: 0 });
});
