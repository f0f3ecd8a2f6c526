// A throw-away Postgres on 127.0.0.1, stock settings: fsync and synchronous_commit are on.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { productModule } from '../targets/product.mjs';
import { freePort } from './server-process.mjs';

/** Where it stands. `run.mjs` names a folder of its own to the cells it starts. */
const FOLDER = process.env.BENCH_PGDIR ?? path.join(os.tmpdir(), 'assay-bench-postgres');
const PID_LINE = 0;
const PORT_LINE = 3;

export function postgresPid() {
  try {
    const pid = Number(postmaster()[PID_LINE]);
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}

export function postgresUrl() {
  return `postgres://bench@127.0.0.1:${Number(postmaster()[PORT_LINE])}/postgres`;
}

function postmaster() {
  return fs.readFileSync(path.join(FOLDER, 'postmaster.pid'), 'utf8').split('\n');
}

/** Makes and starts it where it does not run. */
export async function startPostgres() {
  if (postgresPid() !== null) return;
  const binaries = await findBinaries();
  fs.mkdirSync(FOLDER, { recursive: true });
  if (binaries.account) fs.chownSync(FOLDER, binaries.account.uid, binaries.account.gid);
  if (!fs.existsSync(path.join(FOLDER, 'PG_VERSION')))
    await execute(binaries, 'initdb', ['-D', FOLDER, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--locale=C']);
  const settings = `-p ${await freePort()} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200`;
  await execute(binaries, 'pg_ctl', ['-D', FOLDER, '-w', '-l', path.join(FOLDER, 'log'), '-o', settings, 'start']);
}

/** Stops it and removes its folder. */
export async function removePostgres() {
  if (postgresPid() !== null) await execute(await findBinaries(), 'pg_ctl', ['-D', FOLDER, '-w', '-m', 'immediate', 'stop']);
  fs.rmSync(FOLDER, { recursive: true, force: true, maxRetries: 5 });
}

/** Empties the database and writes out what earlier runs left behind. */
export async function emptyPostgres() {
  const client = new pg.Client(postgresUrl());
  client.on('error', () => {});
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`,
  );
  await client.query('DROP SCHEMA IF EXISTS audit CASCADE');
  await client.query('DROP SCHEMA public CASCADE');
  await client.query('CREATE SCHEMA public');
  await client.query('CHECKPOINT');
  await client.end();
}

export async function postgresVersion() {
  const { bin, bundled } = await findBinaries();
  const version = execFileSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).match(/\d+(?:\.\d+)?/)?.[0] ?? '?';
  return `${version}${bundled ? ', the one the product brings along' : ''}`;
}

/** PG_BIN, else where the pg_ctl on PATH really stands, else the one that the product brings along. */
async function findBinaries() {
  const named = process.env.PG_BIN ?? onPath();
  if (named !== null) return { bin: named, account: process.getuid() === 0 ? accountOf(process.env.BENCH_PGUSER ?? 'postgres') : null };
  const product = await productModule('server/src/embedded/binaries.js');
  return { ...(await product.findBinaries()), bundled: true };
}

function onPath() {
  const folder = (process.env.PATH ?? '').split(path.delimiter).find((one) => fs.existsSync(path.join(one, 'pg_ctl')));
  if (!folder) return null;
  // Debian's is a wrapper; the real folder holds initdb as well.
  const real = path.dirname(fs.realpathSync(path.join(folder, 'pg_ctl')));
  return fs.existsSync(path.join(real, 'initdb')) ? real : null;
}

/** Postgres does not run as root. */
function accountOf(name) {
  const fields = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([user]) => user === name);
  if (!fields) throw new Error(`there is no account "${name}" to run Postgres as: set BENCH_PGUSER`);
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

async function execute({ bin, account }, program, args) {
  const { run } = await productModule('server/src/embedded/binaries.js');
  const { code, output } = await run(path.join(bin, program), args, account);
  if (code !== 0) throw new Error(`${program} failed: ${output.trim()}`);
}
