import { storableText } from '../../lib/plain-text.js';
import type { Annotation, AnnotationMessage } from '../annotations.js';
import { iriOf } from './ids.js';
import { utcInstant } from './instant.js';
import { ANNOTATION_CONTEXT, GENERATOR, MOTIVATIONS, ORIGINAL_WORDING, OWN_TERMS } from './terms.js';

/** The article version that an annotation was made on. */
export interface AnnotatedVersion {
  readonly number: number;
  /** SHA-256 of its frozen text. */
  readonly sha256: string;
  readonly capturedAt: string;
  readonly url: string | null;
}

export interface AnnotatedArticle {
  readonly id: string;
  readonly title: string;
}

export interface SignedAnnotation {
  readonly annotation: Annotation;
  readonly version: AnnotatedVersion;
  /** Names by client id of whoever wrote here. */
  readonly nameOf: (client: number) => string | null;
  readonly claim: { readonly id: string; readonly number: number; readonly wording: string } | null;
}

type Json = Record<string, unknown>;

/** All annotations of an article as one W3C AnnotationCollection. Positions are Unicode code points of the normalised text. */
export function annotationCollection(article: AnnotatedArticle, annotations: readonly SignedAnnotation[]): Json {
  const id = `urn:uuid:${article.id}#annotations`;
  return {
    '@context': [ANNOTATION_CONTEXT, OWN_TERMS],
    id,
    type: 'AnnotationCollection',
    label: `Annotations of ${article.title}`,
    total: annotations.length,
    first: {
      id: `${id}-1`,
      type: 'AnnotationPage',
      partOf: id,
      startIndex: 0,
      items: annotations.map((one) => webAnnotation(article, one)),
    },
  };
}

function webAnnotation(article: AnnotatedArticle, { annotation, version, nameOf, claim }: SignedAnnotation): Json {
  const messages = annotation.messages.filter(({ text }) => text.trim() !== '');
  const created = utcInstant(messages[0]?.at ?? null);
  const body = [...messages.map((message, index) => messageBody(annotation, message, index, nameOf)), ...originalBody(annotation)];
  return {
    id: iriOf(annotation.id),
    type: 'Annotation',
    motivation: MOTIVATIONS[annotation.kind],
    ...(created === null ? {} : { created }),
    ...creatorOf(annotation, nameOf),
    generator: GENERATOR,
    ...(body.length === 0 ? {} : { body }),
    'assay:kind': annotation.kind,
    'assay:settled': annotation.resolved,
    ...(claim === null ? {} : { 'assay:claim': { id: `urn:uuid:${claim.id}`, 'assay:number': claim.number, label: claim.wording } }),
    target: target(article, annotation, version),
  };
}

function target(article: AnnotatedArticle, { anchor }: Annotation, version: AnnotatedVersion): Json {
  const { start, end, exact, prefix, suffix } = anchor;
  return {
    source: version.url ?? `urn:uuid:${article.id}`,
    state: { type: 'TimeState', sourceDate: version.capturedAt, 'assay:version': version.number, 'assay:sha256': version.sha256 },
    selector: [
      { type: 'TextQuoteSelector', exact, prefix: storableText(prefix), suffix: storableText(suffix) },
      { type: 'TextPositionSelector', start, end },
    ],
  };
}

function messageBody(annotation: Annotation, message: AnnotationMessage, index: number, nameOf: SignedAnnotation['nameOf']): Json {
  const created = utcInstant(message.at);
  return {
    type: 'TextualBody',
    value: storableText(message.text),
    format: 'text/plain',
    purpose: index === 0 ? MOTIVATIONS[annotation.kind] : 'replying',
    ...(created === null ? {} : { created }),
    ...creatorOf(message, nameOf),
  };
}

function originalBody({ original }: Annotation): Json[] {
  if (original === null) return [];
  const language = original.language === null ? {} : { language: original.language };
  return [
    { type: 'TextualBody', value: original.text, format: 'text/plain', ...language, purpose: 'describing', 'assay:role': ORIGINAL_WORDING },
  ];
}

/** Whoever only brought it in a file is named as that, beside whom the file names: it is no act of theirs, nor known to be one of the other's. */
function creatorOf(
  { client, imported, creator }: Pick<AnnotationMessage, 'client' | 'imported' | 'creator'>,
  nameOf: SignedAnnotation['nameOf'],
): Json {
  const writer = nameOf(client);
  if (!imported) return writer === null ? {} : { creator: person(writer) };
  return {
    ...(creator === null ? {} : { creator: person(creator) }),
    'assay:imported': writer === null ? true : { 'assay:by': person(writer) },
  };
}

function person(name: string): Json {
  return { type: 'Person', name };
}
