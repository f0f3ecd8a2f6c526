import type { MarkedParagraph, RegionKind } from '#shared/text/region.js';

/** A paragraph as it was found, before it is normalised. */
export interface Paragraph {
  /** Null where nothing but the words could tell. */
  readonly kind: RegionKind | null;
  readonly text: string;
}

/** What a file says of itself. Null is unknown. */
export interface Facts {
  readonly title: string | null;
  readonly byline: string | null;
  readonly source: string | null;
  readonly url: string | null;
  readonly publishedOn: string | null;
  readonly language: string | null;
}

/** What was read out of a file: facts, paragraphs, and sentences for the person who imports it. */
export interface Reading {
  readonly facts: Facts;
  readonly paragraphs: readonly Paragraph[];
  readonly mediaType: 'text/plain' | 'text/html' | 'application/pdf';
  readonly warnings: readonly string[];
}

/** A reading, cut to what is frozen. */
export interface Proposal extends Facts {
  readonly title: string;
  readonly text: string;
  readonly words: number;
  readonly marked: readonly MarkedParagraph[];
  readonly mediaType: Reading['mediaType'];
  readonly warnings: readonly string[];
}

export const NO_FACTS: Facts = { title: null, byline: null, source: null, url: null, publishedOn: null, language: null };
