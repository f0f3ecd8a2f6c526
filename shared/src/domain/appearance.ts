/** What the article does with the claim. */
export const ATTITUDES = ['asserts', 'denies', 'reports', 'questions', 'retracts'] as const;
export type Attitude = (typeof ATTITUDES)[number];

/** One step of "outlet ← newspaper ← people familiar": nearest to the reader first. */
export interface AttributionStep {
  /** Printed name or description, e.g. "people familiar with the discussions". */
  readonly name: string;
  readonly anonymous: boolean;
}

/** Why one text depends on another. */
export const DERIVATION_KINDS = ['quotes', 'translates', 'rewrites', 'aggregates', 'cites'] as const;
export type DerivationKind = (typeof DERIVATION_KINDS)[number];
