import * as Y from 'yjs';
import { builtState } from '../documents/built-documents.mjs';
import { Crew } from '../load/crew.mjs';
import { KeystrokeTimes } from '../load/keystroke-times.mjs';
import { startMeter } from '../load/meter.mjs';
import { now, sleep } from '../machine/clock.mjs';
import { memoryOf } from '../machine/processes.mjs';
import { percentile, round } from '../report/numbers.mjs';
import { slotsFrom } from './one-document.mjs';
import { seeded } from './opening.mjs';

const STORMS = 3;
const MISSED = 50;
const SETTLE_MS = 4_000;

/** s6: all clients of one document drop, miss some edits, and come back at once; three times, the middle one counts. */
export async function reconnectStorm({ targetName, target, ctx, number }) {
  const clients = number('clients', 200);
  const state = builtState('medium');
  const times = new KeystrokeTimes(clients + 1);
  const load = { target, ctx, times };
  const server = await target.startServer(ctx);
  const writer = await seeded(load, 'doc', state);
  await sleep(1_000);
  const crew = new Crew(2, { targetName, ctx, times });
  await crew.open(slotsFrom(1, clients).map((slot) => ({ docName: 'doc', slot })));
  const vector = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state));
  const loaded = await holding(crew, vector, clients, 10_000);
  await sleep(500);
  const before = memoryOf(server.pid).rss;
  const storms = [];
  for (let i = 0; i < number('storms', STORMS); i++) storms.push(await storm(load, server, writer, crew, clients));
  await sleep(SETTLE_MS);
  const after = memoryOf(server.pid);
  await crew.end();
  await server.stop();
  const middle = (name) =>
    percentile(
      storms.map((one) => one[name]).sort((a, b) => a - b),
      0.5,
    );
  const all = storms.every(({ synced }) => synced === clients);
  return {
    clients,
    state_bytes: state.length,
    initially_loaded: loaded,
    synced: Math.min(...storms.map(({ synced }) => synced)),
    all_ms: all ? round(middle('all'), 0) : null,
    all_each_ms: storms.map(({ all }) => round(all, 0)),
    p50: round(middle('p50'), 0),
    server_cpu_s: round(middle('cpu'), 3),
    load_cpu_pct: round(middle('load'), 1),
    rss_before_mb: before,
    rss_peak_mb: after.peak,
    rss_after_mb: after.rss,
  };
}

async function storm(load, server, writer, crew, clients) {
  await crew.all('drop');
  await sleep(300);
  for (let i = 0; i < MISSED; i++) {
    writer.edit();
    await sleep(5);
  }
  await sleep(300);
  const stop = startMeter({ server, target: load.target });
  const started = now();
  await crew.all('reconnect', { slot: 0 });
  const back = await returned(crew, clients, 20_000);
  const measured = stop();
  const ms = back.map((at) => at - started).sort((a, b) => a - b);
  await sleep(500);
  return { synced: ms.length, all: ms.at(-1), p50: percentile(ms, 0.5), cpu: measured.server_cpu_s, load: measured.load_cpu_pct };
}

async function holding(crew, vector, clients, timeoutMs) {
  for (const end = now() + timeoutMs; now() < end; await sleep(50)) {
    const counts = await crew.all('holding', { vector });
    if (counts.reduce((sum, count) => sum + count, 0) === clients) return true;
  }
  return false;
}

async function returned(crew, clients, timeoutMs) {
  let times = [];
  for (const end = now() + timeoutMs; now() < end && times.length < clients; await sleep(20)) times = (await crew.all('returned')).flat();
  return times;
}
