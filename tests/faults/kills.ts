import { setTimeout as sleep } from 'node:timers/promises';
import type { MemberSession } from '../support/member-session.js';
import type { SeededRandom } from '../support/seeded-random.js';
import { BrowserTab } from './browser/browser-tab.js';
import type { Desk } from './desk.js';
import { type Rig, within } from './rig.js';
import type { Kind, Tally } from './tally.js';

export interface Plan {
  readonly document: string;
  /** Tabs of this process; where browsers are killed there is one browser more. */
  readonly writers: number;
  readonly kills: number;
  /** Drawn from with equal chance: name a kind twice to have it twice as often. */
  readonly kinds: readonly Kind[];
  readonly random: SeededRandom;
  /** Time between what one blow left and the next one, drawn evenly. */
  readonly betweenMs: readonly [number, number];
}

/** All that was struck is back within this long, and everything saved. */
const QUIET_MS = 60_000;
const LONG_PAUSE_MS = 10_000;

/**
 * Several people type in one document, without a pause, while parts of the rig are killed at random moments. What is killed is
 * started again while the next blow may fall already; a blow waits only until the one before left somebody able to save. After
 * each blow the log is read for what had been acknowledged by then; in the end, when all is quiet, for everything.
 */
export async function killWhileTyping(rig: Rig, member: MemberSession, plan: Plan, tally: Tally): Promise<void> {
  const desk = rig.desk(member, plan.document);
  for (let i = 0; i < plan.writers; i++) await desk.writer();
  const browser = plan.kinds.includes('browser') ? await BrowserTab.open(desk.place) : null;
  if (browser) desk.tabs.push(browser);
  const round = new Round(rig, desk, browser, plan.random, tally);
  await desk.type(true);
  for (let i = 0; i < plan.kills && tally.faults === 0; i++) {
    const [least, most] = plan.betweenMs;
    await sleep(least + plan.random.below(most - least));
    await round.blow(plan.random.pick(plan.kinds));
  }
  if (tally.faults === 0) await round.restored();
  await desk.type(false);
  round.over = true;
  if (tally.faults === 0) {
    await desk.quiet(QUIET_MS);
    tally.add(await desk.lookAtAll());
  }
  tally.typed += desk.tabs.reduce((sum, { typed }) => sum + typed, 0);
  tally.typedInBrowsers += browser?.typed ?? 0;
  tally.acknowledged += desk.acknowledged().length;
  await desk.close();
}

/** One document's worth of blows. */
class Round {
  /** Nobody waits any more for whoever cannot save. */
  over = false;
  /** What is being started again. */
  private readonly restoring = new Set<Promise<unknown>>();
  private postgresRuns: Promise<void> = Promise.resolve();
  private redisRuns: Promise<void> = Promise.resolve();

  constructor(
    private readonly rig: Rig,
    private readonly desk: Desk,
    private readonly browser: BrowserTab | null,
    private readonly random: SeededRandom,
    private readonly tally: Tally,
  ) {}

  /** Strikes, waits until somebody saves again, and looks into the log. */
  async blow(kind: Kind): Promise<void> {
    await this.mayStrike(kind);
    const acknowledged = this.desk.acknowledged();
    const saved = this.watch(kind);
    await this.strike(kind);
    this.tally.kills[kind]++;
    await saved.somebody;
    await this.postgresRuns;
    this.tally.add(await this.desk.look(acknowledged));
  }

  async restored(): Promise<void> {
    while (this.restoring.size > 0) await Promise.all(this.restoring);
  }

  /** What is to be struck has to run. */
  private async mayStrike(kind: Kind): Promise<void> {
    if (kind === 'postgres') await this.postgresRuns;
    if (kind === 'redis') await this.redisRuns;
    if (['node', 'all nodes', 'pause'].includes(kind)) await within(QUIET_MS, 'a node runs', () => this.rig.running.length > 0);
  }

  private async strike(kind: Kind): Promise<void> {
    const { rig, random } = this;
    switch (kind) {
      case 'node':
        return this.killNodes([random.pick(rig.running)]);
      case 'all nodes':
        return this.killNodes(rig.running);
      case 'postgres': {
        rig.killPostgres();
        const later = random.below(300);
        this.postgresRuns = this.restore(sleep(later).then(() => rig.startPostgres()));
        return;
      }
      case 'redis': {
        await rig.redis.kill();
        const later = random.below(3_000);
        this.redisRuns = this.restore(sleep(later).then(() => rig.redis.start()));
        return;
      }
      case 'pause': {
        const goOn = rig.pauseNode(random.pick(rig.running));
        void this.restore(sleep(random.chance(0.2) ? LONG_PAUSE_MS : 1_000 + random.below(3_000)).then(goOn));
        return;
      }
      case 'browser':
        await this.browser?.kill();
        await this.browser?.start();
        return;
      case 'tab':
        random.pick(this.desk.writers).reopen();
        return;
    }
  }

  private async killNodes(nodes: readonly number[]): Promise<void> {
    await Promise.all(nodes.map((node) => this.rig.killNode(node)));
    for (const node of nodes) void this.restore(this.startAgain(node));
  }

  /** A node does not start without its database, which may be down as well. */
  private async startAgain(node: number): Promise<void> {
    for (let tries = 1; ; tries++) {
      await this.postgresRuns;
      try {
        return await this.rig.startNode(node);
      } catch (error) {
        if (tries === 20) throw error;
      }
    }
  }

  private restore(work: Promise<void>): Promise<void> {
    this.restoring.add(work);
    // What fails is kept, and told when all is to be restored.
    work.then(
      () => this.restoring.delete(work),
      () => undefined,
    );
    return work;
  }

  /** Times how long it takes until each tab has something acknowledged that it typed from now on. */
  private watch(kind: Kind): { somebody: Promise<void> } {
    const began = performance.now();
    const waiting = new Set(this.desk.tabs.map((tab) => tab.fromNow()));
    const everybody = this.desk.tabs.length;
    let first: () => void = () => {};
    const somebody = new Promise<void>((resolve) => {
      first = resolve;
    });
    const look = async (): Promise<void> => {
      while (waiting.size > 0 && !this.over && performance.now() - began < QUIET_MS) {
        await sleep(10);
        for (const saves of waiting) if (saves()) waiting.delete(saves);
        if (waiting.size < everybody) first();
      }
      first();
      if (waiting.size === 0) this.tally.recoveriesMs[kind].push(performance.now() - began);
      else if (!this.over) throw new Error(`not everyone saves again within ${QUIET_MS} ms of a blow (${kind}): ${this.desk.states()}`);
    };
    void this.restore(look());
    return { somebody };
  }
}
