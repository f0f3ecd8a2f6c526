import type { RefusedEdit } from './session.js';

/** An edit not yet acknowledged: its number under its lease, and its bytes. */
export interface OutboxEntry {
  readonly clientSeq: number;
  readonly bytes: Uint8Array;
}

/** The unacknowledged edits of one tab in one document, all under one lease. */
export interface StoredOutbox {
  readonly document: string;
  readonly lease: number;
  /** Epoch of the document they were made in; null where the tab had not opened it yet. */
  readonly epoch: string | null;
  readonly entries: readonly OutboxEntry[];
}

/**
 * Where unacknowledged edits survive a closed tab (SY10). Each tab writes its own outboxes; those of dead tabs are taken over
 * by the next tab of the same person that opens the document.
 */
export interface OutboxStore {
  put(document: string, lease: number, entry: OutboxEntry, epoch: string | null): void;
  /** Forgets entries up to that number. */
  removeUpTo(document: string, lease: number, clientSeq: number): void;
  removeAll(document: string, lease: number): void;
  /** Outboxes of that document whose tab is gone; from now on they are this tab's. */
  adopt(document: string): Promise<StoredOutbox[]>;
  /** Keeps what was refused until it is put aside. */
  keepRefused(edit: RefusedEdit): void;
  refusedEdits(document: string): Promise<RefusedEdit[]>;
  putRefusedAside(document: string): void;
  /** Resolves when everything put so far is on disk. */
  settled(): Promise<void>;
}

interface MemoryOutbox {
  readonly document: string;
  readonly lease: number;
  epoch: string | null;
  readonly entries: Map<number, Uint8Array>;
  alive: boolean;
}

/** Keeps edits for as long as the page lives: for tests, load tools, and browsers without IndexedDB. */
export class MemoryOutboxStore implements OutboxStore {
  private readonly outboxes = new Map<string, MemoryOutbox>();
  private refused: RefusedEdit[] = [];

  put(document: string, lease: number, entry: OutboxEntry, epoch: string | null): void {
    const outbox = this.outbox(document, lease);
    outbox.epoch = epoch;
    outbox.entries.set(entry.clientSeq, entry.bytes);
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
      return { document, lease: outbox.lease, epoch: outbox.epoch, entries };
    });
  }

  keepRefused(edit: RefusedEdit): void {
    this.refused.push(edit);
  }

  async refusedEdits(document: string): Promise<RefusedEdit[]> {
    return this.refused.filter((edit) => edit.document === document);
  }

  putRefusedAside(document: string): void {
    this.refused = this.refused.filter((edit) => edit.document !== document);
  }

  async settled(): Promise<void> {}

  /** The tab is gone: another one may take its outboxes over. */
  abandon(): void {
    for (const outbox of this.outboxes.values()) outbox.alive = false;
  }

  private outbox(document: string, lease: number): MemoryOutbox {
    const key = `${document} ${lease}`;
    let outbox = this.outboxes.get(key);
    if (!outbox) {
      outbox = { document, lease, epoch: null, entries: new Map(), alive: true };
      this.outboxes.set(key, outbox);
    }
    return outbox;
  }
}
