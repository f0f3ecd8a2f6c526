import type { CorrectionKind } from '../claim/claim.js';
import { type ClaimReview, claimReviewOf, type ReviewPlace } from './claim-review.js';
import type { Reduction } from './reduced.js';
import type { PublicationSnapshot, PublicDissent } from './snapshot.js';

/** Everything published of a claim in one document: its ClaimReview, and what that vocabulary has no words for. */
export interface PublicRecord {
  readonly claimReview: ClaimReview | null;
  /** In full, with their answers; as much a part of the record as the verdict is. */
  readonly dissents: readonly PublicDissent[];
  readonly verdict: PublicationSnapshot;
  /** Evidence of this version whose details were taken away since its publication, to protect a source; the content hash is of the whole. */
  readonly reductions: readonly Reduction[];
  readonly version: number;
  readonly versions: readonly { readonly version: number; readonly at: string; readonly asOf: string; readonly rating: string }[];
  readonly corrections: readonly {
    readonly kind: CorrectionKind;
    readonly version: number;
    readonly at: string;
    readonly before: string;
    readonly after: string;
    readonly notice: string;
  }[];
}

interface Around {
  readonly version: number;
  readonly versions: readonly { readonly version: number; readonly at: string; readonly snapshot: PublicationSnapshot }[];
  readonly corrections: PublicRecord['corrections'];
  readonly reductions: readonly Reduction[];
}

export function publicRecord(snapshot: PublicationSnapshot, place: ReviewPlace, around: Around): PublicRecord {
  const { version, versions, corrections, reductions } = around;
  const review = claimReviewOf(snapshot, place);
  return {
    claimReview: review.ok ? review.value.review : null,
    dissents: snapshot.dissents,
    verdict: snapshot,
    reductions,
    version,
    versions: versions.map((one) => ({ version: one.version, at: one.at, asOf: one.snapshot.asOf, rating: one.snapshot.rating.label })),
    corrections: corrections.map(({ kind, version: of, at, before, after, notice }) => ({ kind, version: of, at, before, after, notice })),
  };
}
