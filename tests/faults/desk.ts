import assert from 'node:assert/strict';
import * as Y from 'yjs';
import { createSyncClient, type SocketSyncClient } from '../../client/src/sync/create.js';
import type { DocumentSync } from '../../client/src/sync/document-sync.js';
import { MemoryOutboxStore } from '../../client/src/sync/outbox-store.js';
import { APP_ROLE } from '../../server/src/database/data-source.js';
import { PgUpdateLog } from '../../server/src/sync/log/pg-update-log.store.js';
import type { MemberSession } from '../support/member-session.js';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface DeskOptions {
  readonly url: string;
  readonly origin: string;
  readonly databaseUrl: string;
  readonly member: MemberSession;
  readonly document: string;
}

/** What a look at the log after a fault found wrong. All zero is what must be. */
export interface Findings {
  acknowledged: number;
  missing: number;
  duplicates: number;
  holes: number;
  unequal: number;
}

/** One tab that types words of its own, each unlike every other: so that a lost or doubled one is seen. */
export class Writer {
  readonly typed: string[] = [];
  client: SocketSyncClient;
  session: DocumentSync;
  private readonly store = new MemoryOutboxStore();

  constructor(
    private readonly name: string,
    private readonly options: DeskOptions,
    readonly url: string,
  ) {
    [this.client, this.session] = this.open();
  }

  get text(): string {
    return this.session.doc.getText('text').toString();
  }

  /** Words that the server has acknowledged: edits leave the outbox in order. */
  get acknowledged(): readonly string[] {
    return this.typed.slice(0, this.typed.length - this.session.pending);
  }

  get saved(): boolean {
    return this.session.ready && this.session.pending === 0 && this.session.state.kind === 'saved';
  }

  type(): void {
    if (!this.session.ready || !this.session.writable) return;
    const word = `${this.name}${this.typed.length};`;
    const text = this.session.doc.getText('text');
    text.insert(text.length, word);
    this.typed.push(word);
  }

  /** The tab dies with whatever it had not saved; the same person opens another. */
  async reopen(): Promise<void> {
    this.client.close();
    this.store.abandon();
    [this.client, this.session] = this.open();
    await this.ready();
  }

  async ready(): Promise<void> {
    for (let i = 0; i < 1_000 && !this.session.ready; i++) await sleep(10);
    assert.ok(this.session.ready, 'the document opens');
  }

  private open(): [SocketSyncClient, DocumentSync] {
    const client = createSyncClient({
      url: this.url,
      userId: this.options.member.userId,
      store: this.store,
      headers: { cookie: this.options.member.cookie, origin: this.options.origin },
    });
    return [client, client.open(this.options.document) as DocumentSync];
  }
}

/** A document with several writers, and the look at what became of their words. */
export class Desk {
  readonly writers: Writer[] = [];

  constructor(private readonly options: DeskOptions) {}

  /** One more writer, at that address instead of the one in front where named. */
  async writer(url = this.options.url): Promise<Writer> {
    const writer = new Writer(String.fromCharCode(97 + this.writers.length), this.options, url);
    this.writers.push(writer);
    await writer.ready();
    return writer;
  }

  /** Everyone types, every few milliseconds, until told to stop. */
  async typeFor(ms: number): Promise<void> {
    const until = Date.now() + ms;
    while (Date.now() < until) {
      for (const writer of this.writers) writer.type();
      await sleep(4);
    }
  }

  acknowledged(): string[] {
    return this.writers.flatMap((writer) => [...writer.acknowledged]);
  }

  async quiet(ms: number): Promise<void> {
    const until = Date.now() + ms;
    while (!this.writers.every((writer) => writer.saved)) {
      assert.ok(
        Date.now() < until,
        `all is saved within ${ms} ms: ${this.writers.map(({ session }) => JSON.stringify(session.state)).join(' ')}`,
      );
      await sleep(10);
    }
    await this.sameText(until);
  }

  /** Frames of what others typed may still be under way. */
  private async sameText(until: number): Promise<void> {
    while (Date.now() < until && new Set(this.writers.map((writer) => writer.text)).size > 1) await sleep(20);
  }

  /** Compares the log with what was acknowledged, and, when all is quiet, with every word typed and every replica. */
  async look(acknowledged: readonly string[], quiet: boolean): Promise<Findings> {
    const { text, holes } = await this.replay();
    const words = text.split(';').slice(0, -1);
    const stored = new Set(words.map((word) => `${word};`));
    const typed = this.writers.flatMap((writer) => writer.typed);
    const expected = quiet ? typed : acknowledged;
    return {
      acknowledged: acknowledged.length,
      missing: expected.filter((word) => !stored.has(word)).length,
      duplicates: words.length - stored.size,
      holes,
      unequal: quiet ? this.writers.filter((writer) => writer.text !== text).length : 0,
    };
  }

  close(): void {
    for (const { client } of this.writers) client.close();
  }

  private async replay(): Promise<{ text: string; holes: number }> {
    const log = new PgUpdateLog({ connectionString: this.options.databaseUrl, options: `-c role=${APP_ROLE}` });
    try {
      const record = await log.find(this.options.member.teamId, this.options.document);
      const updates = record ? await log.readAfter(record.id, 0) : [];
      const doc = new Y.Doc({ gc: false });
      doc.transact(() => {
        for (const update of updates) Y.applyUpdate(doc, update.bytes);
      });
      const holes = updates.filter((update, i) => update.seq !== i + 1).length + (doc.store.pendingStructs ? 1 : 0);
      return { text: doc.getText('text').toString(), holes };
    } finally {
      await log.close();
    }
  }
}
