// npm run faults, npm run fuzz, npm run simulate: the long runs of what npm test does briefly. Arguments after -- go to the run:
//   npm run faults -- --minutes 30 [--kills 1000] [--seed 7] [--kinds node,postgres,browser], or --control
//   npm run fuzz -- --minutes 10 [--seed 42]
//   npm run simulate -- --seeds 10000 [--nodes 2], or --seed 42
import { build } from './build.mjs';
import { install, main, refuseOldNode, Stop } from './project.mjs';

const RUNS = ['faults', 'fuzz', 'simulation'];

await main('This run failed', async () => {
  const [run] = process.argv.splice(2, 1);
  if (!RUNS.includes(run)) throw new Stop(2, `say which: ${RUNS.join(', ')}.`);
  refuseOldNode();
  const say = (line) => process.stderr.write(`${line}\n`);
  await install(say);
  await build(say, 'server');
  await import(`../dist/tests/${run}/main.js`);
});
