import type { Role } from '#shared/domain/actor.js';
import { type ClaimCommandType, COMMAND_ACTIONS } from '#shared/domain/claim/claim-commands.js';
import type { ApproverGroup } from '#shared/domain/claim/content-of.js';
import { may, rolesThatMay } from '#shared/domain/permissions.js';
import { COMMAND_STAGES } from '#shared/domain/workflow/context.js';
import type { ClaimData, PersonView, PolicyData } from '#shared/protocol/views.js';
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
    if (claim.mergedInto !== null && command !== 'UnmergeClaim')
      return notNow(`This claim is merged into #${claim.mergedInto.number}; work goes on there.`);
    const stages = COMMAND_STAGES[command];
    if (stages.includes(claim.stage)) return ALLOWED;
    return notNow(
      `The claim is ${STAGE_WORDS[claim.stage]}. This can be done while it is ${stages.map((stage) => STAGE_WORDS[stage]).join(', ')}.`,
    );
  };
}

/** “Mikael or Nora can.”, or that nobody of the team can. */
export function whoCan(names: readonly string[]): string {
  return names.length === 0 ? 'No other lead of the team can at present.' : `${names.join(' or ')} can.`;
}

/** Names of the other leads who could approve it still. */
function approversLeft(claim: ClaimData, me: string, leads: readonly PersonView[], approvers: ApproverGroup): string[] {
  const open = claim.proposals.findLast((proposal) => proposal.state === 'open');
  const out = new Set([me, ...claim.contributors.map(({ id }) => id), ...(open?.approvals ?? []).map(({ by }) => by.id)]);
  // Opinions of others may be blind; who is assigned is known to all.
  if (approvers === 'uninvolved-leads') for (const person of claim.assigned) out.add(person.id);
  for (const dissent of claim.dissents) if (dissent.state === 'open' || dissent.state === 'answered') out.add(dissent.by.id);
  return leads.filter(({ id }) => !out.has(id)).map(({ name }) => name);
}

/** Publishing needs the approvals to count still: whoever gave them must be a lead. */
export function publishRight(claim: ClaimData, right: Right): Right {
  const gate = claim.gates.find(({ id }) => id === 'approvals');
  if (!right.allowed || gate?.state !== 'missing') return right;
  return notNow(`${gate.detail} Return the proposal, or have it proposed again; another lead can approve it then.`);
}

/** The lead's approval, with the rules about the content: no contributor, no open dissent. `leads` are those of the team now. */
export function approvalRight(
  claim: ClaimData,
  user: { readonly id: string; readonly role: Role },
  leads: readonly PersonView[],
  policy: Pick<PolicyData, 'approvers' | 'approvalsNeeded' | 'groupApprovals'>,
): Right {
  const { approvers } = policy;
  const could = whoCan(approversLeft(claim, user.id, leads, approvers));
  const right = rightsOn(claim, user)('ApproveProposal');
  if (!right.allowed) return right;
  if (claim.contributors.some((person) => person.id === user.id)) {
    return notNow(`You contributed to this content, so you cannot approve it. ${could}`);
  }
  if (approvers === 'uninvolved-leads' && (claim.opinions.mine !== null || claim.assigned.some((person) => person.id === user.id))) {
    return notNow(`You are assigned to this claim or gave an opinion on it; the policy asks for a lead who did neither. ${could}`);
  }
  if (claim.dissents.some((dissent) => dissent.by.id === user.id && (dissent.state === 'open' || dissent.state === 'answered'))) {
    return notNow(`Your own dissent stands. Withdraw it before you approve, or leave it to another lead. ${could}`);
  }
  const unanswered = claim.dissents.filter((dissent) => dissent.state === 'open').length;
  if (unanswered > 0)
    return notNow(
      unanswered === 1
        ? 'A dissent waits for an answer. Answer it first.'
        : `${unanswered} dissents wait for an answer. Answer them first.`,
    );
  const open = claim.proposals.findLast((proposal) => proposal.state === 'open');
  if (open?.approvals.some((approval) => approval.by.id === user.id)) {
    return notNow(`You approved this already; another lead gives the next approval. ${could}`);
  }
  const outside = outsideGroups(claim, user.id, leads, policy);
  if (outside !== null) return notNow(outside);
  const missing = claim.gates.find((gate) => gate.state === 'missing' && gate.id !== 'approvals');
  if (missing !== undefined) return notNow(missing.detail);
  return ALLOWED;
}

/** Where all that is missing is from groups that this lead is not in, why theirs is not asked for; else null. */
function outsideGroups(
  claim: ClaimData,
  me: string,
  leads: readonly PersonView[],
  { approvers, approvalsNeeded, groupApprovals }: Pick<PolicyData, 'approvers' | 'approvalsNeeded' | 'groupApprovals'>,
): string | null {
  const open = claim.proposals.findLast((proposal) => proposal.state === 'open');
  const given = (open?.approvals ?? []).map(({ by }) => by.id).filter((id) => leads.some((lead) => lead.id === id));
  const missing = groupApprovals.filter((one) => given.filter((id) => one.leads.some((lead) => lead.id === id)).length < one.approvals);
  const mine = missing.some((one) => one.leads.some((lead) => lead.id === me));
  if (missing.length === 0 || given.length < approvalsNeeded || mine) return null;
  const groups = missing.map((one) => one.groups.map(({ name }) => name).join(' or ')).join(' and ');
  const could = approversLeft(
    claim,
    me,
    leads.filter(({ id }) => missing.some((one) => one.leads.some((lead) => lead.id === id))),
    approvers,
  );
  return `What is missing is an approval from ${groups}, and you are not in it. ${whoCan(could)}`;
}
