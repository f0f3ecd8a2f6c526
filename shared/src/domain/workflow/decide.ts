import { refuse } from '../../lib/result.js';
import { unreachable } from '../../lib/unreachable.js';
import type { ClaimState } from '../claim/claim.js';
import type { ClaimCommand, CommandOf } from '../claim/claim-commands.js';
import type { ClaimEvent, ClaimEventType } from '../claim/events.js';
import { evolve } from '../claim/evolve.js';
import { originsTold } from '../publication/snapshot.js';
import { addAppearance, openClaim, withdrawAppearance } from './appearance-rules.js';
import { answerChecklist, assignMember, closeNotCheckable, reopenClaim, reviseClaim } from './claim-rules.js';
import type { Context, Decision } from './context.js';
import { roleRefusal, stageRefusal } from './context.js';
import { adoptDissent, answerDissent, fileDissent, withdrawDissent } from './dissent-rules.js';
import { attachEvidence, capturePage, changeStance, gradeEvidence, noteSource, withdrawEvidence } from './evidence-rules.js';
import { addDerivation, refuseDerivation, withdrawDerivation, withdrawRefusal } from './origins/derivation-rules.js';
import { absorbClaim, mergedRefusal, mergeIntoClaim, releaseClaim, unmergeClaim } from './origins/merge-rules.js';
import { correctPublication, publishClaim } from './publication-rules.js';
import { askPublisher, decideRequest, recordPublisherAnswer } from './request-rules.js';
import { approveProposal, giveOpinion, proposeVerdict, returnProposal } from './verdict-rules.js';

/**
 * What a command does to a claim: events, or the refusal. Pure; the server calls it inside the transaction, with the
 * claim's chain locked (WF1). The role is asked first, then the stage, then the object's own rules.
 */
export function decide(state: ClaimState | null, command: ClaimCommand, context: Context): Decision {
  const role = roleRefusal(command.type, context.actor);
  if (role) return role;
  if (command.type === 'OpenClaim') {
    return state ? refuse('already-exists', 'This claim is open already.') : openClaim(command, context);
  }
  if (!state) return refuse('not-found', 'There is no such claim.');
  const stage = stageRefusal(command.type, state, context.people);
  if (stage) return stage;
  const merged = mergedRefusal(command.type, state);
  if (merged) return merged;
  const decision = decideOpen(state, command, context);
  return decision.ok ? { ok: true, value: revising(state, endingApproval(state, decision.value), context) } : decision;
}

function decideOpen(state: ClaimState, command: Exclude<ClaimCommand, { type: 'OpenClaim' }>, context: Context): Decision {
  switch (command.type) {
    case 'AddAppearance':
      return addAppearance(state, command, context);
    case 'WithdrawAppearance':
      return withdrawAppearance(state, command);
    case 'AddDerivation':
      return addDerivation(state, command, context);
    case 'WithdrawDerivation':
      return withdrawDerivation(state, command);
    case 'RefuseDerivation':
      return refuseDerivation(state, command, context);
    case 'WithdrawRefusal':
      return withdrawRefusal(state, command);
    case 'AbsorbClaim':
      return absorbClaim(state, command);
    case 'MergeIntoClaim':
      return mergeIntoClaim(state, command);
    case 'ReleaseClaim':
      return releaseClaim(state, command);
    case 'UnmergeClaim':
      return unmergeClaim(state, command);
    case 'AttachEvidence':
    case 'GradeEvidence':
    case 'WithdrawEvidence':
    case 'CapturePage':
    case 'ChangeStance':
    case 'NoteSource':
      return decideEvidence(state, command, context);
    case 'AnswerChecklist':
      return answerChecklist(state, command);
    case 'GiveOpinion':
      return giveOpinion(command, context);
    case 'ProposeVerdict':
      return proposeVerdict(state, command, context);
    case 'ReturnProposal':
      return returnProposal(state, command, context);
    case 'ApproveProposal':
      return approveProposal(state, command, context);
    case 'FileDissent':
      return fileDissent(state, command, context);
    case 'AnswerDissent':
      return answerDissent(state, command, context);
    case 'WithdrawDissent':
      return withdrawDissent(state, command, context);
    case 'AdoptDissent':
      return adoptDissent(state, command, context);
    case 'PublishClaim':
      return publishClaim(state, command, context);
    case 'CorrectPublication':
      return correctPublication(state, command);
    case 'DecideRequest':
      return decideRequest(state, command);
    case 'AskPublisher':
      return askPublisher(command, context);
    case 'RecordPublisherAnswer':
      return recordPublisherAnswer(state, command);
    case 'ReviseClaim':
      return reviseClaim(state, context);
    case 'AssignMember':
      return assignMember(state, command, context);
    case 'CloseNotCheckable':
      return closeNotCheckable(command);
    case 'ReopenClaim':
      return reopenClaim(command);
    default:
      return unreachable(command);
  }
}

type EvidenceCommand = CommandOf<'AttachEvidence' | 'GradeEvidence' | 'WithdrawEvidence' | 'CapturePage' | 'ChangeStance' | 'NoteSource'>;

function decideEvidence(state: ClaimState, command: EvidenceCommand, context: Context): Decision {
  switch (command.type) {
    case 'AttachEvidence':
      return attachEvidence(state, command, context);
    case 'GradeEvidence':
      return gradeEvidence(state, command);
    case 'WithdrawEvidence':
      return withdrawEvidence(state, command);
    case 'CapturePage':
      return capturePage(state, command);
    case 'ChangeStance':
      return changeStance(state, command);
    case 'NoteSource':
      return noteSource(state, command);
  }
}

const ENDS_APPROVAL: Partial<Record<ClaimEventType, string>> = {
  EvidenceAttached: 'Evidence was attached after the approval.',
  EvidenceGraded: 'Evidence was graded after the approval.',
  EvidenceWithdrawn: 'Evidence was withdrawn after the approval.',
  EvidenceStanceChanged: 'The stance of evidence was changed after the approval.',
  EvidenceSourceNoted: 'What is said of a source was changed after the approval.',
  PageCaptured: 'A page was captured after the approval.',
  ChecklistAnswered: 'The checklist was changed after the approval.',
  DissentFiled: 'A dissent was filed after the approval.',
  DissentWithdrawn: 'A dissent was withdrawn after the approval.',
  DissentAdopted: 'A dissent was adopted after the approval.',
  VerdictProposed: 'Another verdict was proposed after the approval.',
  ProposalReturned: 'The proposal was returned after the approval.',
};

/** An act that changes approved content ends its approvals, those of an unfinished quorum too, and says so as an act of its own (VD5). */
function endingApproval(state: ClaimState, events: readonly ClaimEvent[]): ClaimEvent[] {
  const approved = state.proposals.findLast(
    (proposal) =>
      (proposal.state === 'open' && proposal.approvals.length > 0) || (state.stage === 'approved' && proposal.state === 'approved'),
  );
  const reason = events.map((event) => ENDS_APPROVAL[event.type]).find((sentence) => sentence !== undefined);
  if (!approved || reason === undefined) return [...events];
  return [{ type: 'ApprovalEnded', data: { id: approved.id, reason } }, ...events];
}

const REVISES: Partial<Record<ClaimEventType, string>> = {
  EvidenceAttached: 'Evidence was attached after publication.',
  EvidenceGraded: 'Evidence was graded after publication.',
  EvidenceWithdrawn: 'Evidence was withdrawn after publication.',
  EvidenceStanceChanged: 'The stance of evidence was changed after publication.',
  EvidenceSourceNoted: 'What is said of a source was changed after publication.',
  PageCaptured: 'A page was captured after publication.',
  ChecklistAnswered: 'The checklist was changed after publication.',
};

/** These revise only where readers would be told something else after them: a refusal carries nothing, a second way to one origin neither. */
const MAY_REVISE: Partial<Record<ClaimEventType, string>> = {
  AppearanceAdded: 'An appearance was added after publication.',
  AppearanceWithdrawn: 'An appearance was withdrawn after publication.',
  DerivationAdded: 'A derivation was confirmed after publication, and the origins are others.',
  DerivationWithdrawn: 'A derivation was withdrawn after publication, and the origins are others.',
  DerivationRefused: 'A derivation was refused after publication, and the origins are others.',
  RefusalWithdrawn: 'A refusal was withdrawn after publication, and the origins are others.',
  ClaimAbsorbed: 'Another claim was merged into it after publication.',
  ClaimReleased: 'A merged claim was taken out after publication.',
};

/** An act that changes what a published verdict tells puts the claim in revision; readers keep what is published (WF5). */
function revising(state: ClaimState, events: readonly ClaimEvent[], { actor, now }: Context): ClaimEvent[] {
  if (state.stage !== 'published') return [...events];
  const published = events.filter((event) => event.type !== 'EvidenceSourceNoted' || standsAs(state, event.data.id));
  const told = published.map((event) => REVISES[event.type] ?? MAY_REVISE[event.type]).find((sentence) => sentence !== undefined);
  if (told === undefined) return [...events];
  const surely = published.some((event) => REVISES[event.type] !== undefined);
  const after = (): ClaimState => events.reduce((before, event) => evolve(before, { event, by: actor.userId, at: now }), state);
  if (!surely && originsTold(after()) === originsTold(state)) return [...events];
  return [{ type: 'ClaimReopened', data: { reason: told, automatic: true } }, ...events];
}

/** Evidence that was withdrawn is in no content; noting that its source is protected revises nothing. */
function standsAs(state: ClaimState, evidenceId: string): boolean {
  return state.evidence.some(({ id, withdrawn }) => id === evidenceId && withdrawn === null);
}
