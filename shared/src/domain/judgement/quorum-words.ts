import type { ClaimState, Proposal } from '../claim/claim.js';
import type { Policy } from '../claim/content-of.js';
import { mayStillApprove, type People } from './approvals.js';
import { countsFor, groupNames, leadsLeft, missingGroups, namesOf, type Quorum } from './quorum.js';

/** What groups still have to give and who of them could, a sentence each. Never tells who gave a blind opinion. */
export function missingGroupSentences(
  quorum: Quorum,
  state: ClaimState,
  policy: Policy,
  people: People,
  writers: readonly string[],
): string[] {
  const blind = policy.approvers === 'uninvolved-leads' && policy.blindOpinions;
  const left = leadsLeft(state, policy, people, writers, blind ? 'without opinions' : 'with opinions');
  return quorum.groups.flatMap(({ requirement, given }) => {
    const more = requirement.approvals - given;
    if (more <= 0) return [];
    const could = namesOf(left, people, requirement);
    const who =
      could.length < more
        ? `${could.length === 0 ? 'nobody' : `only ${could.join(' and ')}`} could give ${more === 1 ? 'it' : 'one'} at present. An admin can put a lead into the group, or change the policy.`
        : `${could.join(' or ')} could give it${blind ? ', if without an opinion on it' : ''}.`;
    return [`${more} from ${groupNames(requirement)} ${more === 1 ? 'is' : 'are'} missing: ${who}`];
  });
}

/** Approvals that counted for a group until their giver left it, a sentence each (VD14). Lost roles are told apart from this. */
export function lapsedFromGroups(proposal: Proposal | null, policy: Policy, people: People): string[] {
  if (proposal === null || (proposal.state !== 'open' && proposal.state !== 'approved')) return [];
  return policy.groupApprovals.flatMap((requirement) =>
    proposal.approvals
      .filter(({ by, groups }) => mayStillApprove(by, people) && requirement.groups.some(({ id }) => groups.includes(id)))
      .filter((approval) => !countsFor(requirement, approval, people))
      .map(({ by, groups }) => {
        const name = people.get(by)?.name ?? 'a former member';
        const then = groupNames({ ...requirement, groups: requirement.groups.filter(({ id }) => groups.includes(id)) });
        return `The approval by ${name} no longer counts for ${then}: ${name} is no longer in it.`;
      }),
  );
}

/** The first thing that is missing from a group, for the desk; null where nothing is. */
export function missingGroupWords(quorum: Quorum): string | null {
  const [first] = missingGroups(quorum);
  return first === undefined ? null : `An approval from ${groupNames(first)} is missing.`;
}
