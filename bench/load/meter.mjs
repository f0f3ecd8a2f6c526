import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { now } from '../machine/clock.mjs';
import { postgresPid } from '../machine/postgres.mjs';
import { cpuOf, cpuTreeOf, memoryOf } from '../machine/processes.mjs';
import { round } from '../report/numbers.mjs';

/** Starts to measure; the answer, called with the number of updates made, stops and tells what was taken. */
export function startMeter({ server, target, users = [] }) {
  const stored = target.persist === 'postgres';
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  const begin = reading(server, stored, users);
  return (updates = 0) => {
    lag.disable();
    const end = reading(server, stored, users);
    const seconds = (end.at - begin.at) / 1_000;
    const cpu = end.cpu - begin.cpu;
    const postgres = end.postgres - begin.postgres;
    const load = process.cpuUsage(begin.load);
    const memory = memoryOf(server.pid);
    const perThousand = (value) => (updates ? round((value / updates) * 1_000, 3) : null);
    return {
      server_cpu_s: round(cpu, 3),
      server_cpu_pct: round((cpu / seconds) * 100, 1),
      cpu_s_per_1k: perThousand(cpu),
      pg_cpu_s: stored ? round(postgres) : null,
      pg_cpu_pct: stored ? round((postgres / seconds) * 100, 1) : 0,
      total_s_per_1k: perThousand(cpu + postgres),
      rss_mb: memory.rss,
      rss_peak_mb: memory.peak,
      load_cpu_pct: round((load.user + load.system) / 1e4 / seconds, 1),
      load_busy: round(performance.eventLoopUtilization(begin.busy).utilization),
      load_lag_p99_ms: round(lag.percentile(99) / 1e6, 1),
      frames_per_client: users.length ? round((end.frames - begin.frames) / users.length, 1) : null,
      bytes_per_client: users.length ? round((end.bytes - begin.bytes) / users.length, 0) : null,
    };
  };
}

function reading(server, stored, users) {
  return {
    at: now(),
    cpu: cpuOf(server.pid),
    postgres: stored ? cpuTreeOf(postgresPid()) : 0,
    load: process.cpuUsage(),
    busy: performance.eventLoopUtilization(),
    frames: users.reduce((sum, { conn }) => sum + conn.wire.frames, 0),
    bytes: users.reduce((sum, { conn }) => sum + conn.wire.bytes, 0),
  };
}
