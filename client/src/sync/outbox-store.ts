/** An edit not yet acknowledged: its number under its lease, and its bytes. */
export interface OutboxEntry {
  readonly clientSeq: number;
  readonly bytes: Uint8Array;
}

/** The unacknowledged edits of one tab in one document, all under one lease. */
export interface StoredOutbox {
  readonly document: string;
  readonly lease: number;
  readonly entries: readonly OutboxEntry[];
}

/**
 * Where unacknowledged edits survive a closed tab (SY10). Each tab writes its own outboxes; those of dead tabs are taken over
 * by the next tab of the same person that opens the document.
 */
export interface OutboxStore {
  put(document: string, lease: number, entry: OutboxEntry): void;
  /** Forgets entries up to that number. */
  removeUpTo(document: string, lease: number, clientSeq: number): void;
  removeAll(document: string, lease: number): void;
  /** Outboxes of that document whose tab is gone; from now on they are this tab's. */
  adopt(document: string): Promise<StoredOutbox[]>;
  /** Resolves when everything put so far is on disk. */
  settled(): Promise<void>;
}

/** Keeps edits for as long as the page lives: for tests, load tools, and browsers without IndexedDB. */
export class MemoryOutboxStore implements OutboxStore {
  private readonly outboxes = new Map<string, { document: string; lease: number; entries: Map<number, Uint8Array>; alive: boolean }>();

  put(document: string, lease: number, entry: OutboxEntry): void {
    this.outbox(document, lease).entries.set(entry.clientSeq, entry.bytes);
  }

  removeUpTo(document: string, lease: number, clientSeq: number): void {
    const { entries } = this.outbox(document, lease);
    for (const number of entries.keys()) if (number <= clientSeq) entries.delete(number);
  }

  removeAll(document: string, lease: number): void {
    this.outboxes.delete(`${document} ${lease}`);
  }

  async adopt(document: string): Promise<StoredOutbox[]> {
    const found = [...this.outboxes.values()].filter((outbox) => outbox.document === document && !outbox.alive && outbox.entries.size > 0);
    return found.map((outbox) => {
      outbox.alive = true;
      const entries = [...outbox.entries].sort(([a], [b]) => a - b).map(([clientSeq, bytes]) => ({ clientSeq, bytes }));
      return { document, lease: outbox.lease, entries };
    });
  }

  async settled(): Promise<void> {}

  /** The tab is gone: another one may take its outboxes over. */
  abandon(): void {
    for (const outbox of this.outboxes.values()) outbox.alive = false;
  }

  private outbox(document: string, lease: number): { entries: Map<number, Uint8Array> } {
    const key = `${document} ${lease}`;
    let outbox = this.outboxes.get(key);
    if (!outbox) {
      outbox = { document, lease, entries: new Map(), alive: true };
      this.outboxes.set(key, outbox);
    }
    return outbox;
  }
}
