import { Worker } from 'node:worker_threads';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { News } from '../../broadcast/news.js';
import { CONFIG, type Config } from '../../config.js';
import { APP_ROLE } from '../../database/data-source.js';
import { Refused } from '../../transport/refused.js';
import type { AnswerOf, AskedOf, TracingMessage, TracingReply, TracingTask } from './tracing-tasks.js';

/** A thread that does not answer for so long is ended; the next ask starts another. */
const ANSWER_MS = 20_000;

interface Asked {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Compares texts and wordings in a thread of its own, over its own connections: no commit and no socket waits for it (OR7). */
@Injectable()
export class Tracing implements BeforeApplicationShutdown {
  private readonly log = new Logger('origins');
  private worker: Worker | null = null;
  private last = 0;
  private readonly asked = new Map<number, Asked>();
  private readonly stopNews: () => void;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    news: News,
  ) {
    this.stopNews = news.onNews((teamId, { objects }, from) => {
      for (const { type, id } of objects) {
        // A node that was never asked has no thread; its first ask looks at everything.
        if (type === 'claim' && this.worker !== null) this.tell(teamId, type, id);
        if (type === 'article' && from === 'here') this.tell(teamId, type, id);
      }
    });
  }

  private tell(teamId: string, type: 'article' | 'claim', id: string): void {
    this.ask('changed', { teamId, type, id }).catch((error: unknown) => this.log.warn(`the index is behind: ${String(error)}`));
  }

  ask<T extends TracingTask>(task: T, ask: AskedOf<T>): Promise<AnswerOf<T>> {
    this.worker ??= this.start();
    const id = ++this.last;
    return new Promise<AnswerOf<T>>((resolve, reject) => {
      const timer = setTimeout(() => this.end(this.worker, `no answer to ${task} within ${ANSWER_MS} ms`), ANSWER_MS);
      timer.unref();
      this.asked.set(id, { resolve, reject, timer });
      this.worker?.postMessage({ id, task, ask } satisfies TracingMessage<T>);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopNews();
    const { worker } = this;
    this.end(worker, 'the server stops');
    await worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(new URL('./trace-worker.js', import.meta.url), {
      workerData: { connectionString: this.config.databaseUrl, options: `-c role=${APP_ROLE}`, application_name: 'assay origins' },
      env: {},
      execArgv: [],
    });
    worker.unref();
    worker.on('message', (reply: TracingReply) => this.settle(reply));
    worker.on('error', (error) => this.end(worker, String(error)));
    worker.on('exit', () => this.end(worker, 'the thread ended'));
    return worker;
  }

  private settle(reply: TracingReply): void {
    if (reply.id === null) {
      this.log.warn(reply.problem);
      return;
    }
    const asked = this.asked.get(reply.id);
    if (asked === undefined) return;
    this.asked.delete(reply.id);
    clearTimeout(asked.timer);
    if ('answer' in reply) asked.resolve(reply.answer as never);
    else {
      this.log.warn(`texts were not compared: ${reply.problem}`);
      asked.reject(unavailable());
    }
  }

  private end(worker: Worker | null, why: string): void {
    if (worker === null || this.worker !== worker) return;
    this.worker = null;
    if (this.asked.size > 0) this.log.warn(`texts were not compared: ${why}`);
    for (const { reject, timer } of this.asked.values()) {
      clearTimeout(timer);
      reject(unavailable());
    }
    this.asked.clear();
    void worker.terminate();
  }
}

function unavailable(): Refused {
  return new Refused({ code: 'unavailable', message: 'Texts cannot be compared at the moment. Try again.' });
}
