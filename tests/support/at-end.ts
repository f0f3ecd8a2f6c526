import { after } from 'node:test';

const steps: (() => Promise<unknown>)[] = [];

/** Runs after the last test of the file, newest first. `after` alone, called from a hook, runs when that hook is over. */
export function atEnd(step: () => Promise<unknown>): void {
  steps.push(step);
}

after(async () => {
  for (const step of steps.reverse()) await step();
});
