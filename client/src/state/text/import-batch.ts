import type { KnownArticle } from './known-article.js';

export type BatchState = 'waiting' | 'reading' | 'done' | 'known' | 'refused' | 'stopped';

/** One of many files or addresses, and what became of it. */
export interface BatchItem<Origin> {
  readonly name: string;
  readonly origin: Origin;
  readonly state: BatchState;
  /** The article, once it is imported, or that it is already. */
  readonly articleId: string | null;
  readonly title: string | null;
  /** The number that the article has, where the text was here already. */
  readonly number: number | null;
  /** Why it was refused. */
  readonly why: string | null;
  readonly warnings: readonly string[];
}

export interface Imported {
  readonly articleId: string;
  readonly title: string;
  readonly warnings: readonly string[];
}

/** What a batch needs of the world. */
export interface BatchWork<Origin> {
  /** Imports one under a key; the same key counts once, however often it is tried. */
  readonly importOne: (origin: Origin, key: string, signal: AbortSignal) => Promise<Imported>;
  readonly newKey: () => string;
  readonly wordsFor: (error: unknown) => string;
  /** The article that it is already, where that is why it was refused. */
  readonly knownAs: (error: unknown) => KnownArticle | null;
}

/** Imports many one after another: each is imported whole, skipped as known, or refused with its reason, and the rest go on. */
export class ImportBatch<Origin> {
  private list: readonly BatchItem<Origin>[];
  private readonly keys: readonly string[];
  private readonly listeners = new Set<() => void>();
  private running: AbortController | null = null;

  constructor(
    entries: readonly { readonly name: string; readonly origin: Origin }[],
    private readonly work: BatchWork<Origin>,
  ) {
    this.list = entries.map((entry) => ({
      ...entry,
      state: 'waiting',
      articleId: null,
      title: null,
      number: null,
      why: null,
      warnings: [],
    }));
    this.keys = entries.map(() => work.newKey());
  }

  readonly items = (): readonly BatchItem<Origin>[] => this.list;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get busy(): boolean {
    return this.running !== null;
  }

  /** Imports all that wait, in order. */
  async run(): Promise<void> {
    if (this.running !== null) return;
    const running = new AbortController();
    this.running = running;
    for (let index = 0; index < this.list.length && !running.signal.aborted; index++) {
      if (this.list[index]?.state === 'waiting') await this.one(index, running.signal);
    }
    this.running = null;
    this.tell();
  }

  /** Ends after the one in hand; that one and the rest are marked as stopped and may be tried again. */
  stop(): void {
    this.running?.abort();
    this.list = this.list.map((item) => (item.state === 'waiting' ? { ...item, state: 'stopped' } : item));
    this.tell();
  }

  /** Tries one again that was refused or stopped, or all of them. */
  retry(index?: number): Promise<void> {
    this.list = this.list.map((item, at) =>
      (index === undefined || at === index) && (item.state === 'refused' || item.state === 'stopped')
        ? { ...item, state: 'waiting', why: null }
        : item,
    );
    this.tell();
    return this.run();
  }

  private async one(index: number, signal: AbortSignal): Promise<void> {
    const item = this.list[index];
    const key = this.keys[index];
    if (item === undefined || key === undefined) return;
    this.change(index, { state: 'reading' });
    try {
      const imported = await this.work.importOne(item.origin, key, signal);
      this.change(index, { state: 'done', ...imported });
    } catch (error) {
      const known = this.work.knownAs(error);
      if (known !== null) this.change(index, { state: 'known', ...known });
      else this.change(index, signal.aborted ? { state: 'stopped' } : { state: 'refused', why: this.work.wordsFor(error) });
    }
  }

  private change(index: number, change: Partial<BatchItem<Origin>>): void {
    this.list = this.list.map((item, at) => (at === index ? { ...item, ...change } : item));
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The web addresses in what was pasted, one a line, each once. */
export function addressesIn(text: string): { readonly addresses: readonly string[]; readonly others: readonly string[] } {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isAddress = (line: string): boolean => /^https?:\/\/\S+$/i.test(line) && URL.canParse(line);
  return { addresses: [...new Set(lines.filter(isAddress))], others: lines.filter((line) => !isAddress(line)) };
}
