// Hocuspocus 3 or 4 (HP), with @hocuspocus/extension-database into Postgres where PERSIST is set.
// All at its defaults: it stores 2 s after the last edit, and at the latest every 10 s.
import pg from 'pg';

const { Server } = await import(`hp${process.env.HP}-server`);
const extensions = [];
if (process.env.PERSIST) {
  const { Database } = await import(`hp${process.env.HP}-db`);
  const pool = new pg.Pool({ connectionString: process.env.PGURL, max: 10 });
  await pool.query('CREATE TABLE IF NOT EXISTS documents (name text PRIMARY KEY, data bytea NOT NULL)');
  extensions.push(
    new Database({
      fetch: async ({ documentName }) =>
        (await pool.query('SELECT data FROM documents WHERE name = $1', [documentName])).rows[0]?.data ?? null,
      store: async ({ documentName, state }) => {
        await pool.query('INSERT INTO documents (name, data) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET data = excluded.data', [
          documentName,
          state,
        ]);
      },
    }),
  );
}
await new Server({ port: Number(process.env.PORT), address: process.env.HOST, quiet: true, extensions }).listen();
