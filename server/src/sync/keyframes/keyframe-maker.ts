import { Worker } from 'node:worker_threads';
import { KEYFRAME_SPACING } from './keyframe.js';
import type { KeyframeAnswer, KeyframeTask } from './keyframe-worker.js';

/** Of an open document the maker needs to know no more than this. */
export interface GrowingDocument {
  readonly record: { readonly id: number; readonly teamId: string; readonly name: string };
  readonly headSeq: number;
}

/** Connection of the thread to Postgres, in values that can be handed to it. */
export type WorkerConnection = Readonly<Record<'connectionString' | 'options' | 'application_name', string>>;

export interface KeyframeMakerOptions {
  readonly connection: WorkerConnection;
  /** Told what went wrong; the document is tried again when it grows. */
  readonly onProblem: (problem: string) => void;
  /** A document is left alone until it was quiet this long … */
  readonly quietMs?: number;
  /** … but not longer than this. */
  readonly latestMs?: number;
}

/**
 * Sees to the keyframes of the documents that are open on this node: each document that grew past the next one is handed to a
 * thread, once its writers pause. Nothing of it is in a commit's way, and nothing leans on its being done.
 */
export class KeyframeMaker {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, NodeJS.Timeout>();
  /** By document, the update of its keyframe as far as this node knows. */
  private readonly made = new Map<number, number>();

  constructor(private readonly options: KeyframeMakerOptions) {}

  /** To be called whenever an open document has grown, and once when it is opened. */
  readonly changed = (document: GrowingDocument): void => {
    const { id } = document.record;
    if (document.headSeq - (this.made.get(id) ?? 0) < KEYFRAME_SPACING || this.waiting.has(id)) return;
    this.wait(document, Date.now() + (this.options.latestMs ?? 30_000));
  };

  /** Ends the thread at once: what it did not store, somebody makes later. */
  async close(): Promise<void> {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
    await this.worker?.terminate();
  }

  private wait(document: GrowingDocument, untilMs: number): void {
    const { headSeq } = document;
    const timer = setTimeout(() => {
      if (document.headSeq > headSeq && Date.now() < untilMs) this.wait(document, untilMs);
      else this.ask(document.record);
    }, this.options.quietMs ?? 2_000);
    timer.unref();
    this.waiting.set(document.record.id, timer);
  }

  private ask({ id, teamId, name }: GrowingDocument['record']): void {
    this.worker ??= this.start();
    const task: KeyframeTask = { documentId: id, teamId, name };
    this.worker.postMessage(task);
  }

  private start(): Worker {
    const worker = new Worker(new URL('./keyframe-worker.js', import.meta.url), {
      workerData: this.options.connection,
      env: {},
      execArgv: [],
    });
    worker.unref();
    worker.on('message', (answer: KeyframeAnswer) => {
      this.waiting.delete(answer.documentId);
      if (answer.seq === null) this.options.onProblem(answer.problem);
      else this.made.set(answer.documentId, answer.seq);
    });
    worker.on('error', (error) => this.options.onProblem(String(error)));
    worker.on('exit', () => {
      this.worker = null;
      this.waiting.clear();
    });
    return worker;
  }
}
