import type { CorrectionKind } from '../claim/claim.js';
import { type ClaimReview, claimReviewOf, type ReviewPlace } from './claim-review.js';
import type { PublicationSnapshot, PublicDissent } from './snapshot.js';

/** Everything published of a claim in one document: its ClaimReview, and what that vocabulary has no words for. */
export interface PublicRecord {
  readonly claimReview: ClaimReview | null;
  /** In full, with their answers; as much a part of the record as the verdict is. */
  readonly dissents: readonly PublicDissent[];
  readonly verdict: PublicationSnapshot;
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
}

export function publicRecord(snapshot: PublicationSnapshot, place: ReviewPlace, { version, versions, corrections }: Around): PublicRecord {
  const review = claimReviewOf(snapshot, place);
  return {
    claimReview: review.ok ? review.value.review : null,
    dissents: snapshot.dissents,
    verdict: snapshot,
    version,
    versions: versions.map((one) => ({ version: one.version, at: one.at, asOf: one.snapshot.asOf, rating: one.snapshot.rating.label })),
    corrections: corrections.map(({ kind, version: of, at, before, after, notice }) => ({ kind, version: of, at, before, after, notice })),
  };
}
