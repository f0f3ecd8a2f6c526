import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSyncClient, type SocketSyncClient } from '../../client/src/sync/create.js';
import type { DocumentSync } from '../../client/src/sync/document-sync.js';
import { MemoryOutboxStore } from '../../client/src/sync/outbox-store.js';
import type { MemberSession } from '../support/member-session.js';

/** Where a tab is opened, by whom, and on what. */
export interface Place {
  readonly url: string;
  readonly origin: string;
  readonly member: MemberSession;
  readonly document: string;
}

/** Somebody who types words, each unlike every other: so that a lost or doubled one is seen. */
export interface Tab {
  /** Words typed so far, as far as known. */
  readonly typed: number;
  /** Words that the server acknowledged: none of them may ever be missing. */
  acknowledged(): readonly string[];
  /** Words that have to be stored once all is quiet: also those that were only kept on the device. */
  owed(): readonly string[];
  /** Answers later whether something typed after this moment is acknowledged. */
  fromNow(): () => boolean;
  /** Whether all that it types is saved. */
  readonly saved: boolean;
  /** For messages. */
  readonly state: string;
  /** What it shows. */
  shown(): Promise<string>;
  /** Begins or stops to type by itself. */
  type(on: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Pause between two words of a tab that types by itself. */
export const WORD_MS = 30;

/** A tab in this process. Its outbox outlives it, as IndexedDB would. */
export class Writer implements Tab {
  readonly words: string[] = [];
  client: SocketSyncClient;
  session: DocumentSync;
  private readonly store = new MemoryOutboxStore();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly name: string,
    private readonly place: Place,
  ) {
    [this.client, this.session] = this.open();
  }

  get typed(): number {
    return this.words.length;
  }

  get text(): string {
    return this.session.doc.getText('text').toString();
  }

  get saved(): boolean {
    return this.session.ready && this.session.pending === 0 && this.session.state.kind === 'saved';
  }

  get state(): string {
    return `${this.name}: ${JSON.stringify(this.session.state)}, typed ${this.typed}, pending ${this.session.pending}`;
  }

  /** Edits leave the outbox in order. */
  acknowledged(): readonly string[] {
    return this.words.slice(0, this.words.length - this.session.pending);
  }

  owed(): readonly string[] {
    return this.words;
  }

  fromNow(): () => boolean {
    const { typed } = this;
    return () => this.typed - this.session.pending > typed;
  }

  async shown(): Promise<string> {
    return this.text;
  }

  /** One word. */
  write(): void {
    if (!this.session.ready || !this.session.writable) return;
    const word = `${this.name}${this.words.length};`;
    const text = this.session.doc.getText('text');
    text.insert(text.length, word);
    this.words.push(word);
  }

  async type(on: boolean): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = on ? setInterval(() => this.write(), WORD_MS) : null;
  }

  /** The tab dies with whatever it had not saved; the same person opens another. */
  reopen(): void {
    assert.notEqual(this.session.state.kind, 'refused', this.state);
    this.client.close();
    this.store.abandon();
    [this.client, this.session] = this.open();
  }

  async ready(): Promise<void> {
    for (let i = 0; i < 2_000 && !this.session.ready; i++) await sleep(10);
    assert.ok(this.session.ready, 'the document opens');
  }

  async close(): Promise<void> {
    await this.type(false);
    this.client.close();
  }

  private open(): [SocketSyncClient, DocumentSync] {
    const { url, origin, member, document } = this.place;
    const client = createSyncClient({
      url,
      userId: member.userId,
      store: this.store,
      headers: { cookie: member.cookie, origin },
    });
    return [client, client.open(document) as DocumentSync];
  }
}
