import type { DocumentSession, SyncClient } from '../sync/session.js';

interface Held {
  readonly session: DocumentSession;
  users: number;
  closing: ReturnType<typeof setTimeout> | null;
}

/**
 * Shares one session of a document between all parts of the screen that show it, and keeps it a moment after the last
 * of them left, so that going back and forth between two screens does not join anew.
 */
export class DocumentPool {
  private readonly held = new Map<string, Held>();

  constructor(
    private readonly client: SyncClient,
    private readonly lingerMs = 4_000,
  ) {}

  open(name: string): DocumentSession {
    const known = this.held.get(name);
    if (known !== undefined) {
      if (known.closing !== null) clearTimeout(known.closing);
      known.closing = null;
      known.users += 1;
      return known.session;
    }
    const session = this.client.open(name);
    this.held.set(name, { session, users: 1, closing: null });
    return session;
  }

  /** For whoever is about to show the document: it is on its way when this resolves, and at the latest after so long. */
  async expect(name: string, atMostMs: number): Promise<void> {
    const { known } = this.open(name);
    this.release(name);
    await Promise.race([known, new Promise((resolve) => setTimeout(resolve, atMostMs))]);
  }

  release(name: string): void {
    const known = this.held.get(name);
    if (known === undefined) return;
    known.users -= 1;
    if (known.users > 0) return;
    known.closing = setTimeout(() => {
      this.held.delete(name);
      known.session.close();
    }, this.lingerMs);
  }
}
