/** What the article does with the claim. */
export const ATTITUDES = ['asserts', 'denies', 'reports', 'questions', 'retracts'] as const;
export type Attitude = (typeof ATTITUDES)[number];

/** One step of "outlet ← newspaper ← people familiar": nearest to the reader first. */
export interface AttributionStep {
  /** Printed name or description, e.g. "people familiar with the discussions". */
  readonly name: string;
  readonly anonymous: boolean;
}

/** Why one text depends on another; or, as the last two, that it depends on none, or on one that nobody knows. */
export const DERIVATION_KINDS = ['quotes', 'translates', 'rewrites', 'aggregates', 'cites', 'original', 'unknown'] as const;
export type DerivationKind = (typeof DERIVATION_KINDS)[number];
