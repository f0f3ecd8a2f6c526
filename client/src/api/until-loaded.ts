import { askOutdated } from './program-age.js';

const FIRST_MS = 500;
const MOST_MS = 4_000;

/**
 * Loads a part of the program, and asks again while the server does not answer: a server that starts anew, or a train in a
 * tunnel, must not break the screen. Whoever waits shows that it takes long. A part of a program that the server no longer has
 * never comes: the page says then that it has to be loaded again.
 */
export async function untilLoaded<Part>(
  load: () => Promise<Part>,
  wait: (ms: number) => Promise<unknown> = asleep,
  isGone: () => Promise<boolean> = askOutdated,
): Promise<Part> {
  for (let ms = FIRST_MS; ; ms = Math.min(ms * 2, MOST_MS)) {
    try {
      return await load();
    } catch {
      if (await isGone()) return new Promise(() => undefined);
      await wait(ms);
    }
  }
}

function asleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
