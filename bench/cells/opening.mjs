import * as Y from 'yjs';
import { builtHistory, builtState } from '../documents/built-documents.mjs';
import { KeystrokeTimes } from '../load/keystroke-times.mjs';
import { startMeter } from '../load/meter.mjs';
import { User } from '../load/user.mjs';
import { now, sleep, until } from '../machine/clock.mjs';
import { memoryOf } from '../machine/processes.mjs';
import { freePort } from '../machine/server-process.mjs';
import { percentile, round } from '../report/numbers.mjs';
import { onArrival } from '../targets/wire.mjs';

const OPEN_TIMEOUT_MS = 10_000;
const KEYFRAME_TIMEOUT_MS = 20_000;
const LOG_OPEN_TIMEOUT_MS = 25_000;
const LOAD_WARM_UPS = 4;
const WARM_OPENS = 15;
const DOCUMENT = 'big';

/** A client that holds the state is in the document, and so is the state. */
export async function seeded(load, docName, state) {
  const { target, ctx } = load;
  if (target.seed) {
    await target.seed(ctx, docName, state);
    const user = new User(load, docName, 0);
    await user.synced();
    return user;
  }
  const user = new User(load, docName, 0, { load: state, seed: true });
  await user.synced();
  return user;
}

function vectorOf(state) {
  return Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state));
}

/** Opens the document as one more client does, and closes it. Answers ms until it holds everything, or null. */
async function open(load, vector, timeoutMs = OPEN_TIMEOUT_MS) {
  const started = now();
  const user = new User(load, DOCUMENT, null);
  let ms = null;
  const look = () => {
    if (ms === null && user.holds(vector)) ms = now() - started;
  };
  user.onReceived(look);
  user.conn.synced.then(look);
  await until(() => ms !== null, timeoutMs, 1);
  const { largest } = user.conn.wire;
  user.conn.disconnect();
  await sleep(100);
  return { ms, largest };
}

async function restarted({ target, ctx }, server) {
  await server.stop();
  ctx.port = await freePort();
  return target.startServer(ctx);
}

/**
 * s3: a fresh client opens a document with a long past: while it is open on the server, 150 at once, and, where it is stored, after
 * a restart. The 150 do not decode what comes: their time ends when the content has arrived.
 */
export async function opening({ target, ctx, number, option }) {
  const kind = option('doc', 'b4');
  const state = builtState(kind);
  if (state === null) return { na: `the trace for ${kind} is not here` };
  const vector = vectorOf(state);
  const started = now();
  Y.applyUpdate(new Y.Doc(), state);
  const localApply = now() - started;
  const load = { target, ctx, times: new KeystrokeTimes(1) };
  let server = await target.startServer(ctx);
  const empty = memoryOf(server.pid).rss;
  const holder = await seeded(load, DOCUMENT, state);
  await sleep(1_500);
  // The load's own code warms up.
  const first = await open(load, vector);
  for (let i = 0; i < LOAD_WARM_UPS; i++) await open(load, vector);
  const stop = startMeter({ server, target });
  const warm = [];
  for (let i = 0; i < WARM_OPENS; i++) warm.push(await open(load, vector));
  const measured = stop();
  const good = warm.flatMap(({ ms }) => ms ?? []).sort((a, b) => a - b);
  const joined = await joinAtOnce(load, server, number('joiners', 150), first.largest / 2);
  const result = {
    document: kind,
    state_bytes: state.length,
    local_apply_ms: round(localApply),
    warm_ms: round(percentile(good, 0.5)),
    warm_failed: WARM_OPENS - good.length,
    cpu_ms_per_open: round((measured.server_cpu_s * 1_000) / WARM_OPENS, 1),
    ...joined,
    rss_empty_mb: empty,
    rss_warm_mb: measured.rss_mb,
  };
  if (target.persist) {
    await sleep(target.flushMs ?? 1_000);
    holder.conn.disconnect();
    await sleep(500);
    server = await restarted({ target, ctx }, server);
    result.cold_ms = round((await open(load, vector)).ms);
    result.rss_cold_mb = memoryOf(server.pid).rss;
    if (result.cold_ms === null) result.second_open_ms = round((await open(load, vector)).ms);
  }
  await server.stop();
  return result;
}

async function joinAtOnce(load, server, joiners, leastBytes) {
  const stop = startMeter({ server, target: load.target });
  const started = now();
  const users = Array.from({ length: joiners }, () => new User(load, DOCUMENT, null));
  const times = [];
  for (const user of users) onArrival(user.conn.wire, leastBytes, (at) => times.push(at - started));
  await until(() => times.length === joiners, OPEN_TIMEOUT_MS);
  const measured = stop();
  for (const { conn } of users) conn.disconnect();
  times.sort((a, b) => a - b);
  const all = times.length === joiners;
  return {
    joiners,
    joined: times.length,
    join_p50: round(percentile(times, 0.5), 0),
    join_p95: all ? round(percentile(times, 0.95), 0) : null,
    join_server_cpu_s: measured.server_cpu_s,
    join_load_busy: measured.load_busy,
  };
}

/**
 * s3-log: the same document as it was really typed: 259,778 updates in the log, opened by a server that has never seen it; and by
 * the next one, after the first has made a keyframe beside its work.
 */
export async function openingFromLog({ target, ctx }) {
  if (!target.storeHistory) return { na: 'it keeps no history' };
  const updates = builtHistory();
  if (updates === null) return { na: 'the trace is not here' };
  const state = builtState('b4');
  const load = { target, ctx, times: new KeystrokeTimes(1) };
  let server = await target.startServer(ctx);
  const stored = now();
  const lease = await target.storeHistory(ctx, DOCUMENT, updates);
  const storedMs = now() - stored;
  const vector = new Map([[lease, [...vectorOf(state).values()][0]]]);
  server = await restarted(load, server);
  const cold = await open(load, vector, LOG_OPEN_TIMEOUT_MS);
  const warm = await open(load, vector);
  const rss = memoryOf(server.pid);
  const keyframeMs = await target.keyframeOf(ctx, DOCUMENT, KEYFRAME_TIMEOUT_MS);
  server = await restarted(load, server);
  const again = await open(load, vector, LOG_OPEN_TIMEOUT_MS);
  await server.stop();
  return {
    updates: updates.length,
    log_bytes: updates.reduce((sum, update) => sum + update.length, 0),
    store_ms: round(storedMs, 0),
    cold_ms: round(cold.ms),
    warm_ms: round(warm.ms),
    keyframe_ms: round(keyframeMs, 0),
    cold_keyframe_ms: round(again.ms),
    rss_mb: rss.rss,
    rss_peak_mb: rss.peak,
  };
}
