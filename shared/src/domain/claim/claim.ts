import type { Anchor } from '../../text/anchor.js';
import type { Attitude, AttributionStep, DerivationKind } from '../appearance.js';
import type { ClaimContent, DissentState } from '../content.js';
import type { CapturedPage, Contact, EvidenceKind, Grade, Stance } from '../evidence.js';
import type { ChecklistItemId } from '../judgement/checklist-items.js';

export const STAGES = ['in-progress', 'proposed', 'approved', 'published', 'in-revision', 'not-checkable'] as const;
export type Stage = (typeof STAGES)[number];

export const NOT_CHECKABLE_REASONS = ['opinion', 'prediction', 'no-evidence-reachable', 'source-safety'] as const;
export type NotCheckableReason = (typeof NOT_CHECKABLE_REASONS)[number];

export const CORRECTION_KINDS = ['correction', 'clarification', 'update', 'retraction'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** Who did something, and when (ISO 8601, database time). People stand by id; names are looked up when shown. */
export interface Signed {
  readonly by: string;
  readonly at: string;
}
export interface SignedReason extends Signed {
  readonly reason: string;
}

/** What an article was when the appearance was added: enough to name it without loading it. */
export interface ArticleSpan {
  readonly articleId: string;
  readonly articleNumber: number;
  readonly versionId: string;
  readonly title: string;
  readonly source: string | null;
  readonly publishedOn: string | null;
  readonly anchor: Anchor;
}

export interface Appearance extends Signed {
  readonly id: string;
  readonly span: ArticleSpan;
  readonly annotationId: string | null;
  readonly attitude: Attitude;
  readonly attribution: readonly AttributionStep[];
  readonly withdrawn: SignedReason | null;
}

/** Another appearance; a report that is not in the workspace, by its name; or that there is none, or none that is known. */
export type DerivationTarget =
  | { readonly appearanceId: string }
  | { readonly report: string }
  | { readonly origin: 'original' | 'unknown' };

/** What derives: an appearance by its id, or a report outside the workspace by its name. */
export type DerivationSource = string | { readonly report: string };

/** The proposal that a person had before them when they decided. */
export interface SeenProposal {
  /** From 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
}

export interface Derivation extends SignedReason {
  readonly id: string;
  readonly from: DerivationSource;
  readonly to: DerivationTarget;
  readonly kind: DerivationKind;
  /** Null where a person stated it without a proposal. */
  readonly seen: SeenProposal | null;
  readonly withdrawn: SignedReason | null;
}

/** A proposed derivation that a person judged not to be one. It has the form of a derivation and carries nothing. */
export type DerivationRefusal = Derivation;

/** A claim that was merged into this one: what of it is shown here, until it is released again. */
export interface AbsorbedClaim extends SignedReason {
  readonly claimId: string;
  readonly number: number;
  readonly wording: string;
  readonly appearances: readonly string[];
  readonly derivations: readonly string[];
  readonly refusals: readonly string[];
  readonly released: SignedReason | null;
}

/** The bytes that were fixed when the evidence was attached. */
export interface Capture {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly fileName: string | null;
  readonly capturedAt: string;
}

export interface Grading extends SignedReason {
  readonly grade: Grade;
  /** Credibility 1 was given with fewer than two independent origins, and `reason` says why (VD7). */
  readonly exception: boolean;
}

export type PageCapture = Signed &
  ({ readonly state: 'captured'; readonly page: CapturedPage } | { readonly state: 'failed'; readonly reason: string });

export interface Evidence extends Signed {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly stance: Stance;
  readonly source: string;
  readonly note: string;
  readonly url: string | null;
  readonly excerpt: string | null;
  readonly span: ArticleSpan | null;
  /** Of a link: the words quoted from it, until the page itself is captured. */
  readonly capture: Capture;
  /** How the page of a link was captured, last try; null before the first. */
  readonly page: PageCapture | null;
  readonly contact: Contact | null;
  /** What the source stands to gain or lose, in words; empty where nothing is noted. */
  readonly interests: string;
  /** A protected source is told to nobody outside the team. */
  readonly protectedSource: boolean;
  /** Oldest first; each says what the stance was before. */
  readonly stanceChanges: readonly (SignedReason & { readonly from: Stance; readonly to: Stance })[];
  readonly sourceNotes: readonly (SignedReason & { readonly interests: string; readonly protectedSource: boolean })[];
  /** Oldest first; the last one counts. */
  readonly gradings: readonly Grading[];
  readonly withdrawn: SignedReason | null;
}

/** Every opinion ever given stays; a person's last one counts. */
export interface Opinion extends SignedReason {
  readonly rating: string;
  readonly scale: { readonly id: string; readonly version: number };
}

export interface Approval extends SignedReason {
  readonly contentHash: string;
  readonly content: ClaimContent;
  /** Ids of the groups that its giver was in then. */
  readonly groups: readonly string[];
}

export interface Proposal extends Signed {
  readonly id: string;
  readonly number: number;
  readonly rating: string;
  /** What the proposer saw, with the proposed rating in it. */
  readonly content: ClaimContent;
  readonly contentHash: string;
  readonly state: 'open' | 'returned' | 'approved' | 'replaced';
  readonly returned: (Signed & { readonly comment: string }) | null;
  /** Approvals that stand, oldest first. */
  readonly approvals: readonly Approval[];
  /** The approval that completed the quorum. */
  readonly approved: Approval | null;
}

export interface Dissent extends SignedReason {
  readonly id: string;
  readonly proposalId: string;
  readonly rating: string;
  readonly evidence: readonly string[];
  /** SHA-256 over the canonical JSON of rating, reason and evidence: what its author signed. */
  readonly hash: string;
  readonly state: DissentState;
  readonly answers: readonly (Signed & { readonly answer: string })[];
  readonly ended: SignedReason | null;
}

export interface Publication extends Signed {
  readonly version: number;
  readonly slug: string;
  readonly asOf: string;
  readonly contentHash: string;
  readonly proposalId: string;
  readonly rating: string;
  readonly scale: { readonly id: string; readonly version: number };
}

export interface Correction extends SignedReason {
  readonly kind: CorrectionKind;
  readonly before: string;
  readonly after: string;
  readonly notice: string;
  /** The published version it is about. */
  readonly version: number;
}

export const PUBLISHER_OUTCOMES = ['corrected', 'refused', 'no-answer'] as const;
export type PublisherOutcome = (typeof PUBLISHER_OUTCOMES)[number];

/** We asked whoever published the claim to correct it. */
export interface PublisherRequest extends Signed {
  readonly id: string;
  readonly publisher: string;
  readonly request: string;
  readonly outcome: (Signed & { readonly outcome: PublisherOutcome; readonly note: string }) | null;
}

/** What the team made of a reader's request. The request itself stands outside the log, for a reader may ask to be forgotten. */
export interface RequestDecision extends SignedReason {
  readonly id: string;
  readonly outcome: 'accepted' | 'declined';
  /** SHA-256 of the words that were decided on. */
  readonly sha256: string;
}

/** A person's word on one obligation: done, or not done and why. */
export interface ChecklistAnswer extends Signed {
  readonly item: ChecklistItemId;
  readonly done: boolean;
  readonly note: string;
}

/** Everything of one claim, folded from its acts. The living words stand in the sheet document, not here. */
export interface ClaimState {
  readonly id: string;
  readonly number: number;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly wordingAtOpening: string;
  readonly claimant: string | null;
  readonly stage: Stage;
  readonly appearances: readonly Appearance[];
  readonly derivations: readonly Derivation[];
  readonly refusals: readonly DerivationRefusal[];
  /** Claims that were merged into this one, also those released since. */
  readonly absorbed: readonly AbsorbedClaim[];
  /** The claim that this one is merged into; null while it stands by itself. */
  readonly mergedInto: (SignedReason & { readonly claimId: string; readonly number: number }) | null;
  readonly evidence: readonly Evidence[];
  readonly opinions: readonly Opinion[];
  readonly proposals: readonly Proposal[];
  readonly dissents: readonly Dissent[];
  readonly publications: readonly Publication[];
  readonly corrections: readonly Correction[];
  readonly publisherRequests: readonly PublisherRequest[];
  readonly requestDecisions: readonly RequestDecision[];
  /** Every answer ever given, oldest first; the last one of an item counts. */
  readonly checklist: readonly ChecklistAnswer[];
  /** Ids of the members it is assigned to. */
  readonly assigned: readonly string[];
  /** What put it in revision; null while it is not. */
  readonly revision: SignedReason | null;
  readonly notCheckable: (Signed & { readonly reason: NotCheckableReason; readonly explanation: string }) | null;
  /** Time of the last act. */
  readonly updatedAt: string;
}

export const standing = <T extends { readonly withdrawn: unknown }>(items: readonly T[]): T[] =>
  items.filter((item) => item.withdrawn === null);

/** The grade that counts: the last one given. */
export function gradeOf(evidence: Evidence): Grade | null {
  return evidence.gradings.at(-1)?.grade ?? null;
}

/** The proposal that waits for a decision; there is at most one (WF2). */
export function openProposal(state: ClaimState): Proposal | null {
  return state.proposals.find((proposal) => proposal.state === 'open') ?? null;
}

/** The proposal a reader means by "the verdict": the open one, else the last one made. */
export function currentProposal(state: ClaimState): Proposal | null {
  return openProposal(state) ?? state.proposals.at(-1) ?? null;
}

/** The last opinion of each person, in the order they were given. */
export function opinionsThatCount(state: ClaimState): Opinion[] {
  const last = new Map(state.opinions.map((opinion) => [opinion.by, opinion]));
  return state.opinions.filter((opinion) => last.get(opinion.by) === opinion);
}

/** The last answer to each obligation of the checklist. */
export function checklistNow(state: ClaimState): ChecklistAnswer[] {
  const last = new Map(state.checklist.map((answer) => [answer.item, answer]));
  return [...last.values()];
}

/** A dissent that stands: its author has not withdrawn it and nobody adopted it. */
export function isStanding(dissent: Dissent): boolean {
  return dissent.state === 'open' || dissent.state === 'answered';
}
