import type { Attitude, AttributionStep, DerivationKind } from '../appearance.js';
import type { ClaimContent } from '../content.js';
import type { CapturedPage, Contact, EvidenceKind, Grade, Stance } from '../evidence.js';
import type { ChecklistItemId } from '../judgement/checklist-items.js';
import type { PublicationSnapshot } from '../publication/snapshot.js';
import type {
  Appearance,
  ArticleSpan,
  Capture,
  CorrectionKind,
  Derivation,
  DerivationRefusal,
  DerivationSource,
  DerivationTarget,
  NotCheckableReason,
  PublisherOutcome,
  SeenProposal,
} from './claim.js';

interface DerivationData {
  readonly id: string;
  readonly from: DerivationSource;
  readonly to: DerivationTarget;
  readonly kind: DerivationKind;
  readonly reason: string;
  /** Absent where it was stated without a proposal. */
  readonly seen?: SeenProposal;
}

interface ApprovalData {
  readonly id: string;
  readonly content: ClaimContent;
  readonly contentHash: string;
  readonly reason: string;
  /** Ids of the groups that the approver was in, sorted; absent where in none. */
  readonly groups?: readonly string[];
}

export interface MergedParts {
  readonly appearances: readonly Appearance[];
  readonly derivations: readonly Derivation[];
  readonly refusals: readonly DerivationRefusal[];
}

interface EventData {
  ClaimOpened: { readonly number: number; readonly wording: string; readonly claimant: string | null };
  AppearanceAdded: {
    readonly id: string;
    readonly span: ArticleSpan;
    readonly annotationId: string | null;
    readonly attitude: Attitude;
    readonly attribution: readonly AttributionStep[];
    /** Said where the words stood in boilerplate, and somebody insisted. */
    readonly insisted?: true;
  };
  AppearanceWithdrawn: { readonly id: string; readonly reason: string };
  DerivationAdded: DerivationData;
  DerivationWithdrawn: { readonly id: string; readonly reason: string };
  DerivationRefused: DerivationData;
  RefusalWithdrawn: { readonly id: string; readonly reason: string };
  /** On the claim that stays. What is merged comes along whole, so that the claim follows from its own acts alone. */
  ClaimAbsorbed: { readonly claimId: string; readonly number: number; readonly wording: string; readonly reason: string } & MergedParts;
  ClaimMerged: { readonly into: string; readonly number: number; readonly reason: string };
  ClaimReleased: { readonly claimId: string; readonly number: number; readonly reason: string };
  /** On the claim that stands by itself again, with its parts as they had become meanwhile. */
  ClaimUnmerged: { readonly from: string; readonly number: number; readonly reason: string } & MergedParts;
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
    // Absent in entries of before there were contacts, interests and protected sources.
    readonly contact?: Contact | null;
    readonly interests?: string;
    readonly protectedSource?: boolean;
  };
  PageCaptured: { readonly id: string; readonly capture: Capture; readonly page: CapturedPage };
  PageCaptureFailed: { readonly id: string; readonly reason: string };
  EvidenceStanceChanged: { readonly id: string; readonly stance: Stance; readonly reason: string };
  EvidenceSourceNoted: { readonly id: string; readonly interests: string; readonly protectedSource: boolean; readonly reason: string };
  ChecklistAnswered: { readonly item: ChecklistItemId; readonly done: boolean; readonly note: string };
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
  /** One approval of those a quorum needs, not yet the last. */
  ApprovalGiven: ApprovalData;
  /** The approval that completes the quorum; of one, it is the only one. */
  VerdictApproved: ApprovalData;
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
  CorrectionRequestDecided: {
    readonly id: string;
    readonly outcome: 'accepted' | 'declined';
    readonly reason: string;
    readonly sha256: string;
  };
  PublisherAsked: { readonly id: string; readonly publisher: string; readonly request: string };
  PublisherAnswered: { readonly id: string; readonly outcome: PublisherOutcome; readonly note: string };
  MemberAssigned: { readonly userId: string };
  AssignmentEnded: { readonly userId: string };
  ClosedAsNotCheckable: { readonly reason: NotCheckableReason; readonly explanation: string };
  /** `automatic` where an act or a changed word put it in revision, and nobody asked for that. */
  ClaimReopened: { readonly reason: string; readonly automatic?: true };
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
  DerivationRefused: true,
  RefusalWithdrawn: true,
  ClaimAbsorbed: true,
  ClaimMerged: true,
  ClaimReleased: true,
  ClaimUnmerged: true,
  EvidenceAttached: true,
  EvidenceGraded: true,
  EvidenceWithdrawn: true,
  PageCaptured: true,
  PageCaptureFailed: true,
  EvidenceStanceChanged: true,
  EvidenceSourceNoted: true,
  ChecklistAnswered: true,
  OpinionGiven: true,
  VerdictProposed: true,
  ProposalReplaced: true,
  ProposalReturned: true,
  ApprovalGiven: true,
  VerdictApproved: true,
  ApprovalEnded: true,
  DissentFiled: true,
  DissentAnswered: true,
  DissentWithdrawn: true,
  DissentAdopted: true,
  VerdictPublished: true,
  CorrectionRecorded: true,
  CorrectionRequestDecided: true,
  PublisherAsked: true,
  PublisherAnswered: true,
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
