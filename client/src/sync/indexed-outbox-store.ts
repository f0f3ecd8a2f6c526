import type { OutboxEntry, OutboxStore, StoredOutbox } from './outbox-store.js';

interface Row {
  readonly userId: string;
  readonly document: string;
  readonly lease: number;
  readonly clientSeq: number;
  readonly tab: string;
  readonly bytes: Uint8Array;
}

const STORE = 'edits';
const LOCK_PREFIX = 'assay-tab-';

/**
 * Outboxes in IndexedDB. Each tab holds a web lock of its name for as long as it lives; a row whose tab's lock is free belongs
 * to a dead tab. Writes go out in one transaction per turn of the event loop, in order.
 */
export class IndexedOutboxStore implements OutboxStore {
  private queue: ((store: IDBObjectStore) => void)[] = [];
  private writing: Promise<void> = Promise.resolve();

  private readonly database: Promise<IDBDatabase>;

  constructor(
    private readonly userId: string,
    private readonly tab: string,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.database = openDatabase();
    this.database.catch(onFault);
    holdLock(LOCK_PREFIX + tab);
  }

  put(document: string, lease: number, entry: OutboxEntry): void {
    const row: Row = { userId: this.userId, document, lease, clientSeq: entry.clientSeq, tab: this.tab, bytes: entry.bytes };
    this.write((store) => store.put(row));
  }

  removeUpTo(document: string, lease: number, clientSeq: number): void {
    this.write((store) => store.delete(IDBKeyRange.bound([this.userId, document, lease, 0], [this.userId, document, lease, clientSeq])));
  }

  removeAll(document: string, lease: number): void {
    this.removeUpTo(document, lease, Number.MAX_SAFE_INTEGER);
  }

  async adopt(document: string): Promise<StoredOutbox[]> {
    const range = IDBKeyRange.bound([this.userId, document], [this.userId, document, []]);
    const rows = await done<Row[]>((await this.database).transaction(STORE).objectStore(STORE).getAll(range));
    const dead = new Set<string>();
    for (const tab of new Set(rows.map((row) => row.tab))) if (tab !== this.tab && !(await isHeld(LOCK_PREFIX + tab))) dead.add(tab);
    const outboxes = new Map<number, OutboxEntry[]>();
    for (const row of rows.filter(({ tab }) => dead.has(tab))) {
      outboxes.set(row.lease, [...(outboxes.get(row.lease) ?? []), row]);
      this.write((store) => store.put({ ...row, tab: this.tab }));
    }
    await this.settled();
    return [...outboxes].map(([lease, entries]) => ({ document, lease, entries: entries.sort((a, b) => a.clientSeq - b.clientSeq) }));
  }

  settled(): Promise<void> {
    return this.writing;
  }

  private write(change: (store: IDBObjectStore) => void): void {
    this.queue.push(change);
    if (this.queue.length > 1) return;
    this.writing = this.writing.then(() => this.flush()).catch(this.onFault);
  }

  private async flush(): Promise<void> {
    const database = await this.database;
    const changes = this.queue;
    this.queue = [];
    const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
    for (const change of changes) change(transaction.objectStore(STORE));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('the edit could not be kept on this device'));
    });
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('assay-outbox', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE, { keyPath: ['userId', 'document', 'lease', 'clientSeq'] });
  };
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB does not answer'));
  });
}

/** Held until the page goes. Browsers offer locks in secure contexts only; elsewhere every other tab counts as dead. */
function holdLock(name: string): void {
  if (typeof navigator === 'undefined' || !('locks' in navigator)) return;
  navigator.locks.request(name, () => new Promise<never>(() => {})).catch(() => {});
}

async function isHeld(name: string): Promise<boolean> {
  if (typeof navigator === 'undefined' || !('locks' in navigator)) return false;
  const { held } = await navigator.locks.query();
  return (held ?? []).some((lock) => lock.name === name);
}
