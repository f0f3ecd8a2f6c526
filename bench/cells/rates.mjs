import { Crew } from '../load/crew.mjs';
import { KeystrokeTimes } from '../load/keystroke-times.mjs';
import { startMeter } from '../load/meter.mjs';
import { delivery, openAll, typing, User } from '../load/user.mjs';
import { now, sleep, until } from '../machine/clock.mjs';
import { memoryOf } from '../machine/processes.mjs';
import { latencies, round } from '../report/numbers.mjs';
import { slotsFrom } from './one-document.mjs';

const P99_MAX_MS = 100;
/** A sink lives for 25 s (see targets/wire.mjs). */
const CLIMB_MS = 21_000;
const CORES_FULL_PCT = 185;

/** s5: the highest rate that one document of 20 clients holds: all delivered, p99 at most 100 ms. */
export async function highestRate({ targetName, target, ctx, number, steps }) {
  const clients = number('clients', 20);
  const real = 2;
  const times = new KeystrokeTimes(clients);
  const server = await target.startServer(ctx);
  const observers = await openAll(slotsFrom(0, real), (slot) => new User({ target, ctx, times }, 'doc', slot));
  const crew = new Crew(1, { targetName, ctx, times });
  await crew.open(slotsFrom(real, clients - real).map((slot) => ({ docName: 'doc', slot })));
  await sleep(500);
  await crew.all('sink');
  let samples = [];
  for (const user of observers) user.observe({ push: (sample) => samples.push(sample) });
  const slots = slotsFrom(0, clients);
  const everyone = async (rate, seconds) => {
    const [mine, theirs] = await Promise.all([
      typing(observers, (rate * real) / clients, seconds),
      crew.type((rate * (clients - real)) / clients, seconds),
    ]);
    return { updates: mine.updates + theirs.updates, achieved: mine.achieved + theirs.achieved, busy: theirs.busy };
  };
  await everyone(200, 1);
  await sleep(300);
  const climbed = await climb(
    steps ?? [500, 1_000, 2_000, 3_000, 4_000, 5_000, 6_500, 8_000, 10_000, 13_000, 16_000, 20_000],
    async (rate) => {
      samples = [];
      const stop = startMeter({ server, target });
      const typed = await everyone(rate, number('seconds', 1.2));
      const whole = await until(() => delivery(observers, slots, times).share === 1, 3_000);
      return judged({ rate, typed, whole, measured: stop(typed.updates), latency: latencies(samples) });
    },
  );
  const memory = memoryOf(server.pid);
  await crew.end();
  await server.stop();
  return { clients, ...climbed, rss_mb: memory.rss };
}

/**
 * s8: the highest rate that many documents with a writer each hold together: everything acknowledged, p99 at most 100 ms. A
 * writer waits for no ack and types some characters in a row. Of a target without acks, readers in some documents say when an
 * edit has come through.
 */
export async function durableRate({ targetName, target, ctx, number, steps }) {
  if (!target.persist) return { na: 'it stores nothing' };
  const documents = number('documents', 400);
  const times = new KeystrokeTimes(documents + READERS);
  const server = await target.startServer(ctx);
  const crew = new Crew(2, { targetName, ctx, times });
  await crew.open(slotsFrom(0, documents).map((slot) => ({ docName: `doc${slot}`, slot })));
  const account = target.acks ? await ackAccount(crew) : await readerAccount({ target, ctx, times });
  await sleep(500);
  const burst = number('burst', 5);
  await crew.type(400, 1, burst);
  await sleep(500);
  const climbed = await climb(steps ?? [500, 1_000, 2_000, 3_000, 4_000, 6_000, 8_000, 10_000, 13_000, 16_000, 20_000], async (rate) => {
    await account.take();
    const stop = startMeter({ server, target });
    const typed = await crew.type(rate, number('seconds', 1.2), burst);
    const whole = await account.whole();
    const measured = stop(typed.updates);
    return judged({ rate, typed, whole, measured, latency: latencies(await account.take()) });
  });
  const memory = memoryOf(server.pid);
  await crew.end();
  await server.stop();
  return {
    documents,
    burst,
    by: target.acks ? 'acks' : 'readers',
    durable_acks: target.durableAcks === true,
    ...climbed,
    rss_mb: memory.rss,
  };
}

const READERS = 40;

async function ackAccount(crew) {
  await crew.all('observeAcks');
  let samples = [];
  const collect = async () => {
    const parts = await crew.all('takeAcks');
    samples.push(...parts.map((part) => part.samples));
    return parts.every(({ unacked }) => unacked === 0);
  };
  return {
    async whole() {
      for (const end = now() + 3_000; now() < end; await sleep(50)) if (await collect()) return true;
      return false;
    },
    async take() {
      await collect();
      const taken = samples.flatMap((part) => [...part]);
      samples = [];
      return taken;
    },
  };
}

async function readerAccount({ target, ctx, times }) {
  let samples = [];
  const readers = await openAll(slotsFrom(0, READERS), (i) => new User({ target, ctx, times }, `doc${i}`, times.slots - READERS + i));
  for (const user of readers) user.observe({ push: (sample) => samples.push(sample) });
  return {
    whole: () => until(() => readers.every((user, i) => user.has(i) === times.count(i)), 3_000),
    async take() {
      const taken = samples;
      samples = [];
      return taken;
    },
  };
}

/** One step of a climb: whether it held, and what was busiest. */
function judged({ rate, typed, whole, measured, latency }) {
  const busy = Math.max(measured.load_busy, typed.busy) * 100;
  const step = {
    rate,
    achieved: round(typed.achieved, 0),
    p50: latency.p50,
    p99: latency.p99,
    all_delivered: whole,
    server_cpu_pct: measured.server_cpu_pct,
    pg_cpu_pct: measured.pg_cpu_pct,
    load_cpu_pct: measured.load_cpu_pct,
    load_thread_busy_pct: round(busy, 0),
    total_s_per_1k: measured.total_s_per_1k,
  };
  return { ...step, held: whole && latency.p99 !== null && latency.p99 <= P99_MAX_MS && typed.achieved >= 0.97 * rate };
}

/** Goes up until a step fails twice: the machine is noisy. */
async function climb(steps, step) {
  const end = now() + CLIMB_MS;
  let best = null;
  let failed = null;
  for (const rate of steps) {
    if (now() > end) break;
    let outcome = await step(rate);
    if (!outcome.held && outcome.all_delivered && now() < end) {
      await sleep(300);
      outcome = await step(rate);
    }
    if (!outcome.held) {
      failed = outcome;
      break;
    }
    best = outcome;
  }
  return {
    held: best?.rate ?? 0,
    held_p50: best?.p50 ?? null,
    held_p99: best?.p99 ?? null,
    held_server_cpu_pct: best?.server_cpu_pct ?? null,
    held_pg_cpu_pct: best?.pg_cpu_pct ?? null,
    held_load_cpu_pct: best?.load_cpu_pct ?? null,
    held_total_s_per_1k: best?.total_s_per_1k ?? null,
    bound: boundOf(failed),
    failed,
  };
}

/** What ended the climb. Where it is the load or the machine, the rate held is a lower bound. */
function boundOf(failed) {
  if (failed === null) return 'the steps';
  if (!failed.all_delivered) return 'edits lost or late';
  if (failed.server_cpu_pct >= 85) return 'the server';
  if (failed.load_thread_busy_pct >= 90) return 'the load';
  if (failed.server_cpu_pct + failed.pg_cpu_pct + failed.load_cpu_pct >= CORES_FULL_PCT) return 'the machine';
  return 'latency';
}
