import type { Result } from '../../lib/result.js';
import { ok, refuse } from '../../lib/result.js';
import { contentHash } from '../../log/hash.js';
import type { ClaimState, Proposal } from '../claim/claim.js';
import { isStanding, openProposal, opinionsThatCount, standing } from '../claim/claim.js';
import type { CommandOf } from '../claim/claim-commands.js';
import { contentOf } from '../claim/content-of.js';
import { contributorsOf } from '../claim/contributors.js';
import type { ClaimEvent } from '../claim/events.js';
import type { ClaimContent } from '../content.js';
import { contentDifferences, withoutDissents } from '../content.js';
import { approvalsThatCount } from '../judgement/approvals.js';
import { isWritten, missingForApproval } from '../judgement/gates.js';
import { groupNames, involvedIn, isIn, leadsLeft, missingGroups, namesOf, quorumOf } from '../judgement/quorum.js';
import type { Context, Decision, Refused } from './context.js';
import { decided, namesWho, notFound, ratingOr } from './context.js';

export function giveOpinion(command: CommandOf<'GiveOpinion'>, { policy }: Context): Decision {
  const rating = ratingOr(policy.scale, command.rating);
  if (!rating.ok) return rating;
  const scale = { id: policy.scale.id, version: policy.scale.version };
  return decided({ type: 'OpinionGiven', data: { rating: rating.value.id, reason: command.reason, scale } });
}

/** Proposes what its proposer saw: the content is pinned with the proposed rating in it. A new proposal replaces the open one (WF2). */
export function proposeVerdict(state: ClaimState, command: CommandOf<'ProposeVerdict'>, context: Context): Decision {
  const { sheet, policy } = context;
  const rating = ratingOr(policy.scale, command.rating);
  if (!rating.ok) return rating;
  if (sheet.wording.trim() === '') return refuse('rationale-empty', 'The claim has no wording. Write it first.', { path: 'wording' });
  if (!isWritten(sheet)) return refuse('rationale-empty', 'The rationale is empty. Write it first.', { path: 'rationale' });
  if (policy.evidenceNeeded > 0 && standing(state.evidence).length === 0) {
    return refuse('evidence-missing', 'Attach at least one piece of evidence first.');
  }
  const content = contentOf(state, sheet, rating.value.id, policy);
  const hash = contentHash(content);
  if (hash !== command.contentHash) {
    return refuse('content-changed', 'The claim changed while you were looking at it. Look at it again, then propose.', {
      path: 'contentHash',
      facts: { contentHash: hash },
    });
  }
  const id = context.newId();
  const current = openProposal(state) ?? (state.stage === 'approved' ? (state.proposals.at(-1) ?? null) : null);
  const events: ClaimEvent[] = current ? [{ type: 'ProposalReplaced', data: { id: current.id, replacedBy: id } }] : [];
  const number = state.proposals.length + 1;
  return decided(...events, { type: 'VerdictProposed', data: { id, number, rating: rating.value.id, content, contentHash: hash } });
}

export function returnProposal(state: ClaimState, command: CommandOf<'ReturnProposal'>, context: Context): Decision {
  const proposal = pendingProposal(state, command.proposalId);
  if (!proposal.ok) return proposal;
  if (proposal.value.by === context.actor.userId) {
    const could = namesWho(context, ['lead'], new Set([context.actor.userId]));
    return refuse('own-proposal', `You proposed this verdict; another lead returns it. ${whoCan(could)} You can propose anew instead.`, {
      facts: { could },
    });
  }
  if (command.comment.trim() === '') return refuse('malformed', 'Say what is to be done.', { path: 'comment' });
  return decided({ type: 'ProposalReturned', data: { id: proposal.value.id, comment: command.comment } });
}

/**
 * Approves exactly what the lead saw. The approver has no hand in the content (VD2); the hash of what they saw is the hash
 * of what is stored (VD3); that is what was proposed (VD4); every dissent is answered, and one that stands is approved over
 * with a reason (DS3); the gates are met (VD6). Where the policy asks for several approvals, they are of the same content by
 * different leads, as many from named groups as it says, and the last of them makes the verdict approved (VD10, VD14).
 */
export function approveProposal(state: ClaimState, command: CommandOf<'ApproveProposal'>, context: Context): Decision {
  const found = pendingProposal(state, command.proposalId);
  if (!found.ok) return found;
  const proposal = found.value;
  if (proposal.state !== 'open') return refuse('proposal-closed', 'This proposal is approved already.');
  const content = contentOf(state, context.sheet, proposal.rating, context.policy);
  const refusal =
    repeatedRefusal(proposal, state, context) ??
    contributorRefusal(state, context) ??
    involvedRefusal(state, context) ??
    changedRefusal(proposal, content, command.contentHash) ??
    dissentRefusal(state, command.reason, context) ??
    gateRefusal(state, context);
  if (refusal) return refusal;
  const contributors = contributorsOf(state, context.writers);
  const { actor, now, policy, people } = context;
  const counting = approvalsThatCount(proposal, command.contentHash, contributors, people);
  const outside = outsideRefusal(state, counting, context);
  if (outside) return outside;
  const groups = [...(people.get(actor.userId)?.groups ?? [])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const approval = { content, contentHash: command.contentHash, reason: command.reason };
  const { complete } = quorumOf([...counting, { ...approval, groups, by: actor.userId, at: now }], policy, people);
  const data = { id: proposal.id, ...approval, ...(groups.length === 0 ? {} : { groups }) };
  return decided({ type: complete ? 'VerdictApproved' : 'ApprovalGiven', data });
}

/** Names of the leads who could approve it still. */
export function approversLeft(state: ClaimState, { policy, people, writers }: Context): string[] {
  return namesOf(leadsLeft(state, policy, people, writers), people);
}

/** Where all that is missing is from groups, a lead outside of them brings the quorum no nearer (VD14). */
function outsideRefusal(state: ClaimState, counting: Parameters<typeof quorumOf>[0], context: Context): Refused | null {
  const { actor, policy, people, writers } = context;
  const quorum = quorumOf(counting, policy, people);
  const missing = missingGroups(quorum);
  if (missing.length === 0 || quorum.given < quorum.needed || missing.some((requirement) => isIn(requirement, actor.userId, people)))
    return null;
  const left = leadsLeft(state, policy, people, writers);
  const could = [...new Set(missing.flatMap((requirement) => namesOf(left, people, requirement)))];
  const groups = missing.map(groupNames).join(' and ');
  return refuse('approver-outside-groups', `What is missing is an approval from ${groups}, and you are not in it. ${whoCan(could)}`, {
    facts: { could, groups: missing.flatMap((requirement) => requirement.groups.map(({ name }) => name)) },
  });
}

function repeatedRefusal(proposal: Proposal, state: ClaimState, context: Context): Refused | null {
  if (!proposal.approvals.some(({ by }) => by === context.actor.userId)) return null;
  const could = approversLeft(state, context);
  return refuse('already-approved', `You approved this already; another lead gives the next approval. ${whoCan(could)}`, {
    facts: { could },
  });
}

function involvedRefusal(state: ClaimState, context: Context): Refused | null {
  if (!involvedIn(state, context.policy, 'with opinions').includes(context.actor.userId)) return null;
  const could = approversLeft(state, context);
  return refuse(
    'approver-involved',
    `You are assigned to this claim or gave an opinion on it, and the policy asks for a lead who did neither. ${whoCan(could)}`,
    {
      facts: { could },
    },
  );
}

export function whoCan(could: readonly string[]): string {
  return could.length === 0 ? 'No lead of the team can at present.' : `${could.join(' or ')} can.`;
}

function contributorRefusal(state: ClaimState, context: Context): Refused | null {
  const contributors = contributorsOf(state, context.writers);
  if (!contributors.has(context.actor.userId)) return null;
  const could = approversLeft(state, context);
  const who = could.length === 0 ? 'A lead who contributed nothing to it is needed.' : `${could.join(' or ')} can.`;
  return refuse('approver-is-contributor', `You contributed to this content, so you cannot approve it. ${who}`, { facts: { could } });
}

/** Facts of `content-changed`: what differs from the proposal, and the hash of what is stored now. */
export function changedRefusal(proposal: Proposal, content: ClaimContent, seenHash: string): Refused | null {
  const hash = contentHash(content);
  const facts = { differences: contentDifferences(proposal.content, content), contentHash: hash };
  if (contentHash(withoutDissents(content)) !== contentHash(withoutDissents(proposal.content))) {
    return refuse('content-changed', 'This is not what was proposed any more. Return it, or have it proposed again.', { facts });
  }
  if (hash === seenHash) return null;
  return refuse('content-changed', 'This changed after you saw it. Look at it again.', { path: 'contentHash', facts });
}

function dissentRefusal(state: ClaimState, reason: string, context: Context): Refused | null {
  const stand = state.dissents.filter(isStanding);
  if (stand.some((dissent) => dissent.by === context.actor.userId)) {
    const could = approversLeft(state, context);
    return refuse('own-dissent', `Your own dissent stands. Withdraw it before you approve, or leave it to another lead. ${whoCan(could)}`, {
      facts: { could },
    });
  }
  const open = stand.filter((dissent) => dissent.state === 'open');
  if (open.length > 0) {
    const dissents = open.map(({ id }) => id);
    return refuse('dissent-open', 'A dissent waits for an answer. Answer it before you approve.', { facts: { dissents } });
  }
  if (stand.length > 0 && reason.trim() === '') {
    const dissents = stand.map(({ id }) => id);
    return refuse('dissent-open', 'A dissent still stands. Say why you approve all the same.', { path: 'reason', facts: { dissents } });
  }
  return null;
}

/** The first gate that is missing, as a refusal; null when the verdict may stand (VD6). */
export function gateRefusal(state: ClaimState, context: Context): Refused | null {
  const [missing] = missingForApproval(state, context.sheet, context.policy, context.people);
  if (!missing) return null;
  const facts = { gate: missing.id };
  switch (missing.id) {
    case 'opinions': {
      const more = context.policy.opinionsNeeded - opinionsThatCount(state).length;
      return refuse('opinion-missing', `${missing.detail} ${more === 1 ? 'One more is' : `${more} more are`} needed.`, { facts });
    }
    case 'origins':
      return refuse('grade-needs-origins', missing.detail, { facts });
    case 'scale':
      return refuse('rating-unknown', missing.detail, { facts });
    case 'evidence':
      return refuse('evidence-missing', missing.detail, { facts });
    case 'dissents':
      return refuse('dissent-open', missing.detail, { facts });
    case 'contact':
    case 'checklist':
      return refuse('gate-missing', `${missing.label}: ${missing.detail}`, { facts });
    default:
      return refuse('rationale-empty', missing.detail, { facts });
  }
}

/** The proposal that waits: open, or approved and not yet published. */
function pendingProposal(state: ClaimState, id: string): Result<Proposal> {
  const proposal = state.proposals.find((other) => other.id === id);
  if (!proposal) return notFound('proposal');
  switch (proposal.state) {
    case 'open':
      return ok(proposal);
    case 'approved':
      if (!state.publications.some((publication) => publication.proposalId === id)) return ok(proposal);
      return refuse('proposal-closed', 'This proposal is published already.');
    case 'returned':
      return refuse('proposal-closed', 'This proposal was returned. A new one is needed.');
    case 'replaced':
      return refuse('proposal-closed', 'A newer proposal has taken its place.');
  }
}
