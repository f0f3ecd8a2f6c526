import pg from 'pg';
import type { DataSource } from 'typeorm';
import { EXIT, StartRefused } from '../config.js';
import { APP_ROLE, appDataSource, ownerDataSource } from './data-source.js';

export interface DatabaseAddress {
  readonly databaseUrl: string;
  readonly databaseOwnerUrl: string;
  /** A throw-away database of a load tool: a left-over `audit` schema of an emptied database may be dropped. */
  readonly bench: boolean;
}

/** Held while migrations run, so that two nodes starting at once migrate one after the other. */
const MIGRATION_LOCK = 7_236_101;

/** Migrates as the owner, opens the pool as `assay_app`, and refuses a database that could lose or leak what is saved. */
export async function openDatabase(address: DatabaseAddress): Promise<DataSource> {
  await migrate(address);
  const source = appDataSource(address.databaseUrl);
  try {
    await source.initialize();
    await refuseUnsafe(source);
  } catch (error) {
    if (source.isInitialized) await source.destroy();
    throw connectRefusal(error, 'DATABASE_URL');
  }
  return source;
}

/** Brings the schema to this version of the code. */
export async function migrate(address: DatabaseAddress): Promise<void> {
  const owner = new pg.Client({ connectionString: address.databaseOwnerUrl, application_name: 'assay start' });
  owner.on('error', () => undefined);
  try {
    await owner.connect();
  } catch (error) {
    throw connectRefusal(error, address.databaseOwnerUrl === address.databaseUrl ? 'DATABASE_URL' : 'DATABASE_OWNER_URL');
  }
  try {
    await refuseOldServer(owner);
    await owner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureAppRole(owner);
    if (address.bench) await dropLeftoverAudit(owner);
    const source = await ownerDataSource(address.databaseOwnerUrl).initialize();
    try {
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
  } catch (error) {
    throw connectRefusal(error, 'DATABASE_OWNER_URL');
  } finally {
    await owner.end();
  }
}

async function refuseOldServer(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`);
  const version = rows[0]?.version ?? 0;
  if (version < 150_000) {
    throw new StartRefused(EXIT.unsafeDatabase, `The database is PostgreSQL ${Math.floor(version / 10_000)}; Assay needs 15 or newer.`);
  }
}

/** Roles belong to the whole cluster, not to the database, so they are looked after here and not in a migration. */
async function ensureAppRole(owner: pg.Client): Promise<void> {
  const known = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
  if (known.rowCount === 0) {
    await owner.query(`CREATE ROLE ${APP_ROLE} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE`).catch((error: unknown) => {
      if (codeOf(error) !== '42710' && codeOf(error) !== '23505') throw error;
    });
  }
  const mine = await owner.query<{ member: boolean }>(`SELECT pg_has_role(current_user, $1, 'MEMBER') AS member`, [APP_ROLE]);
  if (mine.rows[0]?.member !== true) await owner.query(`GRANT ${APP_ROLE} TO CURRENT_USER`);
}

/** Load tools empty schema `public` between runs and know nothing of `audit`. */
async function dropLeftoverAudit(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ leftover: boolean; migrated: boolean }>(
    `SELECT to_regnamespace('audit') IS NOT NULL AS leftover, to_regclass('public.migrations') IS NOT NULL AS migrated`,
  );
  const state = rows[0];
  if (state?.leftover !== true) return;
  const made = state.migrated ? await owner.query(`SELECT 1 FROM public.migrations WHERE name LIKE 'Ledger%'`) : null;
  if (made === null || made.rowCount === 0) await owner.query('DROP SCHEMA audit CASCADE');
}

/** What is acknowledged must survive a crash, and no running server may hold rights over the log (RU1, AU7). */
async function refuseUnsafe(source: DataSource): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    const [row] = await source.query<{ value: string }[]>('SELECT current_setting($1) AS value', [setting]);
    if (row === undefined || row.value === 'off') {
      throw new StartRefused(EXIT.unsafeDatabase, `The database runs with ${setting}=off and could lose saved work; switch it on.`);
    }
  }
  const [role] = await source.query<{ super: boolean; name: string }[]>(
    'SELECT rolsuper AS super, rolname AS name FROM pg_roles WHERE rolname = current_user',
  );
  if (role === undefined || role.super) {
    throw new StartRefused(EXIT.unsafeDatabase, `The server would work as the superuser "${role?.name ?? '?'}"; it must not.`);
  }
}

/** A failed connection as one sentence that names the variable, never the password in it. */
function connectRefusal(error: unknown, variable: string): Error {
  if (error instanceof StartRefused) return error;
  const sentence = connectSentence(codeOf(error), variable);
  if (sentence !== null) return new StartRefused(EXIT.database, sentence);
  return error instanceof Error ? error : new Error(String(error));
}

function connectSentence(code: string, variable: string): string | null {
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `No database answers at ${variable}; is it running, and are host and port right?`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host in ${variable} cannot be found.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `The host in ${variable} does not answer.`;
    case 'ECONNRESET':
      return `What listens at ${variable} is not a PostgreSQL server.`;
    case '28P01':
    case '28000':
      return `The database refuses the user or password in ${variable}.`;
    case '3D000':
      return `The database named in ${variable} does not exist.`;
    case '42501':
      return `The user in ${variable} may not do what the start needs; DATABASE_OWNER_URL must name the owner of the database.`;
    case 'ERR_INVALID_URL':
      return `${variable} is not a valid address.`;
    default:
      return null;
  }
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return 'code' in error ? String(error.code) : '';
}
