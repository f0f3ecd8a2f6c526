import pg from 'pg';
import { decodeHints, encodeHints, type Hint, subjectOf } from './hints.js';

const CHANNEL = 'assay_hints';
const BEAT_MS = 2_000;
/** A node not heard of for this long is gone. */
const GONE_MS = 5_000;
const RETRY_MS = 250;
/** More than this waiting means that Postgres is away: what is left out is found by the sweeps. */
const WAITING_MAX = 20_000;

/**
 * Hints between the nodes of one database, by NOTIFY. Two connections of its own, so that no commit of an update ever waits for
 * the lock that a notification takes. One notification is under way at a time; what comes meanwhile goes with the next, latest
 * only. A node that hears of no other sends nothing but its beat.
 */
export class HintChannel {
  private waiting = new Map<string, Hint>();
  private sending = false;
  private closed = false;
  private readonly others = new Map<string, number>();
  private readonly hearers = new Set<(hint: Hint, node: string) => void>();
  private readonly gapHearers = new Set<() => void>();
  private readonly goneHearers = new Set<(node: string) => void>();
  private sender: pg.Client | null = null;
  private listener: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  /** When this node last heard itself: its own beat comes back while both connections work. */
  private heardSelfAt = 0;

  constructor(
    private readonly connection: pg.ClientConfig,
    /** Name of this node, unlike all others. */
    private readonly node: string,
  ) {}

  /** Listens from now on. Without a database it goes on trying. */
  async start(): Promise<void> {
    await this.listen().catch(() => undefined);
    this.timer = setInterval(() => this.beat(), BEAT_MS);
    this.beat();
  }

  tell(hint: Hint): void {
    if (hint[0] !== 'beat' && this.others.size === 0) return;
    if (this.waiting.size >= WAITING_MAX) return;
    this.waiting.set(subjectOf(hint), hint);
    if (this.sending || this.closed) return;
    this.sending = true;
    void this.sendAll();
  }

  onHint(hearer: (hint: Hint, node: string) => void): void {
    this.hearers.add(hearer);
  }

  /** Hints may have been missed. */
  onGap(hearer: () => void): void {
    this.gapHearers.add(hearer);
  }

  /** That node has not been heard of for a while. */
  onGone(hearer: (node: string) => void): void {
    this.goneHearers.add(hearer);
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.timer) clearInterval(this.timer);
    const open = [this.sender, this.listener];
    [this.sender, this.listener] = [null, null];
    await Promise.allSettled(open.map((client) => client?.end()));
  }

  private beat(): void {
    const now = Date.now();
    for (const [node, heardAt] of this.others) {
      if (now - heardAt <= GONE_MS) continue;
      this.others.delete(node);
      for (const hearer of this.goneHearers) hearer(node);
    }
    // A connection can look open and be dead: then this node does not hear itself.
    if (this.listener && now - this.heardSelfAt > GONE_MS) this.lostListener(this.listener);
    this.tell(['beat']);
  }

  private async sendAll(): Promise<void> {
    while (this.waiting.size > 0 && !this.closed) {
      const sent = this.waiting;
      this.waiting = new Map();
      try {
        const client = await this.sendingClient();
        for (const payload of encodeHints(this.node, [...sent.values()])) {
          await client.query({ name: 'hint', text: 'SELECT pg_notify($1, $2)', values: [CHANNEL, payload] });
        }
      } catch {
        for (const [subject, hint] of sent) if (!this.waiting.has(subject)) this.waiting.set(subject, hint);
        await pause();
      }
    }
    this.sending = false;
  }

  private async sendingClient(): Promise<pg.Client> {
    if (this.sender) return this.sender;
    const client = new pg.Client({ ...this.connection, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
    const forget = (): void => {
      if (this.sender === client) this.sender = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    await client.connect();
    // A hint need not survive a crash, so its commit waits for no disk.
    await client.query('SET synchronous_commit = off');
    this.sender = client;
    return client;
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({ ...this.connection, connectionTimeoutMillis: 5_000 });
    const lost = (): void => this.lostListener(client);
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => this.heard(payload ?? ''));
    this.listener = client;
    this.heardSelfAt = Date.now();
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      lost();
      throw error;
    }
  }

  private lostListener(client: pg.Client): void {
    if (this.listener !== client) return;
    this.listener = null;
    client.end().catch(() => undefined);
    if (this.closed) return;
    void pause()
      .then(() => (this.closed ? undefined : this.listen()))
      .then(
        () => {
          for (const hearer of this.gapHearers) hearer();
          this.tell(['beat']);
        },
        () => undefined, // it was lost again, and is tried again
      );
  }

  private heard(payload: string): void {
    const message = decodeHints(payload);
    if (!message) return;
    if (message.node === this.node) {
      this.heardSelfAt = Date.now();
      return;
    }
    const isNew = !this.others.has(message.node);
    this.others.set(message.node, Date.now());
    if (isNew) this.tell(['beat']);
    for (const hint of message.hints) for (const hearer of this.hearers) hearer(hint, message.node);
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, RETRY_MS));
}
