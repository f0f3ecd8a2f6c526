import { decodeHints, encodeHints, type Hint, subjectOf } from './hints.js';

/** What brings payloads from every node to every node, itself included. May lose them; the channel does not mind. */
export interface HintCarrier {
  /**
   * Resolves once whatever is sent from now on arrives at `heard`; rejects, within five seconds, when that cannot be had.
   * Calls `lost` when nothing more will arrive. Answers the way to stop listening.
   */
  listen(heard: (payload: string) => void, lost: () => void): Promise<() => void>;
  /** Resolves when the carrier has taken it; rejects, within five seconds, when it has not. */
  send(payload: string): Promise<void>;
  close(): Promise<void>;
}

const BEAT_MS = 2_000;
/** A node not heard of for this long is gone. */
const GONE_MS = 5_000;
const RETRY_MS = 250;
/** More than this waiting means that the carrier is away: what is left out is found by the sweeps. */
const WAITING_MAX = 20_000;

/**
 * Hints between the nodes of one database. One payload is under way at a time; what comes meanwhile goes with the next, latest
 * only. A node that hears of no other sends nothing but its beat. Without its carrier it goes on trying, and holds nobody up.
 */
export class HintChannel {
  private waiting = new Map<string, Hint>();
  private sending = false;
  private closed = false;
  private readonly others = new Map<string, number>();
  private readonly hearers = new Set<(hint: Hint, node: string) => void>();
  private readonly gapHearers = new Set<() => void>();
  private readonly metHearers = new Set<() => void>();
  private readonly goneHearers = new Set<(node: string) => void>();
  private timer: NodeJS.Timeout | null = null;
  private lost: () => void = () => {};
  /** When this node last heard itself: its own beat comes back while it can send and hear. Null while it does not listen. */
  private heardSelfAt: number | null = null;

  constructor(
    private readonly carrier: HintCarrier,
    /** Name of this node, unlike all others. */
    private readonly node: string,
  ) {}

  /** Begins to listen and to beat; waits for nothing. */
  start(): void {
    void this.keepListening();
    this.timer = setInterval(() => this.beat(), BEAT_MS);
  }

  tell(hint: Hint): void {
    if (hint[0] !== 'beat' && this.others.size === 0) return;
    if (this.waiting.size >= WAITING_MAX) return;
    this.waiting.set(subjectOf(hint), hint);
    if (this.sending || this.closed) return;
    this.sending = true;
    void this.sendAll();
  }

  onHint(hearer: (hint: Hint, node: string) => void): void {
    this.hearers.add(hearer);
  }

  /** Hints may have been missed. */
  onGap(hearer: () => void): void {
    this.gapHearers.add(hearer);
  }

  /** A node is heard of for the first time, or again after it was gone: it knows nothing of this one yet. */
  onMet(hearer: () => void): void {
    this.metHearers.add(hearer);
  }

  /** That node has not been heard of for a while. */
  onGone(hearer: (node: string) => void): void {
    this.goneHearers.add(hearer);
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.timer) clearInterval(this.timer);
    this.lost();
    await this.carrier.close();
  }

  private beat(): void {
    const now = Date.now();
    for (const [node, heardAt] of this.others) {
      if (now - heardAt <= GONE_MS) continue;
      this.others.delete(node);
      for (const hearer of this.goneHearers) hearer(node);
    }
    // A connection can look open and be dead: then this node does not hear itself.
    if (this.heardSelfAt !== null && now - this.heardSelfAt > GONE_MS) this.lost();
    this.tell(['beat']);
  }

  private async keepListening(): Promise<void> {
    for (let before = false; !this.closed; before = true) {
      const lost = new Promise<void>((resolve) => {
        this.lost = resolve;
      });
      const stop = await this.carrier.listen((payload) => this.heard(payload), this.lost).catch(() => null);
      if (stop) {
        this.heardSelfAt = Date.now();
        if (before) for (const hearer of this.gapHearers) hearer();
        this.tell(['beat']);
        await lost;
        this.heardSelfAt = null;
        stop();
      }
      if (!this.closed) await pause();
    }
  }

  private async sendAll(): Promise<void> {
    while (this.waiting.size > 0 && !this.closed) {
      const sent = this.waiting;
      this.waiting = new Map();
      try {
        for (const payload of encodeHints(this.node, [...sent.values()])) await this.carrier.send(payload);
      } catch {
        for (const [subject, hint] of sent) if (!this.waiting.has(subject)) this.waiting.set(subject, hint);
        await pause();
      }
    }
    this.sending = false;
  }

  private heard(payload: string): void {
    const message = decodeHints(payload);
    if (!message) return;
    if (message.node === this.node) {
      this.heardSelfAt = Date.now();
      return;
    }
    const met = !this.others.has(message.node);
    this.others.set(message.node, Date.now());
    if (met) this.tell(['beat']);
    if (met) for (const hearer of this.metHearers) hearer();
    for (const hint of message.hints) for (const hearer of this.hearers) hearer(hint, message.node);
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, RETRY_MS));
}
