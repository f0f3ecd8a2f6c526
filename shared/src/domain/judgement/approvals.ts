import type { Approval, Proposal } from '../claim/claim.js';
import { may } from '../permissions.js';
import type { TeamMember } from '../publication/snapshot.js';

export type People = ReadonlyMap<string, TeamMember>;

/** Whether an approval by this person may count at this moment: in the team, and in a role that approves. */
export function mayStillApprove(id: string, people: People): boolean {
  const member = people.get(id);
  return member !== undefined && !member.removed && may(member, 'proposal.approve');
}

/** The approvals of this content that count: by who may approve at this moment and has no hand in it (VD2, VD10). */
export function approvalsThatCount(proposal: Proposal, contentHash: string, contributors: ReadonlySet<string>, people: People): Approval[] {
  return proposal.approvals.filter(
    (approval) => approval.contentHash === contentHash && !contributors.has(approval.by) && mayStillApprove(approval.by, people),
  );
}

/** Approvals that stand on a pending proposal and no longer count, because their giver is no longer a lead (VD13). */
export function lapsedApprovals(proposal: Proposal | null, people: People): Approval[] {
  if (proposal === null || (proposal.state !== 'open' && proposal.state !== 'approved')) return [];
  return proposal.approvals.filter(({ by }) => !mayStillApprove(by, people));
}

/** What became of those approvals, as a sentence; empty where there are none. */
export function lapsedSentence(lapsed: readonly Approval[], people: People): string {
  const names = lapsed.map(({ by }) => people.get(by)?.name ?? 'a former member');
  if (names.length === 0) return '';
  return names.length === 1
    ? `The approval by ${names[0]} no longer counts: ${names[0]} is no longer a lead.`
    : `The approvals by ${names.join(' and ')} no longer count: they are no longer leads.`;
}
