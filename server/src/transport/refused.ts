import type { Refusal, Result } from '#shared/lib/result.js';

/** Carries an expected refusal out of a transaction, which it rolls back; the filter answers it with its status. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** The value of a result, or `Refused`. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refused(result.refusal);
}
