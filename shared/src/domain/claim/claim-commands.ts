import type { Attitude, AttributionStep, DerivationKind } from '../appearance.js';
import type { EvidenceKind, Grade, Stance } from '../evidence.js';
import type { Action } from '../permissions.js';
import type { ArticleSpan, Capture, CorrectionKind, DerivationTarget, NotCheckableReason } from './claim.js';

/** An appearance with the facts of its article, which the server looked up and checked. */
export interface NewAppearance {
  readonly span: ArticleSpan;
  readonly annotationId: string | null;
  readonly attitude: Attitude;
  readonly attribution: readonly AttributionStep[];
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
  AddDerivation: { readonly from: string; readonly to: DerivationTarget; readonly kind: DerivationKind; readonly reason: string };
  WithdrawDerivation: { readonly derivationId: string; readonly reason: string };
  AttachEvidence: {
    readonly kind: EvidenceKind;
    readonly stance: Stance;
    readonly source: string;
    readonly note: string;
    readonly url: string | null;
    readonly excerpt: string | null;
    readonly span: ArticleSpan | null;
    readonly capture: Capture;
    readonly grade: Grade | null;
    readonly gradeReason: string;
  };
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
  AttachEvidence: 'claim.contribute',
  GradeEvidence: 'claim.contribute',
  WithdrawEvidence: 'claim.contribute',
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
  AssignMember: 'claim.assign',
  CloseNotCheckable: 'claim.close',
  ReopenClaim: 'claim.reopen',
};

/** Commands that judge the living words, so that the server reads the sheet under a lock for them. */
export const JUDGES_CONTENT: readonly ClaimCommandType[] = ['ProposeVerdict', 'ApproveProposal', 'PublishClaim'];
