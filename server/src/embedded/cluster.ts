import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { EXIT, StartRefused } from '../config.js';
import { APP_ROLE } from '../database/data-source.js';
import { type Binaries, findBinaries, rootsPlace, run } from './binaries.js';

const SUPERUSER = 'assay_super';
const OWNER = 'assay_owner';
const LOGIN = 'assay_server';
const START_TIMEOUT_MS = 60_000;

/** Passwords of the cluster's three logins, kept with mode 0600. */
interface Secrets {
  readonly superuser: string;
  readonly owner: string;
  readonly server: string;
  /** Loopback port, on systems without unix sockets; elsewhere it only names the socket file. */
  readonly port: number;
}

/** A Postgres of our own in a folder. It outlives a killed server, and the next start adopts it. */
export class Cluster {
  private constructor(
    private readonly binaries: Binaries,
    private readonly folder: string,
    private readonly socketFolder: string | null,
    private readonly secrets: Secrets,
  ) {}

  /** Makes the cluster in `home` where there is none, and starts it where it does not run. */
  static async open(home: string, say: (line: string) => void): Promise<Cluster> {
    const binaries = await findBinaries();
    const secrets = readOrMakeSecrets(home);
    const folder = clusterFolder(home, binaries, say);
    if (!fs.existsSync(path.join(folder, 'PG_VERSION'))) {
      say('Making the database…');
      await initialise(binaries, folder, secrets);
    }
    await refuseOtherVersion(binaries, folder);
    const cluster = new Cluster(binaries, folder, socketFolderFor(folder, binaries), secrets);
    await cluster.start();
    await cluster.prepareRoles();
    return cluster;
  }

  /** Connection address of one login to one database. */
  url(login: 'superuser' | 'owner' | 'server', database: string): string {
    const user = { superuser: SUPERUSER, owner: OWNER, server: LOGIN }[login];
    const credentials = `${user}:${this.secrets[login]}`;
    if (this.socketFolder === null) return `postgres://${credentials}@127.0.0.1:${this.secrets.port}/${database}`;
    return `postgres://${credentials}@localhost/${database}?host=${encodeURIComponent(this.socketFolder)}&port=${this.secrets.port}`;
  }

  /**
   * Starts the postmaster, or adopts a running one. Only a connection proves that it runs: the lock file and `pg_ctl status`
   * lie for a second after a kill -9, while the dead process is not yet reaped.
   */
  async start(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    let output = '';
    while (Date.now() < deadline) {
      const answer = await this.knock();
      if (answer === 'open') return;
      if (answer === 'closed') output = await this.launch();
      await pause(100);
      if ((await this.knock()) === 'open') return;
      await pause(150);
    }
    const why = output.trim().split('\n').at(-1) ?? '';
    throw new StartRefused(EXIT.database, `The bundled PostgreSQL did not start: ${why} (its log: ${this.logFile})`);
  }

  /** Makes the database where it is missing, owned by the owner. */
  async ensureDatabase(name: string): Promise<void> {
    await this.asSuperuser(async (client) => {
      const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (known.rowCount === 0) await client.query(`CREATE DATABASE ${name} OWNER ${OWNER}`);
    });
  }

  async dropDatabase(name: string): Promise<void> {
    await this.asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }

  /** Keeps the postmaster running: whenever it is lost, `onLost` is told and it is started again. Answers the way to stop. */
  watch(onLost: (line: string) => void): () => Promise<void> {
    let stopped = false;
    let current: pg.Client | null = null;
    const keep = async (): Promise<void> => {
      while (!stopped) {
        const client = new pg.Client({ connectionString: this.url('superuser', 'postgres'), application_name: 'assay watch' });
        current = client;
        const ended = new Promise<void>((resolve) => {
          client.on('error', () => resolve());
          client.on('end', () => resolve());
        });
        try {
          await client.connect();
          await ended;
        } catch {
          await pause(200);
        }
        if (stopped) return;
        onLost('The database stopped. Starting it again…');
        await this.start().catch((error: unknown) => onLost(error instanceof Error ? error.message : String(error)));
      }
    };
    const kept = keep();
    return async () => {
      stopped = true;
      await current?.end().catch(() => undefined);
      await kept;
    };
  }

  /** Stops the postmaster after writing everything out. */
  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    await this.control(['-m', mode, '-w', 'stop']);
  }

  /** Ends the postmaster without waiting, as for a power cut; what was committed is replayed at the next start. */
  stopAtOnce(): void {
    const pidFile = path.join(this.folder, 'postmaster.pid');
    if (fs.existsSync(pidFile)) process.kill(Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT');
  }

  private get logFile(): string {
    return path.join(this.folder, 'assay-postgres.log');
  }

  private async knock(): Promise<'open' | 'closed' | 'busy'> {
    const client = new pg.Client({ connectionString: this.url('superuser', 'postgres'), connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return 'open';
    } catch (error) {
      const code = codeOf(error);
      if (code === '28P01' || code === '28000') {
        throw new StartRefused(EXIT.database, 'The password file of the bundled database does not fit it; restore both from one backup.');
      }
      return /^(57P0|53)/.test(code) ? 'busy' : 'closed';
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async launch(): Promise<string> {
    const settings: Record<string, string | number> = {
      port: this.secrets.port,
      listen_addresses: this.socketFolder === null ? '127.0.0.1' : '',
      unix_socket_directories: this.socketFolder ?? '',
      unix_socket_permissions: '0700',
      max_connections: 200,
      log_min_messages: 'warning',
    };
    const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
    return this.control(['-w', '-t', '30', '-l', this.logFile, '-o', options.join(' '), 'start']);
  }

  private async control(args: readonly string[]): Promise<string> {
    const { output } = await run(path.join(this.binaries.bin, 'pg_ctl'), ['-D', this.folder, ...args], this.binaries.account);
    return output;
  }

  /** The server logs in as a role that owns nothing and may only become `assay_app`. */
  private async prepareRoles(): Promise<void> {
    await this.asSuperuser(async (client) => {
      // Two processes that open one cluster would trip over each other's grants.
      await client.query('SELECT pg_advisory_lock(43)');
      const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles');
      const known = new Set(rows.map((row) => row.rolname));
      if (!known.has(APP_ROLE)) await client.query(`CREATE ROLE ${APP_ROLE} NOLOGIN`);
      for (const [role, password] of [
        [OWNER, this.secrets.owner],
        [LOGIN, this.secrets.server],
      ] as const) {
        if (!known.has(role)) await client.query(`CREATE ROLE ${role} LOGIN NOINHERIT PASSWORD '${password}'`);
        await client.query(`GRANT ${APP_ROLE} TO ${role}`);
      }
    });
  }

  private async asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.url('superuser', 'postgres') });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}

function readOrMakeSecrets(home: string): Secrets {
  const file = path.join(home, 'database-passwords.json');
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')) as Secrets;
  if (fs.existsSync(path.join(home, 'postgres'))) {
    throw new StartRefused(EXIT.dataFolder, `${file} is missing, so the database beside it cannot be opened; restore it from a backup.`);
  }
  const word = (): string => randomBytes(24).toString('hex');
  const port = process.platform === 'win32' ? 20_000 + (randomBytes(2).readUInt16BE() % 20_000) : 5432;
  const secrets: Secrets = { superuser: word(), owner: word(), server: word(), port };
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  fs.renameSync(`${file}.new`, file);
  return secrets;
}

/**
 * Where the cluster stands: `home/postgres`. When root's account for Postgres cannot enter `home`, it stands in a folder
 * that it can enter, and `home/postgres` is a link to it.
 */
function clusterFolder(home: string, binaries: Binaries, say: (line: string) => void): string {
  const folder = path.join(home, 'postgres');
  const known = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (known?.isSymbolicLink()) return fs.readlinkSync(folder);
  if (known !== undefined || binaries.account === null || enterable(home)) return folder;
  const elsewhere = path.join(rootsPlace(), `data-${randomBytes(6).toString('hex')}`);
  fs.symlinkSync(elsewhere, folder);
  say(`The database stands in ${elsewhere}: PostgreSQL does not run as root, and nobody else may enter ${home}.`);
  return elsewhere;
}

/** Whether an account without rights of its own can walk down to the folder. */
function enterable(folder: string): boolean {
  for (let at = fs.realpathSync(folder); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** A socket's path may have about 100 bytes; where the folder's is longer, it stands in the temporary folder. */
function socketFolderFor(folder: string, binaries: Binaries): string | null {
  if (process.platform === 'win32') return null;
  if (Buffer.byteLength(folder) < 80) return folder;
  const short = path.join(os.tmpdir(), `assay-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  fs.mkdirSync(short, { recursive: true, mode: 0o700 });
  if (binaries.account !== null) fs.chownSync(short, binaries.account.uid, binaries.account.gid);
  return short;
}

/** Made beside its final place and renamed, so that a start killed half-way leaves nothing that looks finished. */
async function initialise(binaries: Binaries, folder: string, secrets: Secrets): Promise<void> {
  const parent = path.dirname(folder);
  for (const entry of fs.readdirSync(parent)) {
    if (entry.startsWith(`${path.basename(folder)}.new-`)) fs.rmSync(path.join(parent, entry), { recursive: true, force: true });
  }
  const unfinished = fs.mkdtempSync(`${folder}.new-`);
  const passwordFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'assay-init-')), 'password');
  fs.writeFileSync(passwordFile, secrets.superuser, { mode: 0o600 });
  if (binaries.account !== null) {
    const { uid, gid } = binaries.account;
    for (const owned of [unfinished, path.dirname(passwordFile), passwordFile]) fs.chownSync(owned, uid, gid);
  }
  const { code, output } = await run(
    path.join(binaries.bin, 'initdb'),
    ['-D', unfinished, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', ...LOCALE],
    binaries.account,
  );
  fs.rmSync(path.dirname(passwordFile), { recursive: true, force: true });
  if (code !== 0) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    throw new StartRefused(EXIT.database, `The database could not be made: ${output.trim().split('\n').at(-1) ?? ''}`);
  }
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(unfinished, folder);
}

/** The same order of words on every system, whatever its own locales are. */
const LOCALE = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

async function refuseOtherVersion(binaries: Binaries, folder: string): Promise<void> {
  const { output } = await run(path.join(binaries.bin, 'postgres'), ['--version'], binaries.account);
  const ours = /(\d+)\./.exec(output)?.[1] ?? '';
  const theirs = fs.readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim();
  if (ours === theirs) return;
  throw new StartRefused(
    EXIT.dataFolder,
    `The data folder was made by PostgreSQL ${theirs} and the bundled one is ${ours}; use the Assay version that made it, or DATABASE_URL.`,
  );
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
