/** Told of what rooms do, in numbers; asks nothing. Times in milliseconds. */
export interface Meter {
  /** One transaction: how many updates it stored, and how long the log took. */
  committed(updates: number, ms: number): void;
  /** The log did not answer, or a head had moved: nothing was stored for one document. */
  notCommitted(): void;
  /** One update: from its arrival until it was stored and told. */
  acknowledged(ms: number): void;
}

export const NO_METER: Meter = { committed: () => {}, notCommitted: () => {}, acknowledged: () => {} };
