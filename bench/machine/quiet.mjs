import { now, sleep } from './clock.mjs';
import { cpuOfMachine } from './processes.mjs';

const LOOK_MS = 700;

/** Waits until the machine has little else to do, or that long. */
export async function waitForQuiet(percent, seconds) {
  for (const end = now() + seconds * 1_000; now() < end; ) {
    const [busy, at] = [cpuOfMachine(), now()];
    await sleep(LOOK_MS);
    if (((cpuOfMachine() - busy) / (now() - at)) * 1e5 < percent) return true;
  }
  return false;
}
