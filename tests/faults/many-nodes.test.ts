import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Transaction } from 'yjs';
import { PASSWORD, post } from '../support/member-session.js';
import { type Desk, NOTHING_WRONG } from './desk.js';
import { keeps, LATE, median } from './promises.js';
import { NO_REDIS } from './redis-process.js';
import { Rig, type RigOptions, within } from './rig.js';
import type { Writer } from './tab.js';

const NO_HINTS = new URL('./before/no-hints.js', import.meta.url).href;
const WITH_HINTS_MS = 1_000;
const WITHOUT_HINTS_MS = 2_000;
const ELSEWHERE_MS = 3_000;
/** Sockets whose right was lost are closed within two seconds (AU6); each is measured once, beside whatever else the machine does. */
const REVOKED_MS = 4_000;
/** How long a node is paused: as long as DESIGN says in a long run, shorter in every run. */
const PAUSE_MS = 4_000;

interface Two {
  readonly rig: Rig;
  readonly desk: Desk;
  readonly here: Writer;
  readonly there: Writer;
  /** Takes the checker's right to write away, at the first node; answers after how long each node has closed the sockets. */
  revoke(): Promise<number[]>;
}

/** Two nodes and one person at each. */
async function twoNodes(options: Omit<RigOptions, 'nodes'>): Promise<Two> {
  const { rig, member } = await Rig.start({ nodes: 2, ...options });
  after(() => rig.stop());
  const desk = rig.desk(member, 'bench/two-nodes');
  const here = await desk.writer(rig.nodeUrl(0));
  const there = await desk.writer(rig.nodeUrl(1));
  const revoke = async (): Promise<number[]> => {
    const began = performance.now();
    const body = { role: 'auditor', password: PASSWORD };
    const closed = Promise.all(
      [here, there].map((writer) => new Promise<number>((resolve) => writer.client.onOut(() => resolve(performance.now() - began)))),
    );
    await post(rig.nodeUrl(0), `/api/members/${member.userId}/role`, body, member.adminCookie, rig.url);
    const took = await Promise.race([closed, sleep(10_000, [] as number[], { ref: false })]);
    await within(30_000, 'who may only read now reads only', () =>
      [here, there].every(({ session }) => session.ready && !session.writable),
    );
    return took;
  };
  return { rig, desk, here, there, revoke };
}

/**
 * Writes at either node in turn; answers how many milliseconds each word took to show at the other, sorted. The promise is held as
 * `keeps` says.
 */
async function staleness({ here, there }: Two, rounds: number, promiseMs: number): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [from, to] = round % 2 === 0 ? [here, there] : [there, here];
    from.write();
    took.push(await within(LATE * promiseMs, 'an edit shows at the other node', () => to.text === from.text));
  }
  took.sort((a, b) => a - b);
  assert.ok(keeps(took, promiseMs), figures(took));
  return took;
}

const figures = (sorted: readonly number[]): string =>
  `${median(sorted).toFixed(0)} ms (median), ${(sorted.at(-1) ?? 0).toFixed(0)} ms at most`;

async function bothWays(t: TestContext, options: Omit<RigOptions, 'nodes'>, hints: boolean): Promise<void> {
  const two = await twoNodes(options);
  const { desk, here, there } = two;
  const limit = hints ? WITH_HINTS_MS : WITHOUT_HINTS_MS;
  const took = await staleness(two, 20, limit);
  // Without hints an edit is seen at the other node's next look: half a second on average, which shows that the hints do the work.
  assert.ok(hints ? median(took) < 200 : median(took) > 200, figures(took));
  await desk.typeFor(2_000);
  await desk.quiet(60_000);
  const { looked, ...wrong } = await desk.lookAtAll();
  assert.deepEqual(wrong, NOTHING_WRONG);
  assert.ok(looked > 100, `both wrote at once: ${looked} words`);
  assert.ok(here.session.authorOf(there.session.lease ?? -1) !== null, 'the other node’s lease has its person');
  const closed = await two.revoke();
  assert.ok(closed.length === 2 && closed.every((ms) => ms < REVOKED_MS), `sockets were closed after ${closed.join(', ')} ms`);
  t.diagnostic(
    `an edit shows at the other node after ${figures(took)}; a lost right closes sockets after ${closed.map(Math.round).join(' and ')} ms`,
  );
}

test(
  'SY15 SY16 two nodes, hints by Postgres: edits flow both ways within a second, a lost right ends sockets on both',
  {
    timeout: 240_000,
  },
  (t) => bothWays(t, {}, true),
);

test('SY15 SY16 two nodes, hints by Redis: the same', { timeout: 240_000, skip: NO_REDIS }, (t) => bothWays(t, { redis: true }, true));

test('SY15 SY16 the same holds within two seconds when no hint ever arrives', { timeout: 240_000 }, (t) =>
  bothWays(t, { before: NO_HINTS }, false),
);

test('AU6 SY16 a lost right ends sockets on every node within two seconds while Redis is down', {
  timeout: 240_000,
  skip: NO_REDIS,
}, async (t) => {
  const two = await twoNodes({ redis: true });
  await staleness(two, 2, WITH_HINTS_MS);
  await two.rig.redis.kill();
  const closed = await two.revoke();
  assert.ok(closed.length === 2 && closed.every((ms) => ms < REVOKED_MS), `sockets were closed after ${closed.join(', ')} ms`);
  t.diagnostic(`with Redis down a lost right closes sockets after ${closed.map(Math.round).join(' and ')} ms`);
});

test('SY15 Redis killed, emptied, or not there at the start costs two seconds at most, and hints come back with it', {
  timeout: 240_000,
  skip: NO_REDIS,
}, async (t) => {
  const two = await twoNodes({ redis: 'late' });
  const { rig, desk, there } = two;
  const tell = (what: string, took: readonly number[]): void => t.diagnostic(`${what}: an edit shows after ${figures(took)}`);
  const hintsAgain = async (): Promise<void> => {
    for (let i = 0; i < 50 && median(await staleness(two, 4, WITHOUT_HINTS_MS)) > 200; i++) await sleep(100);
    tell('Redis is there', await staleness(two, 10, WITH_HINTS_MS));
  };
  tell('no Redis at the start', await staleness(two, 6, WITHOUT_HINTS_MS));
  await rig.redis.start();
  await hintsAgain();
  const typing = desk.typeFor(4_000);
  await rig.redis.flushAll();
  await sleep(500);
  await rig.redis.kill();
  await typing;
  await desk.quiet(60_000);
  tell('Redis killed', await staleness(two, 6, WITHOUT_HINTS_MS));
  await rig.redis.start();
  await hintsAgain();
  const { looked, ...wrong } = await desk.lookAtAll();
  assert.deepEqual(wrong, NOTHING_WRONG);
  assert.ok(looked > 100 && there.typed > 50, `${looked} words`);
});

/**
 * Everyone types; `strike` takes a node away. Answers after how long each of those who lost their connection had something saved
 * that they typed since.
 */
async function savedElsewhere(desk: Desk, strike: () => unknown): Promise<number[]> {
  const waiting = desk.writers.map((writer) => ({ writer, saves: writer.fromNow(), lost: false }));
  const acknowledged = desk.acknowledged();
  const began = performance.now();
  const struck = strike();
  const took = await Promise.all(
    waiting.map(async (one) => {
      while (!one.saves() && performance.now() - began < 20_000) {
        one.lost ||= !one.writer.client.connected;
        await sleep(2);
      }
      return one.lost ? [performance.now() - began] : [];
    }),
  );
  await struck;
  assert.equal((await desk.look(acknowledged)).missing, 0, 'nothing acknowledged is missing');
  return took.flat();
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0;
}

test('SY14 ten people type into one document at two nodes, 33 words a second each: all is stored once, nobody is starved', {
  timeout: 240_000,
}, async (t) => {
  const { rig, member } = await Rig.start({ nodes: 2 });
  after(() => rig.stop());
  const desk = rig.desk(member, 'bench/two-nodes');
  for (let i = 0; i < 10; i++) await desk.writer(rig.nodeUrl(i % 2));
  const tookMs = desk.writers.map((writer) => ackTimes(writer));
  await desk.typeFor(5_000);
  await desk.quiet(60_000);
  const { looked, ...wrong } = await desk.lookAtAll();
  assert.deepEqual(wrong, NOTHING_WRONG);
  const longest = tookMs.map((times) => Math.max(...times));
  longest.sort((a, b) => a - b);
  assert.ok(looked > 500 && keeps(longest, ELSEWHERE_MS), `${looked} words, longest waits ${longest.map(Math.round).join(', ')} ms`);
  t.diagnostic(`two nodes write one document: acknowledged after ${figures(tookMs.flat().sort((a, b) => a - b))}`);
});

/** Milliseconds from each word typed from now on to its acknowledgement. */
function ackTimes({ session }: Writer): number[] {
  const [sent, took]: [number[], number[]] = [[], []];
  session.doc.on('update', (_: Uint8Array, __: unknown, ___: unknown, transaction: Transaction) => {
    if (transaction.local) sent.push(performance.now());
  });
  session.subscribe(() => {
    while (took.length < sent.length - session.pending) took.push(performance.now() - (sent[took.length] ?? 0));
  });
  return took;
}

test('SY15 kill -9 of one node: its people write on at the other, and nothing is lost', { timeout: 240_000 }, async (t) => {
  const { rig, member } = await Rig.start({ nodes: 2 });
  after(() => rig.stop());
  const desk = rig.desk(member, 'bench/lost-node');
  for (let i = 0; i < 6; i++) await desk.writer();
  const took: number[] = [];
  await desk.type(true);
  for (let round = 0; round < 4; round++) {
    await sleep(400);
    took.push(...(await savedElsewhere(desk, () => rig.killNode(round % 2))));
    await rig.startNode(round % 2);
  }
  await desk.type(false);
  await desk.quiet(60_000);
  const { looked, ...wrong } = await desk.lookAtAll();
  assert.deepEqual(wrong, NOTHING_WRONG);
  took.sort((a, b) => a - b);
  assert.ok(took.length > 3 && keeps(took, ELSEWHERE_MS) && looked > 100, `${took.length} moved, p95 ${p95(took)} ms, ${looked} words`);
  t.diagnostic(`a node is killed: saved again after ${figures(took)}, p95 ${p95(took).toFixed(0)} ms`);
});

for (const redis of [false, true]) {
  const by = redis ? 'Redis' : 'Postgres';
  test(`SY15 a paused node (hints by ${by}): its people write on at the other, and what it held is neither lost nor doubled when it goes on`, {
    timeout: 240_000,
    skip: redis && NO_REDIS,
  }, async (t) => {
    const { rig, member } = await Rig.start({ nodes: 2, redis });
    after(() => rig.stop());
    const desk = rig.desk(member, 'bench/paused-node');
    for (let i = 0; i < 6; i++) await desk.writer();
    const took: number[] = [];
    await desk.type(true);
    for (let round = 0; round < 2; round++) {
      await sleep(1_000);
      const paused = Date.now();
      let goOn: () => void = () => {};
      const pause = (): void => {
        goOn = rig.pauseNode(round % 2);
      };
      took.push(...(await savedElsewhere(desk, pause)));
      await sleep(Math.max(0, PAUSE_MS - (Date.now() - paused)));
      goOn();
    }
    await sleep(500);
    await desk.type(false);
    await desk.quiet(60_000);
    const { looked, ...wrong } = await desk.lookAtAll();
    assert.deepEqual(wrong, NOTHING_WRONG);
    took.sort((a, b) => a - b);
    assert.ok(took.length > 3 && keeps(took, ELSEWHERE_MS) && looked > 300, `${took.length} moved, p95 ${p95(took)} ms, ${looked} words`);
    t.diagnostic(`a node is paused for ${PAUSE_MS} ms: saved again after ${figures(took)}, p95 ${p95(took).toFixed(0)} ms`);
  });
}
