import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/lib/must.js';
import { PgUpdateLog } from '../log/pg-update-log.store.js';
import { makeKeyframes } from './make-keyframes.js';

/** Asked of the thread: one document at a time, in the order asked. */
export interface KeyframeTask {
  readonly documentId: number;
  readonly teamId: string;
  readonly name: string;
}

export type KeyframeAnswer =
  | { readonly documentId: number; readonly seq: number }
  | { readonly documentId: number; readonly seq: null; readonly problem: string };

/** Makes keyframes in a thread of its own, over its own connections: commits and sockets wait for none of it. */
const port = must(parentPort, 'a thread that somebody listens to');
const log = new PgUpdateLog(workerData as ConstructorParameters<typeof PgUpdateLog>[0]);
let last: Promise<void> = Promise.resolve();

port.on('message', (task: KeyframeTask) => {
  last = last.then(() => work(task));
});

async function work({ documentId, teamId, name }: KeyframeTask): Promise<void> {
  const answer = await makeKeyframes(log, { teamId, name }).then(
    (seq): KeyframeAnswer => ({ documentId, seq }),
    (error: unknown): KeyframeAnswer => ({ documentId, seq: null, problem: String(error) }),
  );
  port.postMessage(answer);
}
