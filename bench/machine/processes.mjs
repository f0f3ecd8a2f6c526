// What processes take, from /proc: it holds for a server in any language.
import fs from 'node:fs';
import { round } from '../report/numbers.mjs';

const TICKS_PER_SECOND = 100;

/** CPU seconds of one process so far, by the scheduler's clock of its live threads; null when it is gone. */
export function cpuOf(pid) {
  let nanoseconds = 0;
  let threads;
  try {
    threads = fs.readdirSync(`/proc/${pid}/task`);
  } catch {
    return null;
  }
  for (const thread of threads) {
    try {
      nanoseconds += Number(fs.readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {} // a thread that ended meanwhile
  }
  return nanoseconds / 1e9;
}

/** CPU seconds of a process and its children, those that ended included: Postgres forks for each connection. */
export function cpuTreeOf(pid) {
  if (!pid) return 0;
  let ticks = 0;
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statOf(name);
    if (fields === null) continue;
    if (Number(name) === pid) ticks += fields[11] + fields[12] + fields[13] + fields[14];
    else if (fields[1] === pid) ticks += fields[11] + fields[12];
  }
  return ticks / TICKS_PER_SECOND;
}

/** Fields after the command's name: parent at 1, own user and system time at 11 and 12, that of dead children at 13 and 14. */
function statOf(pid) {
  try {
    return fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
  } catch {
    return null;
  }
}

/** Busy seconds of the whole machine so far. */
export function cpuOfMachine() {
  const [user, nice, system, , , irq, softirq, steal] = fs
    .readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND;
}

/** Resident memory now and its peak, MB. */
export function memoryOf(pid) {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = (name) => round(Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))?.[1] ?? 0) / 1024, 1);
    return { rss: megabytes('VmRSS'), peak: megabytes('VmHWM') };
  } catch {
    return { rss: null, peak: null };
  }
}
