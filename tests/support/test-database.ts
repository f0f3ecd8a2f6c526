import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { migrations } from '../../server/src/database/migrations.js';
import { migrate, openDatabase } from '../../server/src/database/open-database.js';
import { Cluster } from '../../server/src/embedded/cluster.js';
import { atEnd } from './at-end.js';

export interface TestDatabase {
  /** What migrations connect with. */
  readonly ownerUrl: string;
  /** What the server connects with; each connection works as `assay_app`. */
  readonly appUrl: string;
  /** Connections as the server has them, opened at the first call and closed after the test file. */
  source(): Promise<DataSource>;
  drop(): Promise<void>;
}

/** Folder of the cluster that `scripts/test.mjs` started for the whole run; without it this process starts its own. */
const SHARED_CLUSTER = 'ASSAY_TEST_CLUSTER';

let opened: Promise<Cluster> | null = null;

function cluster(): Promise<Cluster> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Cluster> {
  const shared = process.env[SHARED_CLUSTER];
  if (shared !== undefined) return Cluster.open(shared, () => undefined);
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-test-'));
  fs.chmodSync(home, 0o755);
  const own = await Cluster.open(home, () => undefined);
  process.on('exit', () => {
    own.stopAtOnce();
    fs.rmSync(home, { recursive: true, force: true });
  });
  return own;
}

/** A fresh, migrated database of this test file alone; dropped after it. Call it from a test or a hook. */
export async function freshDatabase(): Promise<TestDatabase> {
  const own = await cluster();
  const template = await migratedTemplate(own);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(own, async (client) => {
    // Only one copy of a template can be made at a time.
    await client.query('SELECT pg_advisory_lock(42)');
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER assay_owner`);
  });
  let source: Promise<DataSource> | null = null;
  const addresses = { ownerUrl: own.url('owner', name), appUrl: own.url('server', name) };
  const database: TestDatabase = {
    ...addresses,
    source: () => {
      source ??= openDatabase({ databaseUrl: addresses.appUrl, databaseOwnerUrl: addresses.ownerUrl, bench: false });
      return source;
    },
    drop: async () => {
      const open = source === null ? null : await source;
      if (open?.isInitialized === true) await open.destroy();
      await dropUnused(own, name);
    },
  };
  atEnd(() => database.drop());
  return database;
}

/** An empty database without any table, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<{ ownerUrl: string; appUrl: string; superUrl: string }> {
  const own = await cluster();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await own.ensureDatabase(name);
  atEnd(() => dropUnused(own, name));
  return { ownerUrl: own.url('owner', name), appUrl: own.url('server', name), superUrl: own.url('superuser', name) };
}

/**
 * Frees the disk. A database with open connections is left for the end of the whole cluster: hooks of the file that close
 * them may run later, and must not find them broken.
 */
async function dropUnused(own: Cluster, name: string): Promise<void> {
  await asSuperuser(own, async (client) => {
    const used = await client.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [name]);
    if (used.rowCount === 0) await own.dropDatabase(name);
  });
}

/** Migrated once for a version of the migrations, then copied: a copy takes a twentieth of the time. */
async function migratedTemplate(own: Cluster): Promise<string> {
  const name = `template_${migrationsHash().slice(0, 16)}`;
  await asSuperuser(own, async (client) => {
    await client.query('SELECT pg_advisory_lock(42)');
    const known = await client.query<{ done: boolean }>('SELECT datistemplate AS done FROM pg_database WHERE datname = $1', [name]);
    if (known.rows[0]?.done === true) return;
    await own.dropDatabase(name);
    await own.ensureDatabase(name);
    await migrate({ databaseUrl: own.url('server', name), databaseOwnerUrl: own.url('owner', name), bench: false });
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
  });
  return name;
}

function migrationsHash(): string {
  const folder = new URL('../../migrations/', import.meta.url);
  const hash = createHash('sha256').update(String(migrations.length));
  for (const file of fs.readdirSync(folder).sort()) if (file.endsWith('.js')) hash.update(fs.readFileSync(new URL(file, folder)));
  return hash.digest('hex');
}

async function asSuperuser(own: Cluster, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: own.url('superuser', 'postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
