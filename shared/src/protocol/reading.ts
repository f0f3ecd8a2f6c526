import { z } from 'zod';
import {
  AnchorFields,
  Day,
  Hash,
  Id,
  Instant,
  Offset,
  PersonFields,
  RegionKindField,
  SentText,
  StanceField,
  storable,
  text,
  webUrl,
} from './schemas.js';

/** Article versions, and where the marks of earlier versions stand in later ones. */

/** What an article says of itself; each version has its own. */
export const ArticleDescription = {
  title: text(500),
  /** Who published it. */
  source: text(300),
  byline: text(300),
  url: webUrl,
  publishedOn: Day,
  language: z
    .string()
    .max(35)
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'must be a tag of a language, such as en, he or pt-BR'),
};

const Stretch = { versionId: Id, start: Offset, end: Offset };

export const AddArticleVersion = z.strictObject({
  /** Number of the version that whoever imports knows as the last. Where another came meanwhile, it is refused; left out, any is the last. */
  after: z.int().min(1).optional(),
  text: SentText,
  // What is left out is as in the version before; null says that it is unknown.
  title: ArticleDescription.title.optional(),
  source: ArticleDescription.source.nullable().optional(),
  byline: ArticleDescription.byline.nullable().optional(),
  url: ArticleDescription.url.nullable().optional(),
  publishedOn: ArticleDescription.publishedOn.nullable().optional(),
  language: ArticleDescription.language.nullable().optional(),
  /** The stored bytes that the text was taken from. */
  raw: Hash.optional(),
  /** Paragraphs whose kind the page's own markup told. */
  marked: z
    .array(z.strictObject({ kind: RegionKindField, text: storable(20_000) }))
    .max(2_000)
    .optional(),
});

export const PlaceAnchor = z.strictObject({
  /** Which stretch of which earlier version. */
  from: z.strictObject({ ...Stretch, exact: storable(10_000).min(1) }),
  /** In which later version. */
  versionId: Id,
  /** Where it stands there; null says that it stands nowhere. */
  place: z.strictObject({ start: Offset, end: Offset, exact: storable(10_000).min(1) }).nullable(),
});

export const ReleaseAnchor = z.strictObject({ from: z.strictObject(Stretch), versionId: Id });

export const ImportAnnotations = z.strictObject({
  /** An AnnotationCollection, an AnnotationPage, one Annotation or a list of them, as JSON-LD. What is wrong in it is told by field. */
  annotations: z.unknown(),
});

export const IMPORT_OUTCOMES = ['exact', 'moved', 'changed', 'known', 'unsure', 'ambiguous', 'orphan', 'unreadable'] as const;
export const ImportedAnnotationsView = z.object({
  /** Number of marks that were made. */
  imported: z.number(),
  items: z.array(
    z.object({
      index: z.number(),
      exact: z.string(),
      /** The first three are imported; `known` was here already; `unreadable` marks no words; of the others no place is certain, and nothing was made. */
      outcome: z.enum(IMPORT_OUTCOMES),
      /** Number of the version that it was looked for in. */
      version: z.number(),
      reason: z.string(),
    }),
  ),
});

export const ArticleVersionView = z.object({
  id: Id,
  number: z.number(),
  sha256: Hash,
  capturedAt: Instant,
  importedBy: PersonFields,
  /** The stored bytes that the text was taken from; null where it was pasted. */
  raw: Hash.nullable(),
  words: z.number(),
  title: z.string(),
  source: z.string().nullable(),
  byline: z.string().nullable(),
  url: z.string().nullable(),
  publishedOn: Day.nullable(),
  language: z.string().nullable(),
  /** Name of the shared document that holds the annotations made on this version. */
  document: z.string(),
});

/** What a person said about where a stretch of an earlier version stands in a later one. */
export const PlacementView = z.object({
  from: z.object(Stretch),
  versionId: Id,
  /** Null: it was left as an orphan. */
  place: AnchorFields.nullable(),
  by: PersonFields,
  at: Instant,
});

/** What became of marked words in the newest version of their article. */
export const SpanFateView = z.object({
  /** Number of the newest version. */
  number: z.number(),
  /** `placed`: a person said where; `unsure` and `ambiguous`: a person has to say. */
  fate: z.enum(['exact', 'moved', 'changed', 'placed', 'unsure', 'ambiguous', 'orphan']),
  /** How much alike changed words are, from 0 to 1. */
  alike: z.number().nullable(),
  /** Whether a person said so. */
  said: z.boolean(),
  /** Number of the version in which a person placed it, where the words of that place were looked for; null where its own were. */
  placedIn: z.number().nullable(),
});

/** A mark as it was at a moment of the article's history. */
export const MarkThenView = z.object({
  id: z.string(),
  kind: z.enum(['note', 'question', 'claim']),
  by: PersonFields.nullable(),
  /** As its author's client wrote it: nothing limits it but the size of an update. */
  anchor: z.object({ start: z.number(), end: z.number(), exact: z.string(), prefix: z.string(), suffix: z.string() }),
  /** It came in a file, which says that `creator` made it; `by` only brought it. */
  imported: z.boolean(),
  creator: z.string().nullable(),
  messages: z.array(
    z.object({
      by: PersonFields.nullable(),
      text: z.string(),
      at: Instant.nullable(),
      imported: z.boolean(),
      creator: z.string().nullable(),
    }),
  ),
});

/** A span of the article that is evidence for some claim. */
export const EvidenceSpanView = z.object({
  id: Id,
  versionId: Id,
  anchor: AnchorFields,
  stance: StanceField,
  claimId: Id,
  claimNumber: z.number(),
  wording: z.string(),
});

export type AddArticleVersionBody = z.infer<typeof AddArticleVersion>;
export type PlaceAnchorBody = z.infer<typeof PlaceAnchor>;
export type ReleaseAnchorBody = z.infer<typeof ReleaseAnchor>;
export type ArticleVersionData = z.infer<typeof ArticleVersionView>;
export type PlacementData = z.infer<typeof PlacementView>;
export type SpanFateData = z.infer<typeof SpanFateView>;
export type EvidenceSpanData = z.infer<typeof EvidenceSpanView>;
export type ImportAnnotationsBody = z.infer<typeof ImportAnnotations>;
export type ImportedAnnotationsData = z.infer<typeof ImportedAnnotationsView>;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];
