import { parseArgs } from 'node:util';
import { SeededRandom } from '../support/seeded-random.js';
import { emptyTally, faultsIn, KINDS, type Kind, killWhileTyping } from './kills.js';
import { Rig } from './rig.js';

/**
 * `npm run faults -- --minutes 10` kills nodes, all nodes at once, Postgres and tabs at random moments while people type.
 * `--seed 7` repeats the order of events (not their moments); `--kinds postgres,tab` kills only those; `--control` commits
 * without waiting for the disk, and must find loss when Postgres is killed. Ends with 1 when anything was found.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kinds: { type: 'string', default: KINDS.join(',') },
    control: { type: 'boolean', default: false },
  },
});
const kinds = values.kinds.split(',').map((name): Kind => {
  const kind = KINDS.find((known) => known === name.trim());
  if (!kind) throw new Error(`--kinds knows ${KINDS.join(', ')}, not "${name}"`);
  return kind;
});
const until = Date.now() + Number(values.minutes) * 60_000;
const random = new SeededRandom(Number(values.seed));
const lazy = values.control ? { before: new URL('./lazy-commit.js', import.meta.url).href } : {};
const { rig, member } = await Rig.start({ nodes: 2, ownPostgres: true, ...lazy });
const tally = emptyTally();
let failure: unknown = null;
try {
  for (let round = 1; Date.now() < until && faultsIn(tally) === 0; round++) {
    await killWhileTyping(
      rig,
      member,
      { document: `bench/faults-${round}`, writers: 3 + random.below(4), kills: 10, kinds, random },
      tally,
    );
    console.warn(JSON.stringify(tally));
  }
} catch (error) {
  failure = error;
} finally {
  await rig.stop();
}
const { kills, ...rest } = tally;
const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
console.warn(`seed ${values.seed}: ${total} kills ${JSON.stringify(kills)}\n${JSON.stringify(rest, null, 2)}`);
if (failure) console.error(failure);
process.exit(failure || faultsIn(tally) > 0 ? 1 : 0);
