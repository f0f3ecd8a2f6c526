import type { CarryJob, Hows } from './carrier.js';

/** What the page asks of the thread that looks for stretches: first `shown`, then texts and jobs as they come. */
export type CarryRequest =
  | { readonly type: 'shown'; readonly text: string }
  | { readonly type: 'earlier'; readonly versionId: string; readonly text: string }
  | { readonly type: 'run'; readonly number: number; readonly job: CarryJob };

export interface CarryAnswer {
  /** Of the job that it answers. */
  readonly number: number;
  readonly hows: Hows;
  readonly done: boolean;
}

/** One end of the line between the two: a worker as the page sees it, or the page as the worker does. */
export interface Line<Sent, Heard> {
  postMessage(message: Sent): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Heard }) => void): void;
}
