import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryUpdateLog } from '../log/memory-update-log.js';
import type { AppendOutcome, AppendRequest } from '../log/update-log.js';
import { Committer } from './committer.js';
import { NO_METER } from './meter.js';
import { AT_ONCE, BY_LOAD, Demand, type Pacing } from './pacing.js';
import type { Room } from './room.js';

test('demand is what the last quarter of a second held, and is forgotten', () => {
  const demand = new Demand();
  for (let ms = 1_000; ms < 1_500; ms++) demand.add(1, ms);
  assert.equal(demand.perSecond(1_500), 1_000);
  assert.equal(demand.perSecond(1_749), 1_000);
  assert.equal(demand.perSecond(1_750), 0);
  assert.equal(demand.perSecond(9_000), 0);
});

test('nobody waits for company at the rates of people, and never longer than a blink', () => {
  assert.equal(BY_LOAD.gapMs(250), 0);
  assert.equal(BY_LOAD.windowMs(50, 10), 0);
  assert.equal(BY_LOAD.windowMs(250, 50), 0);
  for (const load of [500, 5_000, 1e6]) assert.ok(BY_LOAD.gapMs(load) <= 10 && BY_LOAD.windowMs(load, 1_000) <= 16);
});

/** A room with always one update to commit, and a log that counts. */
function stand(pacing: Pacing): { committer: Committer; room: Room; commits: number[] } {
  const commits: number[] = [];
  class CountingLog extends MemoryUpdateLog {
    override async append(requests: readonly AppendRequest[]): Promise<AppendOutcome[]> {
      commits.push(performance.now());
      return requests.map(() => 'stored');
    }
  }
  const demand = new Demand();
  const room = {
    demand,
    toldMs: Number.NEGATIVE_INFINITY,
    members: new Map(),
    take: () => ({ documentId: 1, head: 0, before: new Uint8Array(32), chain: new Uint8Array(32), updates: [{ arrivedMs: 0 }] }),
    settle() {
      this.toldMs = performance.now();
      demand.add(1, this.toldMs);
    },
  };
  return {
    committer: new Committer(new CountingLog(), { now: () => new Date(), pacing, meter: NO_METER }),
    room: room as unknown as Room,
    commits,
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function committed(commits: readonly number[], count: number): Promise<void> {
  for (let i = 0; i < 1_000 && commits.length < count; i++) await sleep(2);
  assert.equal(commits.length, count);
}

test('a window keeps commits of a document apart; whoever comes meanwhile goes with the next', async () => {
  const { committer, room, commits } = stand({ gapMs: () => 0, windowMs: () => 40 });
  committer.schedule(room);
  await committed(commits, 1);
  for (let i = 0; i < 5; i++) committer.schedule(room);
  await committed(commits, 2);
  assert.ok((commits[1] ?? 0) - (commits[0] ?? 0) >= 38);
});

test('SY7 draining waits for what is under way and for nothing else', async () => {
  const { committer, room, commits } = stand({ gapMs: () => 60_000, windowMs: () => 60_000 });
  committer.schedule(room);
  await committed(commits, 1);
  committer.schedule(room);
  await sleep(20);
  assert.equal(commits.length, 1);
  await committer.drained();
  assert.equal(commits.length, 2);
  const control = stand(AT_ONCE);
  control.committer.schedule(control.room);
  await committed(control.commits, 1);
  control.committer.schedule(control.room);
  await committed(control.commits, 2);
});
