import { parseDocumentName } from '#shared/document/layout.js';
import { sameBytes } from '#shared/lib/bytes.js';
import { must } from '#shared/lib/must.js';
import { chainAfter, type Keyframe } from '../keyframes/keyframe.js';
import { decodeSpan, encodeSpan, type Span } from '../past/span.js';
import { CHAIN_START } from './chain.js';
import type { AppendOutcome, AppendRequest, DocumentRecord, Head, Lease, StoredUpdate, UpdateLog } from './update-log.js';

interface Shelf {
  record: DocumentRecord;
  updates: StoredUpdate[];
  clients: Map<number, string>;
  nextLease: number;
  keyframe: Keyframe | null;
  /** By their last update. */
  spans: Map<number, { fromSeq: number; bytes: Uint8Array }>;
}

/** The update log in memory, for tests and the simulation. Keeps the same promises as the one on Postgres, but for durability. */
export class MemoryUpdateLog implements UpdateLog {
  private readonly shelves: Shelf[] = [];

  async create(teamId: string, name: string): Promise<DocumentRecord> {
    const known = await this.find(teamId, name);
    if (known) return known;
    const kind = must(parseDocumentName(name), 'a document name').kind;
    const record = { id: this.shelves.length + 1, teamId, name, kind, epoch: 'epoch-1', head: 0, chain: CHAIN_START };
    this.shelves.push({ record, updates: [], clients: new Map(), nextLease: 1, keyframe: null, spans: new Map() });
    return record;
  }

  async find(teamId: string, name: string): Promise<DocumentRecord | null> {
    return this.shelves.find(({ record }) => record.teamId === teamId && record.name === name)?.record ?? null;
  }

  async append(requests: readonly AppendRequest[], at: Date): Promise<AppendOutcome[]> {
    return requests.map((request) => {
      const shelf = this.shelf(request.documentId);
      if (shelf.record.head !== request.head || !sameBytes(shelf.record.chain, request.before)) return 'head-moved';
      request.updates.forEach((update, i) => {
        shelf.updates.push({ ...update, seq: request.head + 1 + i, at });
      });
      shelf.record = { ...shelf.record, head: request.head + request.updates.length, chain: request.chain };
      return 'stored';
    });
  }

  async readAfter(documentId: number, seq: number, limit = Number.POSITIVE_INFINITY): Promise<StoredUpdate[]> {
    return this.shelf(documentId).updates.slice(seq, seq + limit);
  }

  async readOn(documentId: number, seq: number): Promise<{ stands: Head; updates: StoredUpdate[] }> {
    const { record, updates } = this.shelf(documentId);
    return { stands: record, updates: updates.slice(seq) };
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

  async heads(documentIds: readonly number[]): Promise<Map<number, Head>> {
    return new Map(documentIds.map((id) => [id, this.shelf(id).record]));
  }

  stands(documentId: number): Head {
    return this.shelf(documentId).record;
  }

  /** As `npm run document:repair` does; with `head`, as a database that was restored from a copy. */
  repair(documentId: number, epoch: string, head?: number): void {
    const shelf = this.shelf(documentId);
    if (head !== undefined) {
      shelf.updates = shelf.updates.slice(0, head);
      this.loseKeyframes(documentId);
    }
    const { updates } = shelf;
    shelf.record = { ...shelf.record, epoch, head: updates.length, chain: chainAfter(CHAIN_START, updates) };
  }

  async keyframe(documentId: number): Promise<Keyframe | null> {
    return this.shelf(documentId).keyframe;
  }

  async storeKeyframe(documentId: number, keyframe: Keyframe, spans: readonly Span[]): Promise<void> {
    const shelf = this.shelf(documentId);
    shelf.keyframe = keyframe;
    for (const seq of [...shelf.spans.keys()]) if (seq > keyframe.seq) shelf.spans.delete(seq);
    for (const span of spans) shelf.spans.set(span.seq, { fromSeq: span.fromSeq, bytes: encodeSpan(span) });
  }

  async spans(documentId: number, before: number): Promise<Span[]> {
    const spans = [...this.shelf(documentId).spans].map(([seq, { fromSeq, bytes }]) => decodeSpan(fromSeq, seq, bytes));
    return spans.filter(({ fromSeq }) => fromSeq < before).sort((a, b) => a.fromSeq - b.fromSeq || a.seq - b.seq);
  }

  /** As if somebody had deleted them. */
  loseKeyframes(documentId: number): void {
    this.shelf(documentId).keyframe = null;
    this.shelf(documentId).spans.clear();
  }

  loseSpans(documentId: number, lost: () => boolean): void {
    const { spans } = this.shelf(documentId);
    for (const seq of [...spans.keys()]) if (lost()) spans.delete(seq);
  }

  async close(): Promise<void> {}

  private shelf(documentId: number): Shelf {
    return must(this.shelves[documentId - 1], `document ${documentId}`);
  }
}
