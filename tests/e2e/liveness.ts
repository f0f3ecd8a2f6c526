import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';

/** What one does is shown to the others within this long: the promise of the product. */
const PROMISE_MS = 1_000;

/**
 * How long the others of a story waited for what one of them did. A machine that has other things to do may be late with any
 * single sight, so the promise is held against the middle one of all; a product that told of it only when asked, or at
 * intervals, would be late with each. Every single one has a bound of its own, given by whoever waits.
 */
export class Liveness {
  private readonly waited: number[] = [];

  async of(sight: Promise<unknown>): Promise<void> {
    const began = performance.now();
    await sight;
    this.waited.push(performance.now() - began);
  }

  /** Fails where the promise was not kept, or hardly anything was looked at. */
  hold(t: TestContext, least: number): void {
    const sorted = this.waited.toSorted((a, b) => a - b);
    const [middle, last] = [0.5, 1].map((share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0));
    const told = `${sorted.length} sights of what others did: median ${middle} ms, latest ${last} ms`;
    t.diagnostic(told);
    assert.ok(sorted.length >= least, `${told}; at least ${least} sights are to be looked at`);
    assert.ok((middle ?? 0) <= PROMISE_MS, `${told}; the promise is ${PROMISE_MS} ms`);
  }
}
