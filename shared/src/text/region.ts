export const REGION_KINDS = ['headline', 'byline', 'body', 'caption', 'boilerplate'] as const;
export type RegionKind = (typeof REGION_KINDS)[number];

/** A stretch of an article version's text; offsets in Unicode code points, end excluded. Regions are paragraphs, in order. */
export interface Region {
  readonly start: number;
  readonly end: number;
  readonly kind: RegionKind;
  /** True when a person set the kind. */
  readonly corrected: boolean;
}
