/** What the watch needs of a connection. */
export interface WatchedLink {
  /** Whether an answer is due. */
  awaits(): boolean;
  /** Asks whether the server runs; rejects when it did not answer within that many milliseconds. */
  ask(ms: number): Promise<unknown>;
  /** Gives the connection up for another one. */
  leave(): void;
}

const PATIENCE_MS = 800;
const PATIENCE_MAX_MS = 6_400;

/**
 * Tells a server that has nothing to say from one that no longer runs: a paused or hanging process keeps its connections. When
 * an answer is due and nothing is heard for 0.8 s, the server is asked; one that stays silent for as long again is left. A
 * server that waits for its database answers, and is kept. Each leaving doubles the patience, so that a server which is only
 * slow is not made slower; whatever is heard restores it.
 */
export class SilenceWatch {
  private armed = false;
  private heardAt = 0;
  private patienceMs = PATIENCE_MS;

  constructor(private readonly link: WatchedLink) {}

  /** Something was sent that asks for an answer. */
  expect(): void {
    if (this.armed) return;
    this.heardAt = Date.now();
    this.lookAfter(this.patienceMs);
  }

  /** The server said something. */
  heard(): void {
    this.heardAt = Date.now();
    this.patienceMs = PATIENCE_MS;
  }

  private lookAfter(ms: number): void {
    this.armed = true;
    setTimeout(() => void this.look(), ms);
  }

  private async look(): Promise<void> {
    const silentMs = Date.now() - this.heardAt;
    if (this.link.awaits() && silentMs < this.patienceMs) return this.lookAfter(this.patienceMs - silentMs);
    const silent = this.link.awaits() && !(await this.answers());
    this.armed = false;
    if (!this.link.awaits()) return;
    if (!silent) return this.expect();
    this.patienceMs = Math.min(this.patienceMs * 2, PATIENCE_MAX_MS);
    this.link.leave();
  }

  private answers(): Promise<boolean> {
    return this.link.ask(this.patienceMs).then(
      () => true,
      () => false,
    );
  }
}
