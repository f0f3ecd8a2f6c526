import { z } from 'zod';
import { DerivationKindField, Id, Instant, someText, storable } from '../schemas.js';
import { DerivationView, OriginsView, Person, StageField } from '../views.js';
import { DerivationSourceField, DerivationTargetField } from './fields.js';

/** How far the index of texts and claims has come; null when it is complete. */
export const ProgressView = z.object({ done: z.number(), total: z.number() }).nullable();

export const ProposalOfDerivation = z.object({
  from: DerivationSourceField,
  to: DerivationTargetField,
  kind: DerivationKindField,
  /** How much speaks for it, from 0 to 1. */
  score: z.number(),
  reasons: z.array(z.string()),
  /** The count if it were confirmed. */
  confirmed: OriginsView,
});
export const OriginLedgerView = z.object({
  proposals: z.array(ProposalOfDerivation),
  refusals: z.array(DerivationView),
  /** The count if one of the standing derivations fell. */
  without: z.array(z.object({ derivationId: Id, origins: OriginsView })),
  /** How the count came about, oldest first; `detail` is the reason or the marked words. */
  history: z.array(z.object({ at: Instant, by: Person, sentence: z.string(), detail: z.string().nullable(), origins: OriginsView })),
});

/** A paragraph with what it shares with the other text; offsets in code points of the paragraph. */
export const ParagraphView = z.object({
  text: z.string(),
  marks: z.array(z.object({ start: z.number(), end: z.number(), kind: z.enum(['shared', 'names', 'claim']) })),
  /** Whether paragraphs were left out before it. */
  after: z.boolean(),
});
export const SideView = z.object({
  articleId: Id,
  title: z.string(),
  source: z.string().nullable(),
  publishedOn: z.string().nullable(),
  paragraphs: z.array(ParagraphView),
});
/** What speaks for a derivation, side by side; `to` is null where the other end is no article here. */
export const DerivationEvidenceView = z.object({ from: SideView, to: SideView.nullable(), sharedWords: z.number() });
export const DerivationEvidenceQuery = z.object({ from: Id, to: Id.optional(), report: storable(300).optional() });

export const RelativesView = z.object({
  relatives: z.array(
    z.object({
      articleId: Id,
      number: z.number(),
      title: z.string(),
      source: z.string().nullable(),
      publishedOn: z.string().nullable(),
      kind: DerivationKindField,
      score: z.number(),
      reasons: z.array(z.string()),
    }),
  ),
  progress: ProgressView,
});

export const MatchesView = z.object({
  matches: z.array(
    z.object({ id: Id, number: z.number(), wording: z.string(), stage: StageField, score: z.number(), reasons: z.array(z.string()) }),
  ),
  progress: ProgressView,
});
export const MatchesQuery = z.object({ text: storable(2_000), not: Id.optional() });

export const RefuseDerivationReason = z.strictObject({ reason: someText(1_000) });
export const MergeClaims = z.strictObject({ claimId: Id, reason: someText(1_000) });

export type OriginLedgerData = z.infer<typeof OriginLedgerView>;
export type DerivationEvidenceData = z.infer<typeof DerivationEvidenceView>;
export type RelativesData = z.infer<typeof RelativesView>;
export type MatchesData = z.infer<typeof MatchesView>;
