import { must } from '../../lib/must.js';
import { refuse } from '../../lib/result.js';
import type { ClaimState } from '../claim/claim.js';
import type { CommandOf } from '../claim/claim-commands.js';
import { checklistOf } from '../judgement/checklist.js';
import { EXCEPTION_REASON_MIN } from '../judgement/gates.js';
import { may } from '../permissions.js';
import { sameBlocks } from '../rich-text.js';
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

/** The words of a published claim changed: it is in revision from here on. Words equal to the published ones change nothing (WF5). */
export function reviseClaim(state: ClaimState, { sheet }: Context): Decision {
  const published = state.publications.at(-1);
  if (state.stage !== 'published' || !published) return decided();
  const approved = state.proposals.find(({ id }) => id === published.proposalId)?.approved;
  const same = approved && approved.content.wording === sheet.wording && sameBlocks(approved.content.rationale, sheet.rationale);
  if (same) return decided();
  return decided({
    type: 'ClaimReopened',
    data: { reason: 'The wording or the rationale was changed after publication.', automatic: true },
  });
}

/** A person's word on an obligation: that the primary source is named, or why an obligation is not met (VD12). */
export function answerChecklist(state: ClaimState, command: CommandOf<'AnswerChecklist'>): Decision {
  const { item, done, note } = command;
  const now = must(
    checklistOf(state).find(({ id }) => id === item),
    'an item of the checklist',
  );
  if (now.takes === 'nothing' || (done && now.takes !== 'statement')) {
    return refuse('malformed', `“${now.label}” is read from the claim itself; nobody can declare it met.`, { path: 'done' });
  }
  if (!done && note.trim().length < EXCEPTION_REASON_MIN) {
    return refuse('malformed', `Say why it is not met, in at least ${EXCEPTION_REASON_MIN} characters.`, { path: 'note' });
  }
  if (note.trim() === '') return refuse('malformed', 'Name the primary source.', { path: 'note' });
  return decided({ type: 'ChecklistAnswered', data: { item, done, note } });
}
