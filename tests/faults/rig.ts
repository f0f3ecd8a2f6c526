import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { must } from '#shared/lib/must.js';
import { Cluster } from '../../server/src/embedded/cluster.js';
import { type MemberSession, memberSession } from '../support/member-session.js';
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.js';
import { freshDatabase } from '../support/test-database.js';
import { Desk } from './desk.js';
import { TcpSwitch } from './tcp-switch.js';

const DATABASE = 'assay';
/** The one origin of all nodes, as with a load balancer in front. */
const ORIGIN = 'http://assay.test';

export interface RigOptions {
  readonly nodes: number;
  /** A cluster that may be killed; without it a database of the one that all tests share. */
  readonly ownPostgres?: boolean;
  /** Modules loaded before each node. */
  readonly before?: string;
}

/** A Postgres of its own, some nodes over it, and one address in front of them. Everything of it can be killed. */
export class Rig {
  private nodes: (ServerProcess | null)[];
  private readonly desks: Desk[] = [];

  private constructor(
    private readonly postgres: Postgres,
    private readonly ports: readonly number[],
    private readonly front: TcpSwitch,
    private readonly before: string | undefined,
  ) {
    this.nodes = ports.map(() => null);
  }

  static async start(options: RigOptions): Promise<{ rig: Rig; member: MemberSession }> {
    const postgres = options.ownPostgres === true ? await ownPostgres() : await sharedPostgres();
    const ports = await Promise.all(Array.from({ length: options.nodes }, () => freePort()));
    const rig = new Rig(postgres, ports, await TcpSwitch.over(ports), options.before);
    await Promise.all(ports.map((_, i) => rig.startNode(i)));
    return { rig, member: await memberSession(rig.url, 'checker', ORIGIN) };
  }

  /** The address in front of all nodes. */
  get url(): string {
    return this.front.url;
  }

  get size(): number {
    return this.ports.length;
  }

  get everyNode(): number[] {
    return this.ports.map((_, node) => node);
  }

  get origin(): string {
    return ORIGIN;
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
      PUBLIC_URL: ORIGIN,
    };
    this.nodes[node] = await startServerProcess(this.ports[node] ?? 0, env, this.before);
  }

  /** SIGKILL. */
  async killNode(node: number): Promise<void> {
    await this.nodes[node]?.kill();
    this.nodes[node] = null;
  }

  /** SIGKILL to the postmaster; its children end as soon as they notice. */
  killPostgres(): void {
    must(this.postgres.own, 'a Postgres of its own').kill();
  }

  startPostgres(): Promise<void> {
    return must(this.postgres.own, 'a Postgres of its own').start();
  }

  /** A document with some people in it, all through the one address unless another is named. */
  desk(member: MemberSession, document: string): Desk {
    const desk = new Desk({ url: this.url, origin: ORIGIN, databaseUrl: this.postgres.appUrl, member, document });
    this.desks.push(desk);
    return desk;
  }

  async stop(): Promise<void> {
    for (const desk of this.desks) desk.close();
    this.front.close();
    await Promise.all(this.nodes.map((node) => node?.kill()));
    await this.postgres.own?.stop();
  }
}

interface Postgres {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly own?: { kill(): void; start(): Promise<void>; stop(): Promise<void> };
}

async function sharedPostgres(): Promise<Postgres> {
  return freshDatabase();
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

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits, looking often; fails with what was waited for. Answers how many milliseconds it took. */
export async function within(ms: number, what: string, holds: () => boolean): Promise<number> {
  const started = performance.now();
  while (!holds()) {
    assert.ok(performance.now() - started < ms, `within ${ms} ms: ${what}`);
    await sleep(5);
  }
  return performance.now() - started;
}
