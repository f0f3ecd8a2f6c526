import { parseArgs } from 'node:util';
import { ONE_NODE, simulate, TWO_NODES } from './run.js';

/** `npm run simulate -- --seed 42` runs one seed; `--seeds 10000 --from 1` runs many and stops at the first that fails; `--nodes 2` with two nodes. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string' },
    from: { type: 'string' },
    steps: { type: 'string' },
    nodes: { type: 'string' },
  },
});
const steps = Number(values.steps ?? 600);
const from = Number(values.seed ?? values.from ?? 1);
const count = values.seed ? 1 : Number(values.seeds ?? 1_000);
const started = Date.now();
let stored = 0;
for (let seed = from; seed < from + count; seed++) {
  try {
    const result = await simulate(seed, steps, values.nodes === '2' ? TWO_NODES : ONE_NODE);
    stored += result.stored;
    if (count === 1) console.warn(JSON.stringify(result));
  } catch (error) {
    console.error(`seed ${seed} fails after ${seed - from} clean ones`, error);
    process.exit(1);
  }
  if (seed % 500 === 0)
    console.warn(`${seed - from + 1} of ${count} seeds clean, ${stored} updates stored, ${Math.round((Date.now() - started) / 1_000)} s`);
}
console.warn(`${count} seeds clean, ${stored} updates stored`);
