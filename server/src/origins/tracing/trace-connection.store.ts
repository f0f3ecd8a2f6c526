import pg from 'pg';
import type { Connection } from './trace.store.js';

/** Connections of the tracing thread: few, so that asks wait for each other and commits for none of them. */
export function openConnection(settings: {
  readonly connectionString: string;
  readonly options: string;
  readonly application_name: string;
}): Connection {
  const pool = new pg.Pool({ ...settings, max: 3 });
  // A broken idle connection is replaced; whoever needs one meanwhile hears of it.
  pool.on('error', () => undefined);
  return {
    query: async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
      const { rows } = await pool.query<Row>(sql, [...values]);
      return { rows };
    },
  };
}
