import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { must } from '#shared/lib/must.js';
import type { Tx } from './tx.js';

/** Opens transactions. Everything that touches the database gets its `Tx` from here, as its first argument. */
@Injectable()
export class Database implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** Runs the work in one READ COMMITTED transaction: all of it is stored, or nothing. */
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.source.transaction('READ COMMITTED', work);
  }

  /** Runs the work on one snapshot: several queries of one view agree with each other. Writes are refused by Postgres. */
  async read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const result = await work(runner.manager);
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** For one statement, which is a transaction by itself. */
  single<T>(statement: (tx: Tx) => Promise<T>): Promise<T> {
    return statement(this.source.manager);
  }

  /** Whether the database answers at all. */
  async answers(): Promise<boolean> {
    return this.source.query('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  /** What tells this database from every other one, on whatever server: the same for all who connect to it. */
  async identity(): Promise<string> {
    const [row] = await this.source.query<{ identity: string }[]>(
      "SELECT system_identifier || '/' || current_database() AS identity FROM pg_control_system()",
    );
    return must(row, 'a name of the database').identity;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
