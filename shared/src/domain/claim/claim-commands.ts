import type { Attitude, AttributionStep, DerivationKind } from '../appearance.js';
import type { CapturedPage, Contact, EvidenceKind, Grade, Stance } from '../evidence.js';
import type { ChecklistItemId } from '../judgement/checklist-items.js';
import type { Action } from '../permissions.js';
import type {
  ArticleSpan,
  Capture,
  ClaimState,
  CorrectionKind,
  DerivationSource,
  DerivationTarget,
  NotCheckableReason,
  PublisherOutcome,
  SeenProposal,
} from './claim.js';

/** An appearance with the facts of its article, which the server looked up and checked. */
export interface NewAppearance {
  readonly span: ArticleSpan;
  readonly annotationId: string | null;
  readonly attitude: Attitude;
  readonly attribution: readonly AttributionStep[];
  /** Said where the words stand in boilerplate, and somebody insists. */
  readonly insisted?: true;
}

/** A derivation as a person states, confirms or refuses it. */
export interface StatedDerivation {
  readonly from: DerivationSource;
  readonly to: DerivationTarget;
  readonly kind: DerivationKind;
  readonly reason: string;
  /** Absent where no proposal was before them. */
  readonly seen?: SeenProposal;
}

interface CommandBody {
  OpenClaim: {
    readonly number: number;
    readonly wording: string;
    readonly claimant: string | null;
    readonly appearance: NewAppearance | null;
  };
  AddAppearance: { readonly appearance: NewAppearance };
  WithdrawAppearance: { readonly appearanceId: string; readonly reason: string };
  AddDerivation: StatedDerivation;
  WithdrawDerivation: { readonly derivationId: string; readonly reason: string };
  RefuseDerivation: StatedDerivation;
  WithdrawRefusal: { readonly refusalId: string; readonly reason: string };
  AbsorbClaim: { readonly other: ClaimState; readonly wording: string; readonly reason: string };
  MergeIntoClaim: { readonly into: Pick<ClaimState, 'id' | 'number'>; readonly reason: string };
  ReleaseClaim: { readonly claimId: string; readonly reason: string };
  UnmergeClaim: { readonly from: ClaimState; readonly reason: string };
  AttachEvidence: {
    readonly kind: EvidenceKind;
    readonly stance: Stance;
    readonly source: string;
    readonly note: string;
    readonly url: string | null;
    readonly excerpt: string | null;
    readonly span: ArticleSpan | null;
    readonly capture: Capture;
    readonly contact: Contact | null;
    readonly interests: string;
    readonly protectedSource: boolean;
    readonly grade: Grade | null;
    readonly gradeReason: string;
  };
  /** What came of fetching the page of a link: its capture, or why there is none. */
  CapturePage: {
    readonly evidenceId: string;
    readonly outcome: { readonly capture: Capture; readonly page: CapturedPage } | { readonly failure: string };
  };
  ChangeStance: { readonly evidenceId: string; readonly stance: Stance; readonly reason: string };
  NoteSource: { readonly evidenceId: string; readonly interests: string; readonly protectedSource: boolean; readonly reason: string };
  AnswerChecklist: { readonly item: ChecklistItemId; readonly done: boolean; readonly note: string };
  GradeEvidence: { readonly evidenceId: string; readonly grade: Grade; readonly reason: string };
  WithdrawEvidence: { readonly evidenceId: string; readonly reason: string };
  GiveOpinion: { readonly rating: string; readonly reason: string };
  ProposeVerdict: { readonly rating: string; readonly contentHash: string };
  ReturnProposal: { readonly proposalId: string; readonly comment: string };
  ApproveProposal: { readonly proposalId: string; readonly contentHash: string; readonly reason: string };
  FileDissent: {
    readonly proposalId: string;
    readonly rating: string;
    readonly reason: string;
    readonly evidence: readonly string[];
  };
  AnswerDissent: { readonly dissentId: string; readonly answer: string };
  WithdrawDissent: { readonly dissentId: string; readonly reason: string };
  AdoptDissent: { readonly dissentId: string; readonly reason: string };
  PublishClaim: { readonly contentHash: string; readonly asOf: string | null };
  CorrectPublication: {
    readonly kind: CorrectionKind;
    readonly before: string;
    readonly after: string;
    readonly reason: string;
    readonly notice: string;
  };
  DecideRequest: {
    readonly requestId: string;
    readonly outcome: 'accepted' | 'declined';
    readonly reason: string;
    readonly sha256: string;
  };
  AskPublisher: { readonly publisher: string; readonly request: string };
  RecordPublisherAnswer: { readonly requestId: string; readonly outcome: PublisherOutcome; readonly note: string };
  /** The server gives it in the name of whoever changed the words of a published claim. */
  ReviseClaim: object;
  AssignMember: { readonly userId: string; readonly assigned: boolean };
  CloseNotCheckable: { readonly reason: NotCheckableReason; readonly explanation: string };
  ReopenClaim: { readonly reason: string };
}

export type ClaimCommandType = keyof CommandBody;
export type ClaimCommand = { [T in ClaimCommandType]: { readonly type: T } & CommandBody[T] }[ClaimCommandType];
export type CommandOf<T extends ClaimCommandType> = Extract<ClaimCommand, { readonly type: T }>;

/** The right that each command needs (AU1). */
export const COMMAND_ACTIONS: Record<ClaimCommandType, Action> = {
  OpenClaim: 'claim.open',
  AddAppearance: 'claim.contribute',
  WithdrawAppearance: 'claim.contribute',
  AddDerivation: 'claim.contribute',
  WithdrawDerivation: 'claim.contribute',
  RefuseDerivation: 'claim.contribute',
  WithdrawRefusal: 'claim.contribute',
  AbsorbClaim: 'claim.contribute',
  MergeIntoClaim: 'claim.contribute',
  ReleaseClaim: 'claim.contribute',
  UnmergeClaim: 'claim.contribute',
  AttachEvidence: 'claim.contribute',
  GradeEvidence: 'claim.contribute',
  WithdrawEvidence: 'claim.contribute',
  CapturePage: 'claim.contribute',
  ChangeStance: 'claim.contribute',
  NoteSource: 'claim.contribute',
  AnswerChecklist: 'claim.contribute',
  GiveOpinion: 'claim.opine',
  ProposeVerdict: 'claim.propose',
  ReturnProposal: 'proposal.return',
  ApproveProposal: 'proposal.approve',
  FileDissent: 'dissent.file',
  AnswerDissent: 'dissent.answer',
  WithdrawDissent: 'dissent.file',
  AdoptDissent: 'dissent.answer',
  PublishClaim: 'claim.publish',
  CorrectPublication: 'claim.publish',
  DecideRequest: 'claim.publish',
  AskPublisher: 'claim.contribute',
  RecordPublisherAnswer: 'claim.contribute',
  ReviseClaim: 'document.write',
  AssignMember: 'claim.assign',
  CloseNotCheckable: 'claim.close',
  ReopenClaim: 'claim.reopen',
};

/** Commands that judge the living words, so that the server reads the sheet under a lock for them. */
export const JUDGES_CONTENT: readonly ClaimCommandType[] = ['ProposeVerdict', 'ApproveProposal', 'PublishClaim', 'ReviseClaim'];
