import pg from 'pg';

/**
 * The negative control of the tests that kill Postgres, loaded before the server: commits of updates do not wait for the disk.
 * The server's own start-up check does not see it, because only the committing connection is changed.
 */
const plain = pg.Client.prototype.query as (...args: unknown[]) => unknown;

pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
  const [text, ...rest] = args;
  if (typeof text === 'string' && text.startsWith('SET plan_cache_mode'))
    return Reflect.apply(plain, this, [`${text}; SET synchronous_commit = off`, ...rest]);
  return Reflect.apply(plain, this, args);
} as typeof pg.Client.prototype.query;
