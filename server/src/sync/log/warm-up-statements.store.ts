import pg from 'pg';

const QUERIES = 200;

/** Runs the driver's way of a prepared statement, which asks for nothing but its own parameters. */
export async function warmUpStatements(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  client.on('error', () => {});
  await client.connect();
  const values = [1, 2, Buffer.alloc(32), 3, 4, '00000000-0000-0000-0000-000000000000', Buffer.alloc(12), new Date(0).toISOString()];
  const text = 'SELECT $1::int, $2::bigint, $3::bytea, $4::bigint, $5::bigint, $6::uuid, $7::bytea, $8::timestamptz';
  try {
    for (let i = 0; i < QUERIES; i++) await client.query({ name: 'warm-up', text, values });
  } finally {
    await client.end();
  }
}
