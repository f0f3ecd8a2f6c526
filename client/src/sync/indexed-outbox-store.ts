import type { OutboxEntry, OutboxStore, StoredOutbox } from './outbox-store.js';
import type { RefusedEdit } from './session.js';

interface Row {
  readonly userId: string;
  readonly document: string;
  readonly lease: number;
  readonly clientSeq: number;
  readonly tab: string;
  readonly epoch: string | null;
  readonly bytes: Uint8Array;
}

const EDITS = 'edits';
/** Rows of user, document and what was refused, under numbers that only order them. */
const REFUSED = 'refused';
const STORES = [EDITS, REFUSED];
const LOCK_PREFIX = 'assay-tab-';

/**
 * Outboxes in IndexedDB. Each tab holds a web lock of its name for as long as it lives; a row whose tab's lock is free belongs
 * to a dead tab. Writes go out at once, in one
 * transaction per turn of the event loop: the browser keeps their order, and finishes those of a page that is closed.
 */
export class IndexedOutboxStore implements OutboxStore {
  private queue: ((edits: IDBObjectStore, refused: IDBObjectStore) => void)[] = [];
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

  put(document: string, lease: number, entry: OutboxEntry, epoch: string | null): void {
    const row: Row = { userId: this.userId, document, lease, clientSeq: entry.clientSeq, tab: this.tab, epoch, bytes: entry.bytes };
    this.write((edits) => edits.put(row));
  }

  removeUpTo(document: string, lease: number, clientSeq: number): void {
    this.write((edits) => edits.delete(IDBKeyRange.bound([this.userId, document, lease, 0], [this.userId, document, lease, clientSeq])));
  }

  removeAll(document: string, lease: number): void {
    this.removeUpTo(document, lease, Number.MAX_SAFE_INTEGER);
  }

  async adopt(document: string): Promise<StoredOutbox[]> {
    const range = IDBKeyRange.bound([this.userId, document], [this.userId, document, []]);
    const rows = await done<Row[]>((await this.database).transaction(EDITS).objectStore(EDITS).getAll(range));
    const dead = new Set<string>();
    for (const tab of new Set(rows.map((row) => row.tab))) if (tab !== this.tab && !(await isHeld(LOCK_PREFIX + tab))) dead.add(tab);
    const outboxes = new Map<number, Row[]>();
    for (const row of rows.filter(({ tab }) => dead.has(tab))) {
      outboxes.set(row.lease, [...(outboxes.get(row.lease) ?? []), row]);
      this.write((edits) => edits.put({ ...row, tab: this.tab }));
    }
    await this.settled();
    return [...outboxes].map(([lease, entries]) => ({
      document,
      lease,
      epoch: entries[0]?.epoch ?? null,
      entries: entries.sort((a, b) => a.clientSeq - b.clientSeq),
    }));
  }

  keepRefused(edit: RefusedEdit): void {
    this.write((_, refused) => refused.add({ ...edit, userId: this.userId }));
  }

  async refusedEdits(document: string): Promise<RefusedEdit[]> {
    const index = (await this.database).transaction(REFUSED).objectStore(REFUSED).index('of');
    return done<RefusedEdit[]>(index.getAll([this.userId, document]));
  }

  putRefusedAside(document: string): void {
    this.write((_, refused) => {
      const request = refused.index('of').getAllKeys([this.userId, document]);
      request.onsuccess = () => {
        for (const key of request.result) refused.delete(key);
      };
    });
  }

  settled(): Promise<void> {
    return this.writing;
  }

  private write(change: (edits: IDBObjectStore, refused: IDBObjectStore) => void): void {
    this.queue.push(change);
    if (this.queue.length > 1) return;
    this.writing = Promise.all([this.writing, this.flush()]).then(() => undefined, this.onFault);
  }

  private async flush(): Promise<void> {
    const database = await this.database;
    const changes = this.queue;
    this.queue = [];
    const transaction = database.transaction(STORES, 'readwrite', { durability: 'strict' });
    for (const change of changes) change(transaction.objectStore(EDITS), transaction.objectStore(REFUSED));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('the edit could not be kept on this device'));
    });
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('assay-outbox', 2);
  request.onupgradeneeded = ({ oldVersion }) => {
    const { result } = request;
    if (oldVersion < 1) result.createObjectStore(EDITS, { keyPath: ['userId', 'document', 'lease', 'clientSeq'] });
    if (oldVersion < 2) result.createObjectStore(REFUSED, { autoIncrement: true }).createIndex('of', ['userId', 'document']);
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
