export const REGION_KINDS = ['headline', 'byline', 'subhead', 'body', 'quote', 'caption', 'correction', 'boilerplate'] as const;
export type RegionKind = (typeof REGION_KINDS)[number];

/** What the page itself said a paragraph is, where it was imported with markup. Paragraphs that are not named are judged by their text. */
export interface MarkedParagraph {
  readonly kind: RegionKind;
  readonly text: string;
}

/** A stretch of an article version's text; offsets in Unicode code points, end excluded. Regions are paragraphs, in order. */
export interface Region {
  readonly start: number;
  readonly end: number;
  readonly kind: RegionKind;
  /** True when a person set the kind. */
  readonly corrected: boolean;
}
