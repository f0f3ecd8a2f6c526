import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { EXIT } from '../../server/src/config.js';
import { openDatabase } from '../../server/src/database/open-database.js';
import { Cluster } from '../../server/src/embedded/cluster.js';
import { atEnd } from '../support/at-end.js';
import { endWithUs } from '../support/processes/end-with-us.js';
import { freePort } from '../support/processes/free-port.js';
import { emptyDatabase } from '../support/test-database.js';
import { PASSWORD } from '../support/test-server.js';

const START = fileURLToPath(new URL('../../../scripts/start.mjs', import.meta.url));
const MAIN = fileURLToPath(new URL('../../server/src/main.js', import.meta.url));

interface Start {
  readonly child: ChildProcess;
  readonly ready: Promise<string | null>;
  readonly exited: Promise<number | null>;
  readonly output: () => string;
}

function start(env: Record<string, string>, script = START): Start {
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env['PATH'] ?? '', HOME: os.tmpdir(), ASSAY_DEMO: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  let output = '';
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const ready = new Promise<string | null>((resolve) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      const url = /^Assay ready: (\S+)$/m.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void exited.then(() => resolve(null));
  });
  atEnd(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
  });
  return { child, ready, exited, output: () => output };
}

/** Refused with that exit code, one sentence and no stack trace. */
async function refused(env: Record<string, string>, code: number, sentence: RegExp, script = START): Promise<void> {
  const { exited, output } = start(env, script);
  assert.equal(await exited, code, output());
  const lines = output()
    .split('\n')
    .filter((line) => line.startsWith('Assay cannot start: '));
  assert.equal(lines.length, 1, output());
  assert.match(lines[0] ?? '', sentence);
  assert.doesNotMatch(output(), /\n\s+at |Error:/);
}

function folder(): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-start-'));
  fs.chmodSync(made, 0o755);
  atEnd(() => fs.promises.rm(made, { recursive: true, force: true }));
  return made;
}

test('RU2 settings that cannot be meant are refused with the name of the variable', async () => {
  await refused({ DATA_DIR: folder(), PORT: 'eighty' }, EXIT.settings, /PORT must be a whole number/);
  await refused({ DATA_DIR: folder(), PUBLIC_URL: 'https://example.org/path' }, EXIT.settings, /PUBLIC_URL/);
  await refused({ DATA_DIR: folder(), ASSAY_BENCH: '1', HOST: '0.0.0.0' }, EXIT.settings, /ASSAY_BENCH=1 .* HOST must be a loopback/);
  await refused({ DATA_DIR: folder() }, EXIT.settings, /DATABASE_URL is not set/, MAIN);
});

test('RU2 a port in use', async () => {
  const taken = net.createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as net.AddressInfo;
  await refused({ DATA_DIR: folder(), PORT: String(port) }, EXIT.portInUse, new RegExp(`Port ${port} is in use`));
  taken.close();
});

test('RU2 a data folder that is a file, and one that may not be read', async () => {
  const file = path.join(folder(), 'file');
  fs.writeFileSync(file, '');
  await refused({ DATA_DIR: file }, EXIT.dataFolder, /is not a folder/);
  await refused({ DATA_DIR: path.join(file, 'below') }, EXIT.dataFolder, /is not a folder/);
  const closed = folder();
  fs.chmodSync(closed, 0o000);
  await refused({ DATA_DIR: closed }, EXIT.dataFolder, /cannot be read and written/);
  fs.chmodSync(closed, 0o700);
});

test('RU2 a wrong DATABASE_URL: nobody there, wrong password, no such database, no address at all; the password is never shown', async () => {
  const port = String(await freePort());
  const { appUrl } = await emptyDatabase();
  const wrong = (url: string, sentence: RegExp): Promise<void> =>
    refused({ DATA_DIR: folder(), DATABASE_URL: url, PORT: port }, EXIT.database, sentence);
  await wrong(`postgres://u:secret-word@127.0.0.1:${await freePort()}/x`, /No database answers at DATABASE_URL/);
  await wrong(appUrl.replace(/:[0-9a-f]{48}@/, ':secret-word@'), /refuses the user or password/);
  await wrong(appUrl.replace(/\/test_[0-9a-f]+/, '/nowhere'), /does not exist/);
  await wrong('postgres://u:secret-word@no-such-host.invalid/x', /cannot be found|does not answer/);
  await refused({ DATA_DIR: folder(), DATABASE_URL: 'mysql://x', PORT: port }, EXIT.settings, /must look like postgres/);
});

test('RU1 a database that could lose saved work, or a superuser at work, is refused', async () => {
  // Roles belong to a whole cluster, so this takes one of its own.
  const cluster = await Cluster.open(folder(), () => undefined);
  atEnd(() => cluster.stop('immediate'));
  await cluster.ensureDatabase('assay');
  const client = new pg.Client({ connectionString: cluster.url('superuser', 'postgres') });
  await client.connect();
  const address = { databaseUrl: cluster.url('server', 'assay'), databaseOwnerUrl: cluster.url('owner', 'assay'), bench: false };
  await client.query('ALTER DATABASE assay SET synchronous_commit = off');
  await assert.rejects(openDatabase(address), /synchronous_commit=off/);
  await client.query('ALTER DATABASE assay RESET synchronous_commit');
  await (await openDatabase(address)).destroy();
  await client.query('ALTER ROLE assay_app SUPERUSER');
  await assert.rejects(openDatabase(address), /superuser/);
  await client.end();
});

test('RU3 only a bench start drops a left-over audit schema of an emptied database', async () => {
  const { ownerUrl, appUrl } = await emptyDatabase();
  const address = { databaseUrl: appUrl, databaseOwnerUrl: ownerUrl, bench: false };
  await (await openDatabase(address)).destroy();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await assert.rejects(openDatabase(address));
  await (await openDatabase({ ...address, bench: true })).destroy();
  await client.end();
});

test('RU4, RU5 a start on its own database: one at a time, nothing lost by kill -9, the database brought back, stopped in order', async () => {
  const env = { DATA_DIR: folder(), PORT: String(await freePort()) };
  const first = start(env);
  const url = await first.ready;
  assert.equal(url, `http://localhost:${env.PORT}`, first.output());
  const setUp = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ teamName: 'T', name: 'A', email: 'a@example.org', password: PASSWORD }),
  });
  assert.equal(setUp.status, 200);
  const needed = async (): Promise<unknown> => (await fetch(`${url}/api/setup`)).json();

  await refused({ ...env, PORT: '0' }, EXIT.alreadyRunning, new RegExp(`already running on the data folder .* at ${url}`));

  first.child.kill('SIGKILL');
  await first.exited;
  const second = start(env);
  assert.equal(await second.ready, url, second.output());
  assert.deepEqual(await needed(), { needed: false });

  killPostmaster(env.DATA_DIR);
  await until(async () => (await fetch(`${url}/readyz`)).status === 200 && /Starting it again/.test(second.output()), second);
  assert.deepEqual(await needed(), { needed: false });

  second.child.kill('SIGKILL');
  killPostmaster(env.DATA_DIR);
  const third = start(env);
  assert.equal(await third.ready, url, third.output());
  assert.deepEqual(await needed(), { needed: false });
  third.child.kill('SIGTERM');
  assert.equal(await third.exited, 0);
  assert.ok(!fs.existsSync(path.join(env.DATA_DIR, 'postgres', 'postmaster.pid')), 'the database was stopped too');
  assert.equal(fs.statSync(path.join(env.DATA_DIR, 'database-passwords.json')).mode & 0o777, 0o600);
});

function killPostmaster(dataDir: string): void {
  process.kill(Number(fs.readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
}

async function until(holds: () => Promise<boolean>, { output }: Start): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    if (await holds().catch(() => false)) return;
    await pause(100);
  }
  assert.fail(`did not come about:\n${output()}`);
}
