import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { SeededRandom } from '../support/seeded-random.js';
import { killWhileTyping, type Plan } from './kills.js';
import { NO_REDIS } from './redis-process.js';
import { Rig, within } from './rig.js';
import { type Kind, Tally } from './tally.js';

const LAZY_COMMIT = new URL('./before/lazy-commit.js', import.meta.url).href;
const BETWEEN_MS = [200, 700] as const;

test('SY17 while Postgres is away edits wait, also those of who comes meanwhile; when it is back all are stored', {
  timeout: 240_000,
}, async () => {
  const { rig, member } = await Rig.start({ nodes: 2, ownPostgres: true });
  after(() => rig.stop());
  const desk = rig.desk(member, 'bench/database-away');
  const writer = await desk.writer();
  rig.killPostgres();
  writer.write();
  await within(30_000, 'an edit is on its way', () => writer.session.state.kind === 'saving');
  // Who comes now is turned away by the server, and gets in by themselves once it has its database.
  const late = desk.writer();
  await desk.typeFor(3_000);
  assert.equal(writer.session.state.kind, 'saving', 'a server that waits for its database is not left');
  await rig.startPostgres();
  await late;
  await desk.typeFor(200);
  await desk.quiet(60_000);
  const { looked, ...wrong } = await desk.lookAtAll();
  assert.deepEqual(wrong, { missing: 0, doubled: 0, holes: 0, unequal: 0, words: [] });
  assert.ok(looked > 100, `${looked} words`);
});

/** Kills by one fixed seed, on a Postgres of its own. */
async function killed(kinds: readonly Kind[], plan: Pick<Plan, 'writers' | 'kills'> & { seed: number }, before?: string): Promise<Tally> {
  const redis = kinds.includes('redis');
  const { rig, member } = await Rig.start({ nodes: 2, ownPostgres: true, redis, ...(before ? { before } : {}) });
  after(() => rig.stop());
  const tally = new Tally();
  const { seed, ...rest } = plan;
  await killWhileTyping(
    rig,
    member,
    { document: 'bench/killed', ...rest, kinds, random: new SeededRandom(seed), betweenMs: BETWEEN_MS },
    tally,
  );
  return tally;
}

test('SY17 kill -9 of Postgres under load: nothing acknowledged is missing, and everyone goes on by themselves', {
  timeout: 240_000,
}, async (t: TestContext) => {
  const tally = await killed(['postgres'], { writers: 4, kills: 5, seed: 11 });
  t.diagnostic(tally.table());
  assert.equal(tally.faults, 0, tally.table());
  assert.ok(tally.acknowledged > 200, `much was acknowledged: ${tally.acknowledged}`);
});

test('SY17 control: commits that do not wait for the disk lose acknowledged edits when Postgres is killed, and this test sees it', {
  timeout: 240_000,
}, async () => {
  const tally = await killed(['postgres'], { writers: 4, kills: 10, seed: 12 }, LAZY_COMMIT);
  assert.ok(tally.missing > 0, `of ${tally.looked} looked for none was missing`);
});

test('SY7 SY12 blows at everything in turn, by one fixed seed: nothing is lost, doubled or different anywhere', {
  timeout: 240_000,
}, async (t: TestContext) => {
  const kinds: Kind[] = ['node', 'node', 'all nodes', 'postgres', 'pause', 'tab'];
  const tally = await killed(NO_REDIS === false ? [...kinds, 'redis'] : kinds, { writers: 3, kills: 12, seed: 3 });
  t.diagnostic(tally.table());
  assert.equal(tally.faults, 0, tally.table());
});
