import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { everySoOften } from './every-so-often.js';

test('a job runs again and again, never twice at once, survives a failure, and is waited for at the end', async () => {
  mock.timers.enable({ apis: ['setInterval'] });
  try {
    const told: unknown[] = [];
    let runs = 0;
    let finish: (() => void) | null = null;
    const job = (): Promise<void> => {
      runs++;
      if (runs === 1) return Promise.reject(new Error('first'));
      return new Promise((done) => {
        finish = done;
      });
    };
    const stop = everySoOften(1_000, job, (error) => told.push(error));
    mock.timers.tick(1_000);
    await new Promise((done) => setImmediate(done));
    assert.deepEqual([runs, told.map(String)], [1, ['Error: first']]);
    mock.timers.tick(3_000);
    assert.equal(runs, 2, 'a run that takes long is not joined by another');
    let ended = false;
    const stopping = stop().then(() => {
      ended = true;
    });
    await new Promise((done) => setImmediate(done));
    assert.ok(!ended, 'the run under way is waited for');
    (finish as (() => void) | null)?.();
    await stopping;
    mock.timers.tick(5_000);
    assert.equal(runs, 2);
  } finally {
    mock.timers.reset();
  }
});
