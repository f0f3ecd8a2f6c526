import type { AnnotationKind } from '../annotations.js';

export const ANNOTATION_CONTEXT = 'http://www.w3.org/ns/anno.jsonld';
/** Prefix of what the W3C model has no word for: kind, settled, claim, version. */
export const OWN_TERMS = { assay: 'urn:assay:' } as const;

/** Why the mark was made, in the words of the W3C model. */
export const MOTIVATIONS: Record<AnnotationKind, string> = { note: 'commenting', question: 'questioning', claim: 'identifying' };

/** Body that holds the words in the language they were first said in. */
export const ORIGINAL_WORDING = 'original-wording';

/** The software that writes a file: what it says of people is no more than that. */
export const GENERATOR = { id: 'urn:assay:software', type: 'Software', name: 'Assay' } as const;
