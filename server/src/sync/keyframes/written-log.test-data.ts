import * as Y from 'yjs';
import type { SeededRandom } from '../../../../tests/support/seeded-random.js';
import { CHAIN_START } from '../log/chain.js';
import { MemoryUpdateLog } from '../log/memory-update-log.js';
import type { DocumentRecord, StoredUpdate } from '../log/update-log.js';
import { chainAfter } from './keyframe.js';

/** A log in memory with one document that a few people wrote at the same time, each seeing the others late. */
export class WrittenLog {
  readonly log = new MemoryUpdateLog();
  private readonly writers: Writer[] = [];
  private atMs = Date.UTC(2026, 0, 2);

  private constructor(
    private readonly random: SeededRandom,
    readonly name: string,
  ) {}

  static async begin(random: SeededRandom, name: string, people: number): Promise<WrittenLog> {
    const written = new WrittenLog(random, name);
    const { id } = await written.log.create('team', name);
    for (let i = 0; i < people; i++) {
      const userId = `person ${i % 3}`;
      written.writers.push(new Writer(await written.log.newLease(id, userId), userId));
    }
    return written;
  }

  async record(): Promise<DocumentRecord> {
    return this.log.create('team', this.name);
  }

  async grow(updates: number): Promise<void> {
    const { id, head } = await this.record();
    for (let stored = head; stored < head + updates; ) {
      const writer = this.random.pick(this.writers);
      if (this.random.chance(0.4)) writer.see(await this.log.readAfter(id, writer.seen), this.random.below(20));
      for (const bytes of writer.edit(this.random)) stored += await this.store(writer, bytes);
    }
  }

  /** The stored updates as if that one person had written them all, and their chain. */
  async as(userId: string): Promise<{ updates: StoredUpdate[]; chain: (seq: number) => Uint8Array }> {
    const { id } = await this.record();
    const updates = (await this.log.readAfter(id, 0)).map((update) => ({ ...update, userId }));
    const chains: Uint8Array[] = [CHAIN_START];
    for (const update of updates) chains.push(chainAfter(chains.at(-1) ?? CHAIN_START, [update]));
    return { updates, chain: (seq) => chains[seq] ?? CHAIN_START };
  }

  private async store(writer: Writer, bytes: Uint8Array): Promise<1> {
    const { id, head, chain } = await this.record();
    this.atMs += this.random.chance(0.05) ? 90_000 : 400;
    const at = new Date(this.atMs);
    const update = { lease: writer.doc.clientID, clientSeq: ++writer.sent, userId: writer.userId, bytes };
    const next = chainAfter(head === 0 ? CHAIN_START : chain, [{ ...update, seq: head + 1, at }]);
    await this.log.append([{ documentId: id, head, before: chain, chain: next, updates: [update] }], at);
    return 1;
  }
}

class Writer {
  readonly doc = new Y.Doc({ gc: false });
  seen = 0;
  sent = 0;
  private made: Uint8Array[] = [];

  constructor(
    lease: number,
    readonly userId: string,
  ) {
    this.doc.clientID = lease;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'log') this.made.push(update);
    });
  }

  see(updates: readonly StoredUpdate[], count: number): void {
    for (const { seq, bytes } of updates.slice(0, count)) {
      this.doc.transact((transaction) => {
        Y.applyUpdate(this.doc, bytes, 'log');
        transaction.local = true;
      }, 'log');
      this.seen = seq;
    }
  }

  edit(random: SeededRandom): Uint8Array[] {
    this.doc.transact(() => this.change(random));
    return this.made.splice(0);
  }

  private change(random: SeededRandom): void {
    const fragment = this.doc.getXmlFragment('rationale');
    const labels = this.doc.getMap('annotations');
    if (fragment.length === 0 || random.chance(0.04)) {
      const paragraph = new Y.XmlElement(random.chance(0.2) ? 'heading' : 'paragraph');
      paragraph.insert(0, [new Y.XmlText()]);
      return fragment.insert(random.below(fragment.length + 1), [paragraph]);
    }
    if (random.chance(0.03)) return fragment.delete(random.below(fragment.length), 1);
    if (random.chance(0.08)) return void labels.set(`key${random.below(3)}`, random.below(100));
    if (random.chance(0.03)) return labels.delete(`key${random.below(3)}`);
    const text = (fragment.get(random.below(fragment.length)) as Y.XmlElement).get(0) as Y.XmlText;
    const at = random.below(text.length + 1);
    if (text.length > 2 && random.chance(0.35)) return text.delete(Math.min(at, text.length - 2), 1 + random.below(2));
    if (text.length > 3 && random.chance(0.1)) return text.format(0, 2, { bold: random.chance(0.5) ? {} : null });
    text.insert(at, random.pick(['a', 'b', 'word ', '😀', 'é']));
  }
}
