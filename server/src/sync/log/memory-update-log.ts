import { parseDocumentName } from '#shared/document/layout.js';
import { must } from '#shared/lib/must.js';
import { CHAIN_START } from './chain.js';
import type { AppendOutcome, AppendRequest, DocumentRecord, Lease, StoredUpdate, UpdateLog } from './update-log.js';

interface Shelf {
  record: DocumentRecord;
  updates: StoredUpdate[];
  clients: Map<number, string>;
  nextLease: number;
}

/** The update log in memory, for tests and the simulation. Keeps the same promises as the one on Postgres, but for durability. */
export class MemoryUpdateLog implements UpdateLog {
  private readonly shelves: Shelf[] = [];

  async create(teamId: string, name: string): Promise<DocumentRecord> {
    const known = await this.find(teamId, name);
    if (known) return known;
    const kind = must(parseDocumentName(name), 'a document name').kind;
    const record = { id: this.shelves.length + 1, teamId, name, kind, epoch: 'epoch-1', head: 0, chain: CHAIN_START };
    this.shelves.push({ record, updates: [], clients: new Map(), nextLease: 1 });
    return record;
  }

  async find(teamId: string, name: string): Promise<DocumentRecord | null> {
    return this.shelves.find(({ record }) => record.teamId === teamId && record.name === name)?.record ?? null;
  }

  async append(requests: readonly AppendRequest[], at: Date): Promise<AppendOutcome[]> {
    return requests.map((request) => {
      const shelf = this.shelf(request.documentId);
      if (shelf.record.head !== request.head) return 'head-moved';
      request.updates.forEach((update, i) => {
        shelf.updates.push({ ...update, seq: request.head + 1 + i, at });
      });
      shelf.record = { ...shelf.record, head: request.head + request.updates.length, chain: request.chain };
      return 'stored';
    });
  }

  async readAfter(documentId: number, seq: number): Promise<StoredUpdate[]> {
    return this.shelf(documentId).updates.slice(seq);
  }

  async leases(documentId: number): Promise<Lease[]> {
    return [...this.shelf(documentId).clients].map(([lease, userId]) => ({ lease, userId }));
  }

  async newLease(documentId: number, userId: string): Promise<number> {
    const shelf = this.shelf(documentId);
    while (shelf.clients.has(shelf.nextLease)) shelf.nextLease++;
    shelf.clients.set(shelf.nextLease, userId);
    return shelf.nextLease;
  }

  async claimLeases(documentId: number, userId: string, _sessionHash: string, ids: readonly number[]): Promise<number[]> {
    const { clients } = this.shelf(documentId);
    for (const id of ids) if (!clients.has(id)) clients.set(id, userId);
    return ids.filter((id) => clients.get(id) === userId);
  }

  async storedUpdate(documentId: number, lease: number, clientSeq: number): Promise<StoredUpdate | null> {
    return this.shelf(documentId).updates.find((update) => update.lease === lease && update.clientSeq === clientSeq) ?? null;
  }

  async heads(documentIds: readonly number[]): Promise<Map<number, number>> {
    return new Map(documentIds.map((id) => [id, this.shelf(id).record.head]));
  }

  async close(): Promise<void> {}

  private shelf(documentId: number): Shelf {
    return must(this.shelves[documentId - 1], `document ${documentId}`);
  }
}
