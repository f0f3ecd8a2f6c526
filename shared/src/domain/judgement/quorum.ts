import { type Approval, type ClaimState, currentProposal, isStanding } from '../claim/claim.js';
import type { GroupRequirement, Policy } from '../claim/content-of.js';
import { contributorsOf } from '../claim/contributors.js';
import { mayStillApprove, type People } from './approvals.js';

/** How far the approvals that count go towards what the policy asks for (VD10, VD14). */
export interface Quorum {
  readonly given: number;
  readonly needed: number;
  readonly groups: readonly { readonly requirement: GroupRequirement; readonly given: number }[];
  readonly complete: boolean;
}

/** An approval counts for a group while its giver was in it then and is in it now; one person counts for each of their groups. */
export function countsFor({ groups }: GroupRequirement, approval: Approval, people: People): boolean {
  const now = people.get(approval.by)?.groups ?? [];
  return groups.some(({ id }) => approval.groups.includes(id) && now.includes(id));
}

/** Of a published verdict, membership is read as it was at the approval: what happened later touches nothing. */
export function quorumOf(counting: readonly Approval[], policy: Policy, people: People | 'as-approved'): Quorum {
  const groups = policy.groupApprovals.map((requirement) => ({
    requirement,
    given: counting.filter((approval) =>
      people === 'as-approved'
        ? requirement.groups.some(({ id }) => approval.groups.includes(id))
        : countsFor(requirement, approval, people),
    ).length,
  }));
  const met = groups.every(({ requirement, given }) => given >= requirement.approvals);
  const [given, needed] = [counting.length, policy.approvalsNeeded];
  return { given, needed, groups, complete: met && given >= needed };
}

/** “Standards desk or Science editors”. */
export function groupNames({ groups }: GroupRequirement): string {
  return groups.map(({ name }) => name).join(' or ');
}

/** What groups still have to give. */
export function missingGroups({ groups }: Quorum): GroupRequirement[] {
  return groups.filter(({ requirement, given }) => given < requirement.approvals).map(({ requirement }) => requirement);
}

/** Who is in one of the groups at this moment. */
export function isIn({ groups }: GroupRequirement, id: string, people: People): boolean {
  return groups.some((group) => people.get(id)?.groups?.includes(group.id) === true);
}

/** Whoever a policy for uninvolved leads leaves out; who gave an opinion may not be told while opinions are blind. */
export function involvedIn(state: ClaimState, policy: Policy, opinions: 'with opinions' | 'without opinions'): string[] {
  if (policy.approvers !== 'uninvolved-leads') return [];
  return opinions === 'with opinions' ? [...state.assigned, ...state.opinions.map(({ by }) => by)] : [...state.assigned];
}

/**
 * Ids of the leads who could approve it still: no contributors, none who did so before or dissents, and not involved where
 * the policy asks for that.
 */
export function leadsLeft(
  state: ClaimState,
  policy: Policy,
  people: People,
  writers: readonly string[],
  opinions: 'with opinions' | 'without opinions' = 'with opinions',
): string[] {
  const given = state.proposals.flatMap((proposal) => (proposal.state === 'open' ? proposal.approvals.map(({ by }) => by) : []));
  const dissenting = state.dissents.filter(isStanding).map(({ by }) => by);
  const out = new Set([...contributorsOf(state, writers), ...given, ...involvedIn(state, policy, opinions), ...dissenting]);
  return [...people.keys()].filter((id) => mayStillApprove(id, people) && !out.has(id));
}

/** Names of these people, sorted; of those in one of the groups alone where a requirement is given. */
export function namesOf(ids: readonly string[], people: People, requirement: GroupRequirement | null = null): string[] {
  return ids
    .filter((id) => requirement === null || isIn(requirement, id, people))
    .map((id) => people.get(id)?.name ?? 'a former member')
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Requirements of the policy that nobody is left to meet on this claim; an approval that counts already is counted. */
export function unreachable(state: ClaimState, policy: Policy, people: People, writers: readonly string[]): GroupRequirement[] {
  const proposal = currentProposal(state);
  const pending = proposal?.state === 'open' || (proposal?.state === 'approved' && state.stage === 'approved');
  const counting = pending ? proposal.approvals.filter(({ by }) => mayStillApprove(by, people)) : [];
  const left = leadsLeft(state, policy, people, writers);
  return policy.groupApprovals.filter(
    (requirement) =>
      counting.filter((approval) => countsFor(requirement, approval, people)).length +
        left.filter((id) => isIn(requirement, id, people)).length <
      requirement.approvals,
  );
}
