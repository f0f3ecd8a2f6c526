import type { OutboxEntry, OutboxStore } from './outbox-store.js';

/** Edits under one lease that the server has not acknowledged, in order. What it holds, the store holds. */
export class Outbox {
  /** Whether its edits stand in the document shown. */
  applied = false;
  private kept: OutboxEntry[];
  private next: number;

  constructor(
    private readonly store: OutboxStore,
    private readonly document: string,
    readonly lease: number,
    /** Of the document when the edits were made; null where that is not known yet. */
    readonly epoch: string | null,
    entries: readonly OutboxEntry[],
  ) {
    this.kept = [...entries];
    this.next = (entries.at(-1)?.clientSeq ?? 0) + 1;
  }

  get size(): number {
    return this.kept.length;
  }

  get entries(): readonly OutboxEntry[] {
    return this.kept;
  }

  has(clientSeq: number): boolean {
    return this.kept.some((entry) => entry.clientSeq === clientSeq);
  }

  /** Numbers one more edit and keeps it. */
  add(bytes: Uint8Array): OutboxEntry {
    const entry = { clientSeq: this.next++, bytes };
    this.kept.push(entry);
    this.store.put(this.document, this.lease, entry, this.epoch);
    return entry;
  }

  /** The server has everything up to that number. */
  acknowledge(clientSeq: number): void {
    const first = this.kept.findIndex((entry) => entry.clientSeq > clientSeq);
    const acknowledged = first === -1 ? this.kept.length : first;
    this.next = Math.max(this.next, clientSeq + 1);
    if (acknowledged === 0) return;
    this.kept = this.kept.slice(acknowledged);
    this.store.removeUpTo(this.document, this.lease, clientSeq);
  }

  forget(): void {
    this.kept = [];
    this.store.removeAll(this.document, this.lease);
  }
}
