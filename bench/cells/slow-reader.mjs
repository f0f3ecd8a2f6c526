import { Crew } from '../load/crew.mjs';
import { KeystrokeTimes } from '../load/keystroke-times.mjs';
import { startMeter } from '../load/meter.mjs';
import { delivery, openAll, typing, User } from '../load/user.mjs';
import { now, sleep, until } from '../machine/clock.mjs';
import { memoryOf } from '../machine/processes.mjs';
import { latencies, median, round } from '../report/numbers.mjs';
import { slotsFrom } from './one-document.mjs';

const REAL = 4;
const RATE = 2;
/** What is pasted before the latencies are taken: four times what the kernel's buffers of one connection hold. */
const PASTES = 256;
const PASTE_BYTES = 64 * 1024;
const PASTES_PER_SECOND = 90;

/**
 * s10: of a hundred clients one stops to read its TCP socket. One pastes so much that the kernel's buffers are full; then all type.
 * How much later are the others' keystrokes, and what does the server keep for the one? The same is done before, with everyone
 * reading.
 */
export async function slowReader({ targetName, target, ctx, number }) {
  const clients = number('clients', 100);
  const times = new KeystrokeTimes(clients);
  const load = { target, ctx, times };
  const server = await target.startServer(ctx);
  const real = await openAll(slotsFrom(0, REAL), (slot) => new User(load, 'doc', slot));
  const [paster, sleeper] = await openAll([null, null], () => new User(load, 'doc', null));
  const crew = new Crew(1, { targetName, ctx, times });
  await crew.open(slotsFrom(REAL, clients - REAL).map((slot) => ({ docName: 'doc', slot })));
  await sleep(500);
  await crew.all('sink');
  const phase = await phases({ server, target, real, paster, crew, clients, times, seconds: number('seconds', 3) });
  const reading = await phase();
  const tcp = sleeper.conn.tcp();
  tcp.pause();
  const slow = await phase();
  tcp.resume();
  const resumed = now();
  const caughtUp = await until(() => sleeper.text.length === real[0].text.length, 6_000);
  const caughtUpMs = caughtUp ? round(now() - resumed, 0) : null;
  const memory = memoryOf(server.pid);
  await crew.end();
  await server.kill();
  const change = (key) => round((slow[key] / reading[key] - 1) * 100, 0);
  return {
    clients,
    p50: slow.p50,
    p95: slow.p95,
    p99: slow.p99,
    p99_before: reading.p99,
    p95_change_pct: change('p95'),
    p99_change_pct: change('p99'),
    all_delivered: slow.all_delivered && reading.all_delivered,
    pasted_mb: (PASTES * PASTE_BYTES) / 2 ** 20,
    grown_before_mb: reading.grown_mb,
    grown_mb: slow.grown_mb,
    kept_mb: round(slow.grown_mb - reading.grown_mb, 1),
    caught_up_ms: caughtUpMs,
    cpu_pct: slow.cpu_pct,
    rss_mb: memory.rss,
  };
}

/** Pastes and types once, so that the heap has grown; then the same as often as it is called, and takes latencies and memory. */
async function phases({ server, target, real, paster, crew, clients, times, seconds }) {
  const slots = slotsFrom(0, clients);
  let samples = [];
  for (const user of real) user.observe({ push: (sample) => samples.push(sample) });
  const everyone = (long) => Promise.all([typing(real, REAL * RATE, long), crew.type((clients - REAL) * RATE, long)]);
  const whole = () => until(() => delivery(real, slots, times).share === 1, 5_000);
  await pasting(paster);
  await everyone(1.2);
  return async () => {
    const before = memoryOf(server.pid).rss;
    await pasting(paster);
    await until(() => real.every(({ text }) => text.length === paster.text.length), 3_000);
    await sleep(300);
    samples = [];
    const stop = startMeter({ server, target });
    const memory = watchMemory(server);
    await everyone(seconds);
    const all = await whole();
    return { ...latencies(samples), all_delivered: all, grown_mb: round(memory() - before, 1), cpu_pct: stop().server_cpu_pct };
  };
}

/** A paste takes the place of the one before it. */
async function pasting(user) {
  const word = 'x'.repeat(PASTE_BYTES);
  for (let i = 0, started = now(); i < PASTES; i++) {
    user.doc.transact(() => {
      if (user.pasted) user.text.delete(0, PASTE_BYTES);
      user.text.insert(0, word);
    });
    user.pasted = true;
    await sleep(Math.max(0, started + ((i + 1) * 1_000) / PASTES_PER_SECOND - now()));
  }
}

/** The middle of what the server's memory is until it is asked, MB. */
function watchMemory(server) {
  const seen = [];
  const timer = setInterval(() => seen.push(memoryOf(server.pid).rss), 50);
  return () => {
    clearInterval(timer);
    return median(seen);
  };
}
