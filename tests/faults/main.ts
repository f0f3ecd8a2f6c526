import { parseArgs } from 'node:util';
import { SeededRandom } from '../support/seeded-random.js';
import { killWhileTyping } from './kills.js';
import { NO_REDIS } from './redis-process.js';
import { Rig } from './rig.js';
import { KINDS, type Kind, Tally } from './tally.js';

/**
 * `npm run faults -- --minutes 30` kills nodes, all nodes at once, Postgres, Redis, browsers and tabs, and pauses nodes, at
 * random moments while people type. `--kills 1000` ends it earlier, after so many kills -9 of a node, Postgres or a browser;
 * `--seed 7` repeats the order of events (not their moments); `--kinds postgres,tab` strikes only those. Ends with 1 when
 * anything was found. `--control` takes away what protects edits, and ends with 1 when that is not seen.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    kills: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kinds: { type: 'string' },
    control: { type: 'boolean', default: false },
  },
});

/** How often each is struck, of all. */
const SHARES: Record<Kind, number> = { node: 9, 'all nodes': 1, postgres: 3, redis: 1, pause: 1, browser: 7, tab: 1 };
const BLOWS_PER_DOCUMENT = 25;
const BETWEEN_MS = [300, 900] as const;

const random = new SeededRandom(Number(values.seed));
const lines: string[] = [];

async function strike(kinds: readonly Kind[], before: string | undefined, minutes: number): Promise<Tally> {
  const end = Date.now() + minutes * 60_000;
  const { rig, member } = await Rig.start({
    nodes: 2,
    ownPostgres: true,
    redis: NO_REDIS === false,
    ...(before ? { before: new URL(before, import.meta.url).href } : {}),
  });
  const interrupted = (): void => void rig.stop().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  const tally = new Tally();
  try {
    for (let round = 1; Date.now() < end && tally.faults === 0 && tally.hard < Number(values.kills); round++) {
      const plan = { writers: 2 + random.below(3), kills: BLOWS_PER_DOCUMENT, kinds, random, betweenMs: BETWEEN_MS };
      await killWhileTyping(rig, member, { document: `bench/faults-${round}`, ...plan }, tally);
      console.warn(
        `${new Date().toISOString()} ${tally.total} blows, ${tally.hard} kills -9, ${tally.looked} looks, ${tally.faults} faults`,
      );
    }
  } catch (error) {
    lines.push(String(error));
    throw error;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted);
    await rig.stop();
    lines.push(tally.table());
  }
  return tally;
}

function kindsAsked(): Kind[] {
  const asked = (values.kinds ?? KINDS.join(',')).split(',').map((name): Kind => {
    const kind = KINDS.find((known) => known === name.trim());
    if (!kind) throw new Error(`--kinds knows ${KINDS.join(', ')}, not "${name}"`);
    return kind;
  });
  if (NO_REDIS !== false) console.warn(`Redis is left out: ${NO_REDIS}`);
  const here = asked.filter((kind) => kind !== 'redis' || NO_REDIS === false);
  return here.flatMap((kind) => Array.from({ length: SHARES[kind] }, () => kind));
}

/** Whether each missing protection is seen as loss. */
async function controls(): Promise<boolean> {
  const lazy = await strike(['postgres'], './before/lazy-commit.js', 2);
  const early = await strike(['node'], './before/early-ack.js', 2);
  lines.push(
    `control synchronous_commit=off, Postgres killed: ${lazy.missing} acknowledged words missing after ${lazy.total} kills`,
    `control acknowledged before the commit, nodes killed: ${early.missing} acknowledged words missing after ${early.total} kills`,
  );
  return lazy.missing > 0 && early.missing > 0;
}

let good = false;
try {
  good = values.control ? await controls() : (await strike(kindsAsked(), undefined, Number(values.minutes))).faults === 0;
} catch (error) {
  console.error(error);
}
console.warn(`seed ${values.seed}\n${lines.join('\n')}`);
process.exit(good ? 0 : 1);
