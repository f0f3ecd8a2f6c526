import { parentPort, workerData } from 'node:worker_threads';
import { extract } from './extract.js';

/** What is handed to the thread that reads one file. */
export interface ExtractTask {
  readonly bytes: Uint8Array;
  readonly declaredCharset: string | null;
}

/** Reads one file in a thread of its own and ends: whatever the file does to its parser, the server goes on. */
const { bytes, declaredCharset } = workerData as ExtractTask;
parentPort?.postMessage(await extract(bytes, declaredCharset));
