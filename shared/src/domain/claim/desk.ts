import type { Actor } from '../actor.js';
import { lapsedApprovals, lapsedSentence, mayStillApprove, type People } from '../judgement/approvals.js';
import { isIn, missingGroups, quorumOf } from '../judgement/quorum.js';
import { lapsedFromGroups, missingGroupWords } from '../judgement/quorum-words.js';
import { may } from '../permissions.js';
import type { ClaimState } from './claim.js';
import { currentProposal, openProposal } from './claim.js';
import type { Policy } from './content-of.js';
import { contributorsByActs } from './contributors.js';

const names = (n: number, one: string, many: string): string => (n === 1 ? one : `${n} ${many}`);

/** What stands in the way of the next step, as a sentence; null when nothing does. */
export function blockedBy(state: ClaimState, people: People, policy: Policy): string | null {
  const open = state.dissents.filter((dissent) => dissent.state === 'open').length;
  const evidence = state.evidence.filter((item) => item.withdrawn === null).length;
  switch (state.stage) {
    case 'in-progress':
    case 'in-revision': {
      const returned = currentProposal(state)?.returned;
      if (evidence === 0) return 'No evidence is attached yet.';
      if (returned) return `Returned: ${returned.comment}`;
      if (state.revision !== null) return `In revision: ${state.revision.reason} No verdict is proposed yet.`;
      return 'No verdict is proposed yet.';
    }
    case 'proposed':
      if (open > 0) return names(open, 'A dissent waits for an answer.', 'dissents wait for an answer.');
      if ((currentProposal(state)?.approvals.length ?? 0) > 0) {
        const quorum = quorumNow(state, people, policy);
        const group = quorum.given >= quorum.needed ? missingGroupWords(quorum) : null;
        return group ?? 'Another lead who contributed nothing to it has to approve it too.';
      }
      return 'A lead who contributed nothing to it has to decide.';
    case 'approved':
      return (
        [
          lapsedSentence(lapsedApprovals(currentProposal(state), people), people),
          ...lapsedFromGroups(currentProposal(state), policy, people),
        ]
          .filter((sentence) => sentence !== '')
          .join(' ') || 'Approved, not yet published.'
      );
    case 'published':
      return open > 0 ? names(open, 'A dissent was filed after publication.', 'dissents were filed after publication.') : null;
    case 'not-checkable':
      return null;
  }
}

/** How far the approvals of the current proposal go, by those who may still approve. */
function quorumNow(state: ClaimState, people: People, policy: Policy) {
  const given = currentProposal(state)?.approvals ?? [];
  return quorumOf(
    given.filter(({ by }) => mayStillApprove(by, people)),
    policy,
    people,
  );
}

/**
 * Why the claim waits for this person, as a sentence; null when it does not. `writers` are those with a stored update in
 * the sheet; on boards it may be left empty, and the approval itself stays refused to a contributor.
 */
export function waitsForMe(
  state: ClaimState,
  viewer: Pick<Actor, 'userId' | 'role'>,
  writers: readonly string[],
  people: People,
  policy: Policy,
): string | null {
  const lead = may(viewer, 'proposal.approve');
  const openDissent = state.dissents.find((dissent) => dissent.state === 'open');
  if (openDissent && lead && openDissent.by !== viewer.userId) return 'A dissent waits for your answer.';
  switch (state.stage) {
    case 'proposed': {
      const contributor = contributorsByActs(state).has(viewer.userId) || writers.includes(viewer.userId);
      const approved = openProposal(state)?.approvals.some((approval) => approval.by === viewer.userId) === true;
      if (approved) return null;
      const quorum = quorumNow(state, people, policy);
      const missing = missingGroups(quorum);
      const outside = missing.length > 0 && quorum.given >= quorum.needed && !missing.some((group) => isIn(group, viewer.userId, people));
      if (outside) return opinionWaits(state, viewer);
      if (lead && !contributor) return 'A proposed verdict waits for your decision.';
      return opinionWaits(state, viewer);
    }
    case 'approved':
      return may(viewer, 'claim.publish') ? 'An approved verdict waits to be published.' : null;
    case 'in-progress':
    case 'in-revision': {
      const last = state.proposals.at(-1);
      if (last?.state === 'returned' && last.by === viewer.userId) return 'Your proposal was returned to you.';
      if (state.assigned.includes(viewer.userId)) return 'It is assigned to you.';
      return null;
    }
    case 'published':
    case 'not-checkable':
      return null;
  }
}

function opinionWaits(state: ClaimState, viewer: Pick<Actor, 'userId' | 'role'>): string | null {
  if (!may(viewer, 'claim.opine') || openProposal(state)?.by === viewer.userId) return null;
  const gave = state.opinions.some((opinion) => opinion.by === viewer.userId);
  return !gave && state.assigned.includes(viewer.userId) ? 'Your opinion is not given yet.' : null;
}
