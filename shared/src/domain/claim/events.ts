import type { Attitude, AttributionStep, DerivationKind } from '../appearance.js';
import type { ClaimContent } from '../content.js';
import type { EvidenceKind, Grade, Stance } from '../evidence.js';
import type { PublicationSnapshot } from '../publication/snapshot.js';
import type { ArticleSpan, Capture, CorrectionKind, DerivationTarget, NotCheckableReason } from './claim.js';

interface EventData {
  ClaimOpened: { readonly number: number; readonly wording: string; readonly claimant: string | null };
  AppearanceAdded: {
    readonly id: string;
    readonly span: ArticleSpan;
    readonly annotationId: string | null;
    readonly attitude: Attitude;
    readonly attribution: readonly AttributionStep[];
  };
  AppearanceWithdrawn: { readonly id: string; readonly reason: string };
  DerivationAdded: {
    readonly id: string;
    readonly from: string;
    readonly to: DerivationTarget;
    readonly kind: DerivationKind;
    readonly reason: string;
  };
  DerivationWithdrawn: { readonly id: string; readonly reason: string };
  EvidenceAttached: {
    readonly id: string;
    readonly kind: EvidenceKind;
    readonly stance: Stance;
    readonly source: string;
    readonly note: string;
    readonly url: string | null;
    readonly excerpt: string | null;
    readonly span: ArticleSpan | null;
    readonly capture: Capture;
  };
  EvidenceGraded: { readonly id: string; readonly grade: Grade; readonly reason: string; readonly exception: boolean };
  EvidenceWithdrawn: { readonly id: string; readonly reason: string };
  OpinionGiven: { readonly rating: string; readonly reason: string; readonly scale: { readonly id: string; readonly version: number } };
  VerdictProposed: {
    readonly id: string;
    readonly number: number;
    readonly rating: string;
    readonly content: ClaimContent;
    readonly contentHash: string;
  };
  ProposalReplaced: { readonly id: string; readonly replacedBy: string };
  ProposalReturned: { readonly id: string; readonly comment: string };
  VerdictApproved: { readonly id: string; readonly content: ClaimContent; readonly contentHash: string; readonly reason: string };
  ApprovalEnded: { readonly id: string; readonly reason: string };
  DissentFiled: {
    readonly id: string;
    readonly proposalId: string;
    readonly rating: string;
    readonly reason: string;
    readonly evidence: readonly string[];
    readonly hash: string;
  };
  DissentAnswered: { readonly id: string; readonly answer: string };
  DissentWithdrawn: { readonly id: string; readonly reason: string };
  DissentAdopted: { readonly id: string; readonly reason: string };
  VerdictPublished: {
    readonly version: number;
    readonly slug: string;
    readonly asOf: string;
    readonly contentHash: string;
    readonly proposalId: string;
    readonly rating: string;
    readonly scale: { readonly id: string; readonly version: number };
    readonly snapshot: PublicationSnapshot;
  };
  CorrectionRecorded: {
    readonly kind: CorrectionKind;
    readonly before: string;
    readonly after: string;
    readonly reason: string;
    readonly notice: string;
    readonly version: number;
  };
  MemberAssigned: { readonly userId: string };
  AssignmentEnded: { readonly userId: string };
  ClosedAsNotCheckable: { readonly reason: NotCheckableReason; readonly explanation: string };
  ClaimReopened: { readonly reason: string };
}

export type ClaimEventType = keyof EventData;

/** What happened to a claim, in the past tense, as it stands in the ledger. Append-only: old entries are read for ever. */
export type ClaimEvent = { [T in ClaimEventType]: { readonly type: T; readonly data: EventData[T] } }[ClaimEventType];

/** An event with the signature that the ledger entry carries: who, and at what database time. */
export interface SignedEvent {
  readonly event: ClaimEvent;
  readonly by: string;
  readonly at: string;
}

const EVENT_TYPES: Record<ClaimEventType, true> = {
  ClaimOpened: true,
  AppearanceAdded: true,
  AppearanceWithdrawn: true,
  DerivationAdded: true,
  DerivationWithdrawn: true,
  EvidenceAttached: true,
  EvidenceGraded: true,
  EvidenceWithdrawn: true,
  OpinionGiven: true,
  VerdictProposed: true,
  ProposalReplaced: true,
  ProposalReturned: true,
  VerdictApproved: true,
  ApprovalEnded: true,
  DissentFiled: true,
  DissentAnswered: true,
  DissentWithdrawn: true,
  DissentAdopted: true,
  VerdictPublished: true,
  CorrectionRecorded: true,
  MemberAssigned: true,
  AssignmentEnded: true,
  ClosedAsNotCheckable: true,
  ClaimReopened: true,
};

export const CLAIM_EVENT_TYPES = Object.keys(EVENT_TYPES) as ClaimEventType[];

/** The event of a ledger entry. Entries are written from this union only, so anything else is a bug. */
export function claimEvent(type: string, data: Readonly<Record<string, unknown>>): ClaimEvent {
  if (!(type in EVENT_TYPES)) throw new Error(`not an event of a claim: ${type}`);
  return { type, data } as unknown as ClaimEvent;
}
