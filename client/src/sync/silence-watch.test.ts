import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { SilenceWatch } from './silence-watch.js';

/** A watch over a server that answers or does not, and a clock turned by hand. */
function watched(): {
  link: { due: boolean; runs: boolean; asked: number; left: number };
  watch: SilenceWatch;
  pass(ms: number): Promise<void>;
} {
  const link = { due: true, runs: true, asked: 0, left: 0 };
  const watch = new SilenceWatch({
    awaits: () => link.due,
    ask: (ms) => {
      link.asked++;
      return link.runs ? Promise.resolve() : new Promise((_, reject) => setTimeout(() => reject(new Error('timeout')), ms));
    },
    leave: () => link.left++,
  });
  const pass = async (ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 100) {
      mock.timers.tick(100);
      for (let i = 0; i < 5; i++) await Promise.resolve();
    }
  };
  return { link, watch, pass };
}

test('SY15 a server that stays silent while an answer is due is asked after 0.8 s and left after 1.6', async (t) => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  t.after(() => mock.timers.reset());
  const { link, watch, pass } = watched();
  link.runs = false;
  watch.expect();
  await pass(700);
  assert.deepEqual(link, { due: true, runs: false, asked: 0, left: 0 });
  await pass(200);
  assert.deepEqual([link.asked, link.left], [1, 0]);
  await pass(800);
  assert.deepEqual([link.asked, link.left], [1, 1]);
  watch.expect();
  await pass(3_100);
  assert.equal(link.left, 1, 'the next one is given twice the time');
  await pass(200);
  assert.equal(link.left, 2);
});

test('SY17 a server that has nothing to say, but answers when asked, is kept for as long as it takes', async (t) => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  t.after(() => mock.timers.reset());
  const { link, watch, pass } = watched();
  watch.expect();
  await pass(20_000);
  assert.ok(link.asked >= 15, `asked ${link.asked} times`);
  assert.equal(link.left, 0);
});

test('SY15 a server that is heard of, or owes nothing, is not asked', async (t) => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  t.after(() => mock.timers.reset());
  const { link, watch, pass } = watched();
  watch.expect();
  for (let i = 0; i < 10; i++) {
    await pass(700);
    watch.heard();
  }
  link.due = false;
  await pass(3_000);
  assert.deepEqual([link.asked, link.left], [0, 0]);
});
