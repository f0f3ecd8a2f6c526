import { refuse } from '../../lib/result.js';
import { unreachable } from '../../lib/unreachable.js';
import type { ClaimState } from '../claim/claim.js';
import type { ClaimCommand } from '../claim/claim-commands.js';
import type { ClaimEvent, ClaimEventType } from '../claim/events.js';
import { addAppearance, addDerivation, openClaim, withdrawAppearance, withdrawDerivation } from './appearance-rules.js';
import { assignMember, closeNotCheckable, reopenClaim } from './claim-rules.js';
import type { Context, Decision } from './context.js';
import { roleRefusal, stageRefusal } from './context.js';
import { adoptDissent, answerDissent, fileDissent, withdrawDissent } from './dissent-rules.js';
import { attachEvidence, gradeEvidence, withdrawEvidence } from './evidence-rules.js';
import { correctPublication, publishClaim } from './publication-rules.js';
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
  const stage = stageRefusal(command.type, state);
  if (stage) return stage;
  const decision = decideOpen(state, command, context);
  return decision.ok ? { ok: true, value: endingApproval(state, decision.value) } : decision;
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
    case 'AttachEvidence':
      return attachEvidence(state, command, context);
    case 'GradeEvidence':
      return gradeEvidence(state, command);
    case 'WithdrawEvidence':
      return withdrawEvidence(state, command);
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

const ENDS_APPROVAL: Partial<Record<ClaimEventType, string>> = {
  EvidenceAttached: 'Evidence was attached after the approval.',
  EvidenceGraded: 'Evidence was graded after the approval.',
  EvidenceWithdrawn: 'Evidence was withdrawn after the approval.',
  DissentFiled: 'A dissent was filed after the approval.',
  DissentWithdrawn: 'A dissent was withdrawn after the approval.',
  DissentAdopted: 'A dissent was adopted after the approval.',
  VerdictProposed: 'Another verdict was proposed after the approval.',
  ProposalReturned: 'The proposal was returned after the approval.',
};

/** An act that changes approved content ends the approval, and says so as an act of its own (VD5). */
function endingApproval(state: ClaimState, events: readonly ClaimEvent[]): ClaimEvent[] {
  if (state.stage !== 'approved') return [...events];
  const approved = state.proposals.findLast((proposal) => proposal.state === 'approved');
  const reason = events.map((event) => ENDS_APPROVAL[event.type]).find((sentence) => sentence !== undefined);
  if (!approved || reason === undefined) return [...events];
  return [{ type: 'ApprovalEnded', data: { id: approved.id, reason } }, ...events];
}
