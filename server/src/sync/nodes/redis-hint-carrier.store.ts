import { createClient } from '@redis/client';
import type { HintCarrier } from './hint-channel.js';

const TIMEOUT_MS = 5_000;

type Client = ReturnType<typeof clientOf>;

/**
 * Hints by Redis pub/sub. Nothing is kept in Redis, so that losing it, or all it holds, costs nothing but time. Connecting anew
 * is left to the channel.
 */
export class RedisHintCarrier implements HintCarrier {
  private sender: Client | null = null;
  private readonly open = new Set<Client>();

  constructor(
    private readonly url: string,
    /** Name of the channel: a Redis may serve several databases of ours, which must not hear each other. */
    private readonly channel: string,
  ) {}

  async listen(heard: (payload: string) => void, lost: () => void): Promise<() => void> {
    const client = await this.connected(lost);
    const stop = (): void => client.destroy();
    try {
      await this.answered(client, client.subscribe(this.channel, heard));
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  }

  async send(payload: string): Promise<void> {
    this.sender ??= await this.connected(() => {
      this.sender = null;
    });
    await this.answered(this.sender, this.sender.publish(this.channel, payload));
  }

  async close(): Promise<void> {
    for (const client of this.open) client.destroy();
  }

  private async connected(lost: () => void): Promise<Client> {
    const client = clientOf(this.url);
    this.open.add(client);
    const end = (): void => {
      this.open.delete(client);
      lost();
    };
    client.on('error', end);
    client.on('end', end);
    await this.answered(client, client.connect());
    return client;
  }

  /** A server that hangs takes a command and never answers. */
  private async answered(client: Client, answer: Promise<unknown>): Promise<void> {
    const late = setTimeout(() => {
      if (client.isOpen) client.destroy();
    }, TIMEOUT_MS);
    try {
      await answer;
    } finally {
      clearTimeout(late);
    }
  }
}

function clientOf(url: string) {
  return createClient({ url, socket: { connectTimeout: TIMEOUT_MS, reconnectStrategy: false } });
}
