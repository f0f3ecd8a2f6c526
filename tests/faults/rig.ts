import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '#shared/lib/must.js';
import { Cluster } from '../../server/src/embedded/cluster.js';
import { type MemberSession, memberSession } from '../support/member-session.js';
import { freePort } from '../support/processes/free-port.js';
import { type ServerProcess, startServerProcess } from '../support/processes/server-process.js';
import { freshDatabase } from '../support/test-database.js';
import { Desk } from './desk.js';
import { RedisProcess } from './redis-process.js';
import { TcpSwitch } from './tcp-switch.js';

const DATABASE = 'assay';

export interface RigOptions {
  readonly nodes: number;
  /** A cluster that may be killed; without it a database of the one that all tests share. */
  readonly ownPostgres?: boolean;
  /** A Redis carries the hints, and may be killed. `late` is there, but not yet when the nodes start. */
  readonly redis?: boolean | 'late';
  /** Module loaded before each node. */
  readonly before?: string;
  /** Further settings of the nodes. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A Postgres of its own, perhaps a Redis, some nodes over them, and one address in front. Everything of it can be killed. */
export class Rig {
  private nodes: (ServerProcess | null)[];
  private readonly starting = new Set<Promise<void>>();
  private readonly desks: Desk[] = [];

  private constructor(
    private readonly postgres: Postgres,
    private readonly reserved: RedisProcess | null,
    private readonly ports: readonly number[],
    private readonly front: TcpSwitch,
    private readonly options: RigOptions,
  ) {
    this.nodes = ports.map(() => null);
  }

  static async start(options: RigOptions): Promise<{ rig: Rig; member: MemberSession }> {
    const postgres = options.ownPostgres === true ? await ownPostgres() : await freshDatabase();
    const ports = await Promise.all(Array.from({ length: options.nodes }, () => freePort()));
    const redis = options.redis ? await RedisProcess.reserved() : null;
    if (options.redis === true) await redis?.start();
    const rig = new Rig(postgres, redis, ports, await TcpSwitch.over(ports), options);
    try {
      await Promise.all(ports.map((_, i) => rig.startNode(i)));
      return { rig, member: await memberSession(rig.url, 'checker', rig.url) };
    } catch (error) {
      await rig.stop();
      throw error;
    }
  }

  /** The address in front of all nodes, and the one origin of them all. */
  get url(): string {
    return this.front.url;
  }

  /** Nodes that run. */
  get running(): number[] {
    return this.nodes.flatMap((node, i) => (node ? [i] : []));
  }

  get redis(): RedisProcess {
    return must(this.reserved, 'a Redis');
  }

  nodeUrl(node: number): string {
    return `http://127.0.0.1:${this.ports[node]}`;
  }

  async startNode(node: number): Promise<void> {
    const env = {
      DATABASE_URL: this.postgres.appUrl,
      DATABASE_OWNER_URL: this.postgres.ownerUrl,
      ASSAY_BENCH: '1',
      ASSAY_DEMO: '0',
      PUBLIC_URL: this.url,
      ...(this.reserved ? { REDIS_URL: this.reserved.url } : {}),
      ...this.options.env,
    };
    const starting = startServerProcess(this.ports[node] ?? 0, env, this.options.before).then((started) => {
      this.nodes[node] = started;
    });
    this.starting.add(starting);
    await starting.finally(() => this.starting.delete(starting));
  }

  /** SIGKILL. */
  async killNode(node: number): Promise<void> {
    const running = this.nodes[node];
    this.nodes[node] = null;
    await running?.kill();
  }

  /** SIGTERM; answers the exit code. */
  async stopNode(node: number): Promise<number | null> {
    const running = must(this.nodes[node], 'a node that runs');
    const code = await running.stop();
    this.nodes[node] = null;
    return code;
  }

  /** SIGSTOP: the process keeps its connections and does nothing. Answers the way to let it go on. */
  pauseNode(node: number): () => void {
    const { pid } = must(this.nodes[node], 'a node that runs');
    process.kill(pid, 'SIGSTOP');
    return () => {
      if (this.nodes[node]?.pid === pid) process.kill(pid, 'SIGCONT');
    };
  }

  /** SIGKILL to the postmaster; its children end as soon as they notice. */
  killPostgres(): void {
    must(this.postgres.own, 'a Postgres of its own').kill();
  }

  startPostgres(): Promise<void> {
    return must(this.postgres.own, 'a Postgres of its own').start();
  }

  /** A document with people yet to come. */
  desk(member: MemberSession, document: string): Desk {
    const desk = new Desk({ url: this.url, origin: this.url, member, document }, this.postgres.appUrl);
    this.desks.push(desk);
    return desk;
  }

  async stop(): Promise<void> {
    await Promise.all(this.desks.map((desk) => desk.close()));
    this.front.close();
    await Promise.allSettled(this.starting);
    await Promise.all(this.nodes.map((node) => node?.kill()));
    await this.reserved?.kill();
    await this.postgres.own?.stop();
  }
}

interface Postgres {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly own?: { kill(): void; start(): Promise<void>; stop(): Promise<void> };
}

async function ownPostgres(): Promise<Postgres> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-faults-'));
  fs.chmodSync(home, 0o755);
  const cluster = await Cluster.open(home, () => undefined);
  await cluster.ensureDatabase(DATABASE);
  const folder = fs.realpathSync(path.join(home, 'postgres'));
  return {
    appUrl: cluster.url('server', DATABASE),
    ownerUrl: cluster.url('owner', DATABASE),
    own: {
      kill: () => {
        const [pid] = fs.readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n');
        process.kill(Number(pid), 'SIGKILL');
      },
      start: () => cluster.start(),
      stop: async () => {
        await cluster.stop('immediate').catch(() => undefined);
        for (const one of [folder, home]) fs.rmSync(one, { recursive: true, force: true, maxRetries: 5 });
      },
    },
  };
}

/** Waits, looking often; fails with what was waited for. Answers how many milliseconds it took. */
export async function within(ms: number, what: string, holds: () => boolean): Promise<number> {
  const started = performance.now();
  while (!holds()) {
    assert.ok(performance.now() - started < ms, `within ${ms} ms: ${what}`);
    await sleep(5);
  }
  return performance.now() - started;
}
