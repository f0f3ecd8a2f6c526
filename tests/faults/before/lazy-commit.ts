import pg from 'pg';

/**
 * The negative control of the tests that kill Postgres, loaded before the server: commits of updates do not wait for the disk.
 * The server's own start-up check does not see it, because only the connections of the update log are changed.
 */
const plain = pg.Client.prototype.connect as (...args: unknown[]) => unknown;

interface Parameters {
  application_name?: string;
  options?: string;
}

pg.Client.prototype.connect = function (this: pg.Client, ...args: unknown[]): unknown {
  const { connectionParameters } = this as unknown as { connectionParameters: Parameters };
  if (connectionParameters.application_name === 'assay sync') connectionParameters.options += ' -c synchronous_commit=off';
  return Reflect.apply(plain, this, args);
} as typeof pg.Client.prototype.connect;
