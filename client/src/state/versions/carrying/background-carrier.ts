import { Carrier, type CarryJob, type HearHows } from './carrier.js';
import type { CarryAnswer, CarryRequest } from './messages.js';

/** A worker as far as it is used here. */
export interface CarryThread {
  postMessage(message: CarryRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: CarryAnswer }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
  terminate(): void;
}

/** On the page itself a slice is what nobody notices. */
const SLICE_MS = 8;
/** So long the work rests there when something was told, for the browser to paint it. */
const PAINTING_MS = 20;

const rest = (told: boolean): Promise<void> => new Promise((resolve) => setTimeout(resolve, told ? PAINTING_MS : 0));

/**
 * Looks for stretches of earlier versions in a thread of its own: one of them can take longer than a frame. Where the thread does
 * not start or breaks, the same is done on the page in slices, so that no mark is ever missing for that.
 */
export class BackgroundCarrier {
  private thread: CarryThread | null = null;
  private onPage: Carrier | null = null;
  private readonly earlier = new Map<string, string>();
  private last: { readonly number: number; readonly job: CarryJob; readonly heard: HearHows } | null = null;
  private jobs = 0;

  constructor(
    private readonly shown: string,
    private readonly startThread: () => CarryThread,
  ) {}

  /** Has the thread start before there is anything to look for. */
  start(): void {
    if (this.thread !== null || this.onPage !== null) return;
    try {
      const thread = this.startThread();
      thread.addEventListener('message', ({ data }) => {
        if (this.thread === thread && data.number === this.last?.number) this.last.heard(data.hows, data.done);
      });
      thread.addEventListener('error', () => {
        if (this.thread === thread) this.goOnHere();
      });
      this.thread = thread;
      thread.postMessage({ type: 'shown', text: this.shown });
      for (const [versionId, text] of this.earlier) thread.postMessage({ type: 'earlier', versionId, text });
    } catch {
      this.goOnHere();
    }
  }

  /** The text of an earlier version, once it is there. */
  know(versionId: string, text: string): void {
    if (this.earlier.get(versionId) === text) return;
    this.earlier.set(versionId, text);
    this.thread?.postMessage({ type: 'earlier', versionId, text });
    this.onPage?.know(versionId, text);
  }

  /** A new job ends the one before: of that nothing is told any more. */
  run(job: CarryJob, heard: HearHows): void {
    this.start();
    this.last = { number: ++this.jobs, job, heard };
    this.thread?.postMessage({ type: 'run', number: this.jobs, job });
    void this.onPage?.run(job, heard);
  }

  /** Ends what runs; it can be used again. */
  close(): void {
    this.thread?.terminate();
    this.onPage?.stop();
    this.thread = null;
    this.onPage = null;
    this.last = null;
  }

  private goOnHere(): void {
    this.thread?.terminate();
    this.thread = null;
    this.onPage = new Carrier(this.shown, SLICE_MS, rest);
    for (const [versionId, text] of this.earlier) this.onPage.know(versionId, text);
    if (this.last !== null) void this.onPage.run(this.last.job, this.last.heard);
  }
}
