import { parseArgs } from 'node:util';
import { emptyResult, fuzzStory } from './fuzz-gate.js';

/** `npm run fuzz -- --minutes 10` tries lies against the gate; `--seed 42` begins there. Stops with 1 at the first broken promise. */
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } } });
const first = Number(values.seed ?? Date.now() % 1_000_000);
const until = Date.now() + Number(values.minutes) * 60_000;
const result = emptyResult();
let seed = first;
let failed = false;
try {
  for (; Date.now() < until; seed++) fuzzStory(seed, 50, 60, result);
} catch (error) {
  console.error(error);
  failed = true;
}
console.warn(`seeds ${first} to ${seed}: ${JSON.stringify(result, null, 2)}`);
process.exit(failed || result.slow > 0 ? 1 : 0);
