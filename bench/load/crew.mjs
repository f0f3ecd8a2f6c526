import { Worker } from 'node:worker_threads';

const WORKER = new URL('crew-worker.mjs', import.meta.url);

/**
 * Users in threads of their own, for what one thread cannot hold. Each thread has a part of them; a command goes to all threads
 * and is answered when all have done it.
 */
export class Crew {
  #workers;
  #turn = 0;
  #waiting = new Map();

  constructor(threads, { targetName, ctx, times, writersBelow = Infinity }) {
    const workerData = { targetName, ctx, writersBelow, slots: times.slots, memory: times.memory };
    this.#workers = Array.from({ length: threads }, () => new Worker(WORKER, { workerData }));
    for (const worker of this.#workers) {
      worker.on('message', ({ turn, value, error }) => {
        const waiting = this.#waiting.get(turn);
        this.#waiting.delete(turn);
        if (error) waiting?.reject(new Error(error));
        else waiting?.resolve(value);
      });
      const lost = (why) => {
        for (const { reject } of this.#waiting.values()) reject(new Error(`a thread of the load ended: ${why}`));
      };
      worker.on('error', lost);
      worker.on('exit', lost);
    }
  }

  /** Opens a user for each `{ docName, slot }`, shared out over the threads. */
  async open(list) {
    const parts = this.#workers.map((_, i) => list.filter((_one, at) => at % this.#workers.length === i));
    await Promise.all(this.#workers.map((worker, i) => this.#ask(worker, 'open', { list: parts[i] })));
  }

  /** They type at that total rate; answers what was typed, in all threads together, and the busiest thread's share of a core. */
  async type(perSecond, seconds, burst = 1) {
    const answers = await this.all('type', { perSecond: perSecond / this.#workers.length, seconds, burst });
    return {
      updates: answers.reduce((sum, { updates }) => sum + updates, 0),
      achieved: answers.reduce((sum, { achieved }) => sum + achieved, 0),
      busy: Math.max(...answers.map(({ busy }) => busy)),
    };
  }

  /** One answer a thread. */
  all(command, args = {}) {
    return Promise.all(this.#workers.map((worker) => this.#ask(worker, command, args)));
  }

  async end() {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #ask(worker, command, args) {
    const turn = ++this.#turn;
    return new Promise((resolve, reject) => {
      this.#waiting.set(turn, { resolve, reject });
      worker.postMessage({ turn, command, args });
    });
  }
}
