import type { NackCode } from '#shared/protocol/refusals.js';
import type { OutboxStore } from './outbox-store.js';
import { wordsOf } from './refused-words.js';
import type { RefusedEdit, SaveState } from './session.js';

/** What the server refused of one document: shown, and kept on this device until its author puts it aside (SY8, SY10). */
export class RefusedEdits {
  private copies: RefusedEdit[] = [];

  constructor(
    private readonly store: OutboxStore,
    private readonly document: string,
    private readonly now: () => Date,
  ) {}

  /** What earlier tabs kept of this document. */
  async load(): Promise<void> {
    const earlier = await this.store.refusedEdits(this.document);
    this.copies = [...earlier, ...this.copies];
  }

  keep(code: NackCode, message: string, text: string): void {
    const edit = { document: this.document, at: this.now().toISOString(), code, message, text };
    this.copies = [...this.copies, edit];
    this.store.keepRefused(edit);
  }

  /** Keeps what was written without the right to it; false where there are no words in it, as in what an editor writes by itself. */
  keepUnasked(update: Uint8Array): boolean {
    const words = wordsOf([update]);
    if (words !== '') this.keep('READ_ONLY', 'Your role may not write here. This was not saved.', words);
    return words !== '';
  }

  putAside(): void {
    this.copies = [];
    this.store.putRefusedAside(this.document);
  }

  get state(): (SaveState & { kind: 'refused' }) | null {
    const latest = this.copies.at(-1);
    return latest ? { kind: 'refused', code: latest.code, message: latest.message, copies: this.copies } : null;
  }
}
