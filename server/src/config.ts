import path from 'node:path';

/** Everything the environment decides, checked once at the start and frozen. Nothing else reads `process.env`. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Captured files and the embedded database stand below it. */
  readonly dataDir: string;
  /** What the running server connects with; each connection works as role `assay_app`. */
  readonly databaseUrl: string;
  /** What migrations connect with. The same as `databaseUrl` where only that is given. */
  readonly databaseOwnerUrl: string;
  /** Redis that carries hints between nodes; null where Postgres does. */
  readonly redisUrl: string | null;
  /** Origin that browsers use, without a trailing slash; null where it is the address listened on. */
  readonly publicUrl: string | null;
  readonly demo: boolean;
  readonly bench: boolean;
  /** Whether an import by address may reach this machine itself. For tests; the open web alone otherwise. */
  readonly importLoopback: boolean;
  readonly production: boolean;
  /** Number of reverse proxies in front whose X-Forwarded-For is believed. */
  readonly trustedProxies: number;
  /** How long a stop goes on serving after `/readyz` says no, for whoever balances the load to notice. */
  readonly drainMs: number;
  /** What a reader of `/metrics` has to show who is not on this machine; null where none may. */
  readonly metricsToken: string | null;
  /** Minutes between two runs that hash captures again and look at live pages; 0 for never. */
  readonly fixityMinutes: number;
  readonly logLevel: LogLevel;
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Nest injection token of the one `Config`. */
export const CONFIG = Symbol('Config');

/** Exit codes of a start that was refused; each comes with one sentence on stderr. */
export const EXIT = {
  unexpected: 1,
  settings: 2,
  portInUse: 3,
  dataFolder: 4,
  alreadyRunning: 5,
  database: 6,
  unsafeDatabase: 7,
  build: 8,
} as const;

/** A start that cannot go on for a reason its operator can mend: one sentence and an exit code, never a stack trace. */
export class StartRefused extends Error {
  constructor(
    readonly exitCode: number,
    sentence: string,
  ) {
    super(sentence);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment. Throws `StartRefused` naming the variable at fault. */
export function readConfig(env: Environment, workingFolder: string): Config {
  const host = given(env, 'HOST') ?? '127.0.0.1';
  const bench = flag(env, 'ASSAY_BENCH', false);
  if (bench && !isLoopback(host)) {
    throw new StartRefused(EXIT.settings, `ASSAY_BENCH=1 makes documents for anyone, so HOST must be a loopback address, not "${host}".`);
  }
  const importLoopback = flag(env, 'ASSAY_IMPORT_LOOPBACK', false);
  if (importLoopback && (env['NODE_ENV'] === 'production' || !isLoopback(host))) {
    throw new StartRefused(
      EXIT.settings,
      'ASSAY_IMPORT_LOOPBACK=1 is for tests: HOST must be a loopback address, and NODE_ENV not production.',
    );
  }
  const databaseUrl = postgresUrl(env, 'DATABASE_URL');
  if (databaseUrl === null) throw new StartRefused(EXIT.settings, 'DATABASE_URL is not set; "npm start" brings its own database.');
  return Object.freeze({
    port: wholeNumber(env, 'PORT', 4100, 65_535),
    host,
    dataDir: path.resolve(workingFolder, given(env, 'DATA_DIR') ?? '.data'),
    databaseUrl,
    databaseOwnerUrl: postgresUrl(env, 'DATABASE_OWNER_URL') ?? databaseUrl,
    redisUrl: redisUrl(env),
    publicUrl: publicUrl(env),
    demo: flag(env, 'ASSAY_DEMO', true),
    bench,
    importLoopback,
    production: env['NODE_ENV'] === 'production',
    trustedProxies: wholeNumber(env, 'TRUSTED_PROXIES', 0, 10),
    drainMs: wholeNumber(env, 'DRAIN_MS', 0, 10_000),
    metricsToken: metricsToken(env),
    fixityMinutes: wholeNumber(env, 'FIXITY_MINUTES', 60, 10_080),
    logLevel: logLevel(env),
  });
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

function given(env: Environment, name: string): string | null {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

function flag(env: Environment, name: string, otherwise: boolean): boolean {
  const value = given(env, name);
  if (value === null) return otherwise;
  if (value === '1' || value === 'true') return true;
  if (value === '0' || value === 'false') return false;
  throw new StartRefused(EXIT.settings, `${name} must be 0 or 1, not "${value}".`);
}

function wholeNumber(env: Environment, name: string, otherwise: number, max: number): number {
  const value = given(env, name);
  if (value === null) return otherwise;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > max) {
    throw new StartRefused(EXIT.settings, `${name} must be a whole number from 0 to ${max}, not "${value}".`);
  }
  return number;
}

function postgresUrl(env: Environment, name: string): string | null {
  const value = given(env, name);
  if (value === null) return null;
  if (!/^postgres(ql)?:\/\/./.test(value)) {
    throw new StartRefused(EXIT.settings, `${name} must look like postgres://user:password@host:5432/database.`);
  }
  return value;
}

function redisUrl(env: Environment): string | null {
  const value = given(env, 'REDIS_URL');
  if (value === null) return null;
  if (!URL.canParse(value) || !/^rediss?:$/.test(new URL(value).protocol)) {
    throw new StartRefused(EXIT.settings, 'REDIS_URL must look like redis://user:password@host:6379, or rediss:// for TLS.');
  }
  return value;
}

function metricsToken(env: Environment): string | null {
  const value = given(env, 'METRICS_TOKEN');
  if (value !== null && value.length < 16) throw new StartRefused(EXIT.settings, 'METRICS_TOKEN must have at least 16 characters.');
  return value;
}

function publicUrl(env: Environment): string | null {
  const value = given(env, 'PUBLIC_URL');
  if (value === null) return null;
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol) || new URL(value).pathname !== '/') {
    throw new StartRefused(EXIT.settings, `PUBLIC_URL must be an origin such as https://assay.example.org, not "${value}".`);
  }
  return new URL(value).origin;
}

function logLevel(env: Environment): LogLevel {
  const value = given(env, 'LOG_LEVEL');
  if (value === null) return 'info';
  const level = LOG_LEVELS.find((known) => known === value);
  if (level === undefined) throw new StartRefused(EXIT.settings, `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${value}".`);
  return level;
}
