import type { Role } from '#shared/domain/actor.js';
import { type ClaimCommandType, COMMAND_ACTIONS } from '#shared/domain/claim/claim-commands.js';
import { may, rolesThatMay } from '#shared/domain/permissions.js';
import { COMMAND_STAGES } from '#shared/domain/workflow/context.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { ROLE_WORDS, STAGE_WORDS } from '../../state/words.js';
import type { Right } from '../../ui/Guarded.js';

export type ClaimRight = Right;
export type ClaimCommandName = Exclude<ClaimCommandType, 'OpenClaim'>;
export type RightTo = (command: ClaimCommandName) => ClaimRight;

export const ALLOWED: Right = { allowed: true, hidden: false, reason: '' };

export function notNow(reason: string): Right {
  return { allowed: false, hidden: false, reason };
}

/** What this person may do to the claim now: by role, then by stage. Rules about their own part in it come on top. */
export function rightsOn(claim: ClaimData, user: { readonly role: Role }): RightTo {
  return (command) => {
    const action = COMMAND_ACTIONS[command];
    if (!may(user, action)) {
      const could = rolesThatMay(action).map((role) => ROLE_WORDS[role].one);
      return {
        allowed: false,
        hidden: true,
        reason: `Your role is ${ROLE_WORDS[user.role].name.toLowerCase()}; this is for ${could.join(' or ')}.`,
      };
    }
    const stages = COMMAND_STAGES[command];
    if (stages.includes(claim.stage)) return ALLOWED;
    return notNow(
      `The claim is ${STAGE_WORDS[claim.stage]}. This can be done while it is ${stages.map((stage) => STAGE_WORDS[stage]).join(', ')}.`,
    );
  };
}

/** The lead's approval, with the rules about the content: no contributor, no open dissent. */
export function approvalRight(claim: ClaimData, user: { readonly id: string; readonly role: Role }, leads: readonly string[]): Right {
  const right = rightsOn(claim, user)('ApproveProposal');
  if (!right.allowed) return right;
  if (claim.contributors.some((person) => person.id === user.id)) {
    return notNow(
      `You contributed to this content, so you cannot approve it. ${leads.length === 0 ? 'A lead who contributed nothing is needed.' : `${leads.join(' or ')} can.`}`,
    );
  }
  const open = claim.dissents.filter((dissent) => dissent.state === 'open').length;
  if (open > 0)
    return notNow(
      open === 1 ? 'A dissent waits for an answer. Answer it first.' : `${open} dissents wait for an answer. Answer them first.`,
    );
  const missing = claim.gates.find((gate) => gate.state === 'missing');
  if (missing !== undefined) return notNow(missing.detail);
  return ALLOWED;
}
