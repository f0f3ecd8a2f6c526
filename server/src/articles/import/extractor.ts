import { Worker } from 'node:worker_threads';
import { type Result, refuse } from '#shared/lib/result.js';
import type { ExtractTask } from '../extract/extract-worker.js';
import type { Proposal } from '../extract/proposal.js';
import { FairTurns } from './fair-turns.js';

const TIMEOUT_MS = 20_000;
const MEMORY_MB = 512;
/** The limits of a thread do not count what it keeps outside its heap; growth of the whole process does. */
const GROWTH_MAX_MB = 768;
const WATCH_MS = 50;
const AT_ONCE = 2;

/**
 * Reads files, each in a thread with an end to its time and memory, a few at once (AR7). A file that breaks, blocks or
 * overfills its thread is answered with a sentence, and the server does not notice. Whoever asks has one file read at a time,
 * and those who wait take turns: a folder of heavy files holds up nobody else's (AR13).
 */
export class Extractor {
  private readonly turns = new FairTurns(AT_ONCE);

  constructor(private readonly timeoutMs = TIMEOUT_MS) {}

  /** `asker` is whose turn it takes: a person's id, or the name of what reads without one. */
  read(bytes: Uint8Array, declaredCharset: string | null, asker: string): Promise<Result<Proposal>> {
    return this.turns.take(asker, () => this.inThread({ bytes, declaredCharset }));
  }

  private inThread(task: ExtractTask): Promise<Result<Proposal>> {
    return new Promise((resolve) => {
      const worker = new Worker(new URL('../extract/extract-worker.js', import.meta.url), {
        workerData: task,
        env: {},
        execArgv: [],
        stdout: true,
        stderr: true,
        resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 },
      });
      const settle = (result: Result<Proposal>): void => {
        clearTimeout(timer);
        clearInterval(watch);
        resolve(result);
        void worker.terminate();
      };
      const timer = setTimeout(
        () => settle(refuse('import-unreadable', 'This file takes too long to read. Paste the words of the article instead.')),
        this.timeoutMs,
      );
      const before = process.memoryUsage.rss();
      const watch = setInterval(() => {
        if (process.memoryUsage.rss() - before > GROWTH_MAX_MB * 1024 * 1024) {
          settle(refuse('import-unreadable', 'This file unpacks to more than can be read. Paste the words of the article instead.'));
        }
      }, WATCH_MS);
      worker.once('message', (result: Result<Proposal>) => settle(result));
      worker.once('error', () =>
        settle(refuse('import-unreadable', 'This file cannot be read; it is damaged or too complicated. Paste its words instead.')),
      );
      worker.once('exit', () => settle(refuse('import-unreadable', 'This file cannot be read. Paste the words of the article instead.')));
    });
  }
}
