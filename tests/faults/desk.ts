import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { APP_ROLE } from '../../server/src/database/data-source.js';
import { PgUpdateLog } from '../../server/src/sync/log/pg-update-log.store.js';
import { type Place, type Tab, Writer } from './tab.js';

/** What a look at the log after a fault found wrong. All zero, but for what was looked for, is what must be. */
export interface Findings {
  looked: number;
  missing: number;
  doubled: number;
  holes: number;
  unequal: number;
  /** Some of the words that are missing or doubled. */
  words: readonly string[];
}

export const NOTHING_WRONG = { missing: 0, doubled: 0, holes: 0, unequal: 0, words: [] };

/** A document with several people in it, and the look at what became of their words. */
export class Desk {
  readonly tabs: Tab[] = [];
  readonly writers: Writer[] = [];

  constructor(
    readonly place: Place,
    private readonly databaseUrl: string,
  ) {}

  /** One more tab of this process, at that address instead of the one in front where named. */
  async writer(url = this.place.url): Promise<Writer> {
    const writer = new Writer(String.fromCharCode(97 + this.writers.length), { ...this.place, url });
    this.writers.push(writer);
    this.tabs.push(writer);
    await writer.ready();
    return writer;
  }

  /** Everyone types by themselves, or stops. */
  async type(on: boolean): Promise<void> {
    await Promise.all(this.tabs.map((tab) => tab.type(on)));
  }

  async typeFor(ms: number): Promise<void> {
    await this.type(true);
    await sleep(ms);
    await this.type(false);
  }

  acknowledged(): string[] {
    return this.tabs.flatMap((tab) => [...tab.acknowledged()]);
  }

  /** Waits until all that was typed is saved, and shown by everyone. */
  async quiet(ms: number): Promise<void> {
    const until = Date.now() + ms;
    while (!this.tabs.every((tab) => tab.saved)) {
      assert.ok(Date.now() < until, `all is saved within ${ms} ms: ${this.states()}`);
      await sleep(10);
    }
    // Frames of what others typed may still be under way.
    while (Date.now() < until && new Set(await this.shown()).size > 1) await sleep(20);
  }

  /** Whether these words are in the log, each once, without a hole. */
  async look(words: readonly string[]): Promise<Findings> {
    return (await this.compare(words)).findings;
  }

  /** When all is quiet: whether every word that is owed is in the log, and everyone shows what is in the log. */
  async lookAtAll(): Promise<Findings> {
    const { findings, text } = await this.compare(this.tabs.flatMap((tab) => [...tab.owed()]));
    const shown = await this.shown();
    return { ...findings, unequal: shown.filter((one) => one !== text).length };
  }

  states(): string {
    return this.tabs.map(({ state }) => state).join('; ');
  }

  async close(): Promise<void> {
    await Promise.all(this.tabs.map((tab) => tab.close()));
  }

  private shown(): Promise<string[]> {
    return Promise.all(this.tabs.map((tab) => tab.shown()));
  }

  private async compare(expected: readonly string[]): Promise<{ findings: Findings; text: string }> {
    const { text, holes } = await this.replay();
    const stored = text.split(';').slice(0, -1);
    const once = new Set(stored.map((word) => `${word};`));
    const missing = expected.filter((word) => !once.has(word));
    const doubled = stored.filter((word, i) => stored.indexOf(word, i + 1) >= 0);
    const words = [...missing, ...doubled].slice(0, 20);
    return { findings: { looked: expected.length, missing: missing.length, doubled: doubled.length, holes, unequal: 0, words }, text };
  }

  /** Reads the log past every server, from its beginning: what was there a moment ago need not be there now. */
  private async replay(): Promise<{ text: string; holes: number }> {
    const log = new PgUpdateLog({ connectionString: this.databaseUrl, options: `-c role=${APP_ROLE}` });
    try {
      const record = await log.find(this.place.member.teamId, this.place.document);
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
