import pg from 'pg';
import type { HintCarrier } from './hint-channel.js';

const CHANNEL = 'assay_hints';
const TIMEOUT_MS = 5_000;

/** Hints by NOTIFY, on two connections of its own: no commit of an update ever waits for the lock that a notification takes. */
export class PgHintCarrier implements HintCarrier {
  private sender: pg.Client | null = null;
  private readonly open = new Set<pg.Client>();

  constructor(private readonly connection: pg.ClientConfig) {}

  async listen(heard: (payload: string) => void, lost: () => void): Promise<() => void> {
    const client = this.client(lost);
    client.on('notification', ({ payload }) => heard(payload ?? ''));
    const stop = (): void => void client.end().catch(() => undefined);
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  }

  async send(payload: string): Promise<void> {
    const client = await this.sendingClient();
    await client.query({ name: 'hint', text: 'SELECT pg_notify($1, $2)', values: [CHANNEL, payload] });
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.open].map((client) => client.end()));
  }

  private async sendingClient(): Promise<pg.Client> {
    if (this.sender) return this.sender;
    const client = this.client(() => {
      if (this.sender === client) this.sender = null;
    });
    await client.connect();
    // A hint need not survive a crash, so its commit waits for no disk.
    await client.query('SET synchronous_commit = off');
    this.sender = client;
    return client;
  }

  private client(lost: () => void): pg.Client {
    const client = new pg.Client({ ...this.connection, connectionTimeoutMillis: TIMEOUT_MS, query_timeout: TIMEOUT_MS });
    this.open.add(client);
    const end = (): void => {
      this.open.delete(client);
      lost();
    };
    client.on('error', end);
    client.on('end', end);
    return client;
  }
}
