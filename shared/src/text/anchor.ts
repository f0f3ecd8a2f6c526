/** Where a mark stands in one article version: quote and position together, in code points of the frozen text (AN1). */
export interface Anchor {
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  /** The rest of the sentence before and after the quote: whole-sentence context. */
  readonly prefix: string;
  readonly suffix: string;
}
