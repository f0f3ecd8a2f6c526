import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { NOTHING_WRONG } from './desk.js';
import { keeps, LATE } from './promises.js';
import { Rig } from './rig.js';

const EXIT_AT_ONCE = new URL('./before/exit-at-once.js', import.meta.url).href;
const DRAIN_MS = 1_500;
const BURST = 200;
/** Whoever was at the node has saved again within this long. */
const ELSEWHERE_MS = 3_000;

interface Stop {
  readonly exitCode: number | null;
  /** People who were at the node. */
  readonly moved: number;
  /** Words they had sent before the node was told to stop, and for which it gave no answer before it closed. */
  readonly unanswered: number;
  /** From the first `/readyz` that says no to the first socket closed; null when it never said so. */
  readonly noticeMs: number | null;
  /** From each socket closed until something typed afterwards was saved elsewhere, sorted. */
  readonly elsewhereMs: readonly number[];
  readonly wrong: unknown;
}

async function socketsAt(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^assay_sockets (\d+)$/m.exec(text)?.[1] ?? 0);
}

/** Six people, or as many as it takes, type at two nodes, and send a burst; one node gets SIGTERM in the middle of it. */
async function stopped(before?: string): Promise<Stop> {
  const { rig, member } = await Rig.start({ nodes: 2, env: { DRAIN_MS: String(DRAIN_MS) }, ...(before ? { before } : {}) });
  after(() => rig.stop());
  const desk = rig.desk(member, 'bench/drained');
  for (let i = 0; i < 6 || ((await socketsAt(rig.nodeUrl(0))) === 0 && i < 20); i++) await desk.writer();
  await desk.type(true);
  await sleep(500);
  for (const writer of desk.writers) for (let i = 0; i < BURST; i++) writer.write();
  const closed = desk.writers.map((writer) => {
    const sent = writer.typed;
    return new Promise<{ at: number; unanswered: number; elsewhere: () => boolean }>((resolve) => {
      writer.client.subscribe(() => {
        if (writer.client.connected) return;
        const unanswered = Math.max(0, sent - (writer.typed - writer.session.pending));
        resolve({ at: performance.now(), unanswered, elsewhere: writer.fromNow() });
      });
    });
  });
  const stopping = rig.stopNode(0);
  let running = true;
  void stopping.then(() => {
    running = false;
  });
  let refusedAt: number | null = null;
  while (running) {
    const answer = await fetch(`${rig.nodeUrl(0)}/readyz`).catch(() => null);
    if (answer?.status === 503) refusedAt ??= performance.now();
    await sleep(10);
  }
  await sleep(200);
  const moved = (await Promise.all(closed.map((one) => Promise.race([one, null])))).filter((one) => one !== null);
  const elsewhereMs = await Promise.all(
    moved.map(async ({ at, elsewhere }) => {
      while (!elsewhere() && performance.now() - at < LATE * ELSEWHERE_MS) await sleep(5);
      return performance.now() - at;
    }),
  );
  await desk.type(false);
  await desk.quiet(60_000);
  const { looked: _, ...wrong } = await desk.lookAtAll();
  const firstClosed = Math.min(...moved.map(({ at }) => at));
  return {
    exitCode: await stopping,
    moved: moved.length,
    unanswered: moved.reduce((sum, one) => sum + one.unanswered, 0),
    noticeMs: refusedAt === null ? null : firstClosed - refusedAt,
    elsewhereMs: elsewhereMs.sort((a, b) => a - b),
    wrong,
  };
}

test('SY19 a node told to stop says so first, answers all that came, and ends with 0; its people write on elsewhere', {
  timeout: 240_000,
}, async (t) => {
  const stop = await stopped();
  t.diagnostic(JSON.stringify(stop));
  assert.ok(stop.moved > 0, 'somebody was there');
  assert.equal(stop.unanswered, 0);
  assert.equal(stop.exitCode, 0);
  assert.ok(stop.noticeMs !== null && stop.noticeMs > 0, `notice ${stop.noticeMs} ms`);
  assert.ok(keeps(stop.elsewhereMs, ELSEWHERE_MS), `elsewhere after ${stop.elsewhereMs.join(', ')} ms`);
  assert.deepEqual(stop.wrong, NOTHING_WRONG);
});

test('SY19 control: a node that ends at once leaves edits unanswered and says nothing before, and this test sees it', {
  timeout: 240_000,
}, async () => {
  const stop = await stopped(EXIT_AT_ONCE);
  assert.ok(stop.moved > 0 && stop.unanswered > 0, `${stop.unanswered} unanswered of ${stop.moved} people`);
  assert.equal(stop.noticeMs, null);
  assert.deepEqual(stop.wrong, NOTHING_WRONG, 'what was not answered is in the outboxes, and arrives all the same');
});
