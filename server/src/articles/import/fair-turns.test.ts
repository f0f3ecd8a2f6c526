import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FairTurns } from './fair-turns.js';

/** Jobs that begin and end when the test says so. */
class Jobs {
  readonly begun: string[] = [];
  private readonly ends = new Map<string, () => void>();

  constructor(private readonly turns: FairTurns) {}

  ask(asker: string, name: string): void {
    void this.turns.take(asker, () => {
      this.begun.push(name);
      return new Promise<void>((end) => this.ends.set(name, end));
    });
  }

  async end(name: string): Promise<void> {
    this.ends.get(name)?.();
    await this.settled();
  }

  /** Everything that follows from what was done is a chain of promises without timers. */
  settled(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}

test('AR13 whoever queues many files has one read at a time, and the one file of another begins at once', async () => {
  const jobs = new Jobs(new FairTurns(2));
  for (let n = 1; n <= 10; n++) jobs.ask('amal', `amal ${n}`);
  await jobs.settled();
  assert.deepEqual(jobs.begun, ['amal 1'], 'one of hers, though two places are free');
  jobs.ask('bo', 'bo 1');
  await jobs.settled();
  assert.deepEqual(jobs.begun, ['amal 1', 'bo 1']);
});

test('AR13 where all places are taken, those who wait take turns, each in the order of asking', async () => {
  const jobs = new Jobs(new FairTurns(2));
  for (const name of ['amal 1', 'amal 2', 'amal 3', 'bo 1', 'bo 2', 'leila 1']) jobs.ask(name.split(' ')[0] ?? '', name);
  await jobs.settled();
  for (const name of ['amal 1', 'bo 1', 'leila 1', 'amal 2', 'bo 2', 'amal 3']) await jobs.end(name);
  assert.deepEqual(jobs.begun, ['amal 1', 'bo 1', 'leila 1', 'amal 2', 'bo 2', 'amal 3']);
});

test('AR13 a job that fails gives its place on', async () => {
  const turns = new FairTurns(1);
  await assert.rejects(
    turns.take('amal', () => Promise.reject(new Error('broken'))),
    /broken/,
  );
  assert.equal(await turns.take('bo', () => Promise.resolve('read')), 'read');
});
