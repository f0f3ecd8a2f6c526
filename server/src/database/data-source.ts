import { DataSource, type EntityManager } from 'typeorm';
import { migrations } from './migrations.js';

/** The role that the running server works as: never owner, never superuser (AU7). */
export const APP_ROLE = 'assay_app';

/** The running server's connections. Each one starts as `assay_app`, whoever logged in. */
export function appDataSource(url: string, connections = 16): DataSource {
  return new DataSource({
    type: 'postgres',
    entities: [],
    installExtensions: false,
    logging: ['warn'],
    // An idle connection that breaks is replaced; whoever needs one meanwhile hears of it.
    poolErrorHandler: () => undefined,
    extra: {
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 10_000,
      // After a quiet minute nobody waits for a connection again.
      idleTimeoutMillis: 10 * 60_000,
      // An act that a stopped process left half-way lets go of its rows.
      options: `-c role=${APP_ROLE} -c idle_in_transaction_session_timeout=15s`,
      application_name: 'assay',
    },
  });
}

/** The owner's single connection, for migrations only. */
export function ownerDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    entities: [],
    migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    logging: ['warn'],
    extra: { connectionString: url, max: 1, application_name: 'assay migrations' },
  });
}

/** Rows of a raw query, typed by the caller who wrote it. */
export async function rows<Row>(tx: EntityManager, sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  return tx.query<Row[]>(sql, [...values]);
}
