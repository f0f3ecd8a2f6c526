/** Milliseconds of the one clock that all threads and processes of this machine share. */
export function now() {
  return Number(process.hrtime.bigint()) / 1e6;
}

export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Looks until it holds; false when it does not within the time. */
export async function until(holds, timeoutMs, everyMs = 5) {
  const end = now() + timeoutMs;
  while (!holds()) {
    if (now() > end) return false;
    await sleep(everyMs);
  }
  return true;
}
