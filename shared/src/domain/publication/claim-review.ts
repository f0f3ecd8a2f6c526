import type { Result } from '../../lib/result.js';
import { ok, refuse } from '../../lib/result.js';
import { ratingScale } from '../rating-scale.js';
import type { PublicAppearance, PublicationSnapshot } from './snapshot.js';

/** Claims longer than this are cut by readers of ClaimReview. */
export const CLAIM_REVIEWED_MAX = 75;

interface Work {
  readonly '@type': 'CreativeWork';
  readonly name: string;
  readonly publisher?: { readonly '@type': 'Organization'; readonly name: string };
  readonly datePublished?: string;
}

/** schema.org ClaimReview as Google's documentation and fact-check readers take it. */
export interface ClaimReview {
  readonly '@context': 'https://schema.org';
  readonly '@type': 'ClaimReview';
  readonly url: string;
  readonly claimReviewed: string;
  readonly datePublished: string;
  readonly author: { readonly '@type': 'Organization'; readonly name: string; readonly url: string };
  readonly reviewRating: {
    readonly '@type': 'Rating';
    readonly alternateName: string;
    readonly ratingValue?: number;
    readonly bestRating?: number;
    readonly worstRating?: number;
  };
  readonly itemReviewed: {
    readonly '@type': 'Claim';
    readonly author?: { readonly '@type': 'Organization'; readonly name: string };
    readonly datePublished?: string;
    readonly firstAppearance?: Work;
    readonly appearance?: readonly Work[];
  };
}

export interface ReviewPlace {
  readonly url: string;
  readonly publisher: string;
  readonly publisherUrl: string;
  readonly datePublished: string;
}

/** The ClaimReview of a published version, and warnings; a missing required field refuses it by name (PB3). */
export function claimReviewOf(snapshot: PublicationSnapshot, place: ReviewPlace): Result<{ review: ClaimReview; warnings: string[] }> {
  const claimReviewed = snapshot.claim.wording.trim();
  const required = { claimReviewed, 'reviewRating.alternateName': snapshot.rating.label.trim(), url: place.url.trim() };
  for (const [field, value] of Object.entries(required)) {
    if (value === '') return refuse('claim-review-incomplete', `ClaimReview needs ${field}, which is empty.`, { path: field });
  }
  const warnings =
    [...claimReviewed].length > CLAIM_REVIEWED_MAX ? [`claimReviewed has more than ${CLAIM_REVIEWED_MAX} characters and may be cut.`] : [];
  return ok({
    review: {
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      url: place.url,
      claimReviewed,
      datePublished: place.datePublished,
      author: { '@type': 'Organization', name: place.publisher, url: place.publisherUrl },
      reviewRating: { '@type': 'Rating', alternateName: snapshot.rating.label, ...bounds(snapshot) },
      itemReviewed: itemReviewed(snapshot),
    },
    warnings,
  });
}

/** What an export of ours says, read back: nothing that `claimReviewOf` wrote is lost. */
export function readClaimReview(review: ClaimReview): {
  wording: string;
  claimant: string | null;
  rating: string;
  url: string;
  publisher: string;
  datePublished: string;
  appearances: { title: string; source: string | null; publishedOn: string | null }[];
} {
  const { itemReviewed } = review;
  const works = [...(itemReviewed.firstAppearance ? [itemReviewed.firstAppearance] : []), ...(itemReviewed.appearance ?? [])];
  return {
    wording: review.claimReviewed,
    claimant: itemReviewed.author?.name ?? null,
    rating: review.reviewRating.alternateName,
    url: review.url,
    publisher: review.author.name,
    datePublished: review.datePublished,
    appearances: works.map((work) => ({
      title: work.name,
      source: work.publisher?.name ?? null,
      publishedOn: work.datePublished ?? null,
    })),
  };
}

/** Numbers only where the rating lies on its scale's line; they count from 1, worst first. */
function bounds(snapshot: PublicationSnapshot): { ratingValue: number; bestRating: number; worstRating: number } | Record<string, never> {
  const scale = ratingScale(snapshot.scale.id, snapshot.scale.version);
  const orders = scale?.ratings.flatMap((rating) => (rating.order === null ? [] : [rating.order])) ?? [];
  if (snapshot.rating.order === null || orders.length < 2) return {};
  return { ratingValue: snapshot.rating.order + 1, bestRating: Math.max(...orders) + 1, worstRating: Math.min(...orders) + 1 };
}

function itemReviewed(snapshot: PublicationSnapshot): ClaimReview['itemReviewed'] {
  const works = snapshot.appearances.filter(({ attitude }) => attitude === 'asserts' || attitude === 'reports').sort(byDay);
  const [first, ...others] = works.map(workOf);
  const day = works[0]?.publishedOn;
  return {
    '@type': 'Claim',
    ...(snapshot.claim.claimant === null ? {} : { author: { '@type': 'Organization' as const, name: snapshot.claim.claimant } }),
    ...(day ? { datePublished: day } : {}),
    ...(first ? { firstAppearance: first } : {}),
    ...(others.length > 0 ? { appearance: others } : {}),
  };
}

function workOf(appearance: PublicAppearance): Work {
  return {
    '@type': 'CreativeWork',
    name: appearance.title,
    ...(appearance.source === null ? {} : { publisher: { '@type': 'Organization' as const, name: appearance.source } }),
    ...(appearance.publishedOn === null ? {} : { datePublished: appearance.publishedOn }),
  };
}

/** Undated appearances come last: they are never called the first. */
function byDay(a: PublicAppearance, b: PublicAppearance): number {
  const [dayA, dayB] = [a.publishedOn ?? '9999', b.publishedOn ?? '9999'];
  return dayA < dayB ? -1 : dayA > dayB ? 1 : 0;
}
