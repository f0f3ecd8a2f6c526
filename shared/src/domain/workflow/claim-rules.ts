import { refuse } from '../../lib/result.js';
import type { ClaimState } from '../claim/claim.js';
import type { CommandOf } from '../claim/claim-commands.js';
import { may } from '../permissions.js';
import type { Context, Decision } from './context.js';
import { decided, namesWho } from './context.js';

/** Assigns somebody who can work on it, or ends the assignment; saying what is so already changes nothing. */
export function assignMember(state: ClaimState, command: CommandOf<'AssignMember'>, context: Context): Decision {
  const { userId } = command;
  const isAssigned = state.assigned.includes(userId);
  if (!command.assigned) return isAssigned ? decided({ type: 'AssignmentEnded', data: { userId } }) : decided();
  const member = context.people.get(userId);
  if (!member || member.removed) return refuse('not-found', 'There is no such member in the team.', { path: 'userId' });
  if (!may(member, 'claim.contribute')) {
    return refuse('not-permitted', `${member.name} may not work on claims.`, {
      path: 'userId',
      facts: { could: namesWho(context, ['checker', 'lead'], new Set()) },
    });
  }
  return isAssigned ? decided() : decided({ type: 'MemberAssigned', data: { userId } });
}

export function closeNotCheckable(command: CommandOf<'CloseNotCheckable'>): Decision {
  return decided({ type: 'ClosedAsNotCheckable', data: { reason: command.reason, explanation: command.explanation } });
}

export function reopenClaim(command: CommandOf<'ReopenClaim'>): Decision {
  return decided({ type: 'ClaimReopened', data: { reason: command.reason } });
}
