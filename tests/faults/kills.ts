import type { MemberSession } from '../support/member-session.js';
import type { SeededRandom } from '../support/seeded-random.js';
import type { Desk, Findings } from './desk.js';
import { type Rig, sleep } from './rig.js';

export const KINDS = ['node', 'all nodes', 'postgres', 'tab'] as const;
export type Kind = (typeof KINDS)[number];

export interface Plan {
  readonly document: string;
  readonly writers: number;
  readonly kills: number;
  readonly kinds: readonly Kind[];
  readonly random: SeededRandom;
}

export interface Tally extends Findings {
  readonly kills: Record<Kind, number>;
  typed: number;
  /** Longest time from the fault's end until everything was saved again. */
  slowestRecoveryMs: number;
}

export function emptyTally(): Tally {
  const kills = { node: 0, 'all nodes': 0, postgres: 0, tab: 0 };
  return { kills, typed: 0, acknowledged: 0, missing: 0, duplicates: 0, holes: 0, unequal: 0, slowestRecoveryMs: 0 };
}

export function faultsIn({ missing, duplicates, holes, unequal }: Findings): number {
  return missing + duplicates + holes + unequal;
}

/** Several people type in one document while things are killed at random moments; every fault is looked into. */
export async function killWhileTyping(rig: Rig, member: MemberSession, plan: Plan, tally: Tally): Promise<void> {
  const desk = rig.desk(member, plan.document);
  for (let i = 0; i < plan.writers; i++) await desk.writer();
  for (let i = 0; i < plan.kills; i++) {
    const kind = plan.random.pick(plan.kinds);
    await desk.typeFor(30 + plan.random.below(400));
    const acknowledged = await strike(rig, desk, kind, plan.random);
    tally.kills[kind]++;
    add(tally, await desk.look(acknowledged, false));
    const began = performance.now();
    await desk.typeFor(50);
    await desk.quiet(30_000);
    tally.slowestRecoveryMs = Math.max(tally.slowestRecoveryMs, performance.now() - began);
  }
  const end = await desk.look([], true);
  add(tally, end);
  tally.typed += desk.writers.reduce((sum, { typed }) => sum + typed.length, 0);
  desk.close();
}

/** Strikes while everyone types on; answers what had been acknowledged just before, once all that was killed is back. */
async function strike(rig: Rig, desk: Desk, kind: Kind, random: SeededRandom): Promise<string[]> {
  const acknowledged = desk.acknowledged();
  const nodes = kind === 'node' ? [random.below(rig.size)] : kind === 'all nodes' ? rig.everyNode : [];
  const typing = kind === 'tab' ? Promise.resolve() : desk.typeFor(150);
  switch (kind) {
    case 'node':
    case 'all nodes':
      await Promise.all(nodes.map((node) => rig.killNode(node)));
      break;
    case 'postgres':
      rig.killPostgres();
      await sleep(random.below(200));
      await rig.startPostgres();
      break;
    case 'tab':
      await random.pick(desk.writers).reopen();
      break;
  }
  await typing;
  await Promise.all(nodes.map((node) => rig.startNode(node)));
  return acknowledged;
}

function add(tally: Tally, found: Findings): void {
  tally.acknowledged += found.acknowledged;
  tally.missing += found.missing;
  tally.duplicates += found.duplicates;
  tally.holes += found.holes;
  tally.unequal += found.unequal;
}
