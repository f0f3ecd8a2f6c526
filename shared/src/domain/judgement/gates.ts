import { isBlank } from '../../lib/plain-text.js';
import { type ClaimState, currentProposal, gradeOf, isStanding, opinionsThatCount, standing } from '../claim/claim.js';
import type { Policy, Sheet } from '../claim/content-of.js';
import { ratingOn, ratingScale } from '../rating-scale.js';
import { plainText } from '../rich-text.js';
import { lapsedApprovals, lapsedSentence, mayStillApprove, type People } from './approvals.js';
import { checklistOf, contactOf } from './checklist.js';
import { originsOf } from './origins.js';
import { groupNames, quorumOf } from './quorum.js';
import { lapsedFromGroups, missingGroupSentences } from './quorum-words.js';

export const GATE_IDS = [
  'scale',
  'wording',
  'rationale',
  'evidence',
  'opinions',
  'dissents',
  'origins',
  'contact',
  'checklist',
  'approvals',
] as const;
export type GateId = (typeof GATE_IDS)[number];

/** One condition of a verdict, with a sentence that says how it stands. */
export interface Gate {
  readonly id: GateId;
  readonly label: string;
  readonly state: 'met' | 'missing' | 'excepted';
  readonly detail: string;
}

/** How many independent origins "confirmed by independent sources" needs. */
export const ORIGINS_FOR_CONFIRMED = 2;
/** Shortest reason, in characters, that can stand for a missing second origin. */
export const EXCEPTION_REASON_MIN = 20;

/** What an approval of the claim as it stands would have to meet (VD6): every gate but the approvals themselves. */
export function missingForApproval(state: ClaimState, sheet: Sheet, policy: Policy, people: People): Gate[] {
  return gatesOf(state, sheet, policy, people, []).filter((gate) => gate.state === 'missing' && gate.id !== 'approvals');
}

/** Every condition of a published verdict, in words; what the policy does not ask for is left out. `writers` wrote into the sheet. */
export function gatesOf(state: ClaimState, sheet: Sheet, policy: Policy, people: People, writers: readonly string[]): Gate[] {
  return [
    scaleGate(state, policy),
    {
      id: 'wording',
      label: 'Claim worded',
      ...(isBlank(sheet.wording) ? missing('The claim has no wording.') : met('The claim is worded.')),
    },
    {
      id: 'rationale',
      label: 'Rationale written',
      ...(isWritten(sheet) ? met('The rationale is written.') : missing('The rationale is still empty.')),
    },
    evidenceGate(state, policy),
    opinionsGate(state, policy),
    dissentsGate(state),
    ...(policy.twoOrigins ? [originsGate(state)] : []),
    ...(policy.claimantContact ? [{ id: 'contact', label: 'Claimant contacted', ...contactOf(state) } as const] : []),
    ...(policy.checklist ? [checklistGate(state)] : []),
    approvalsGate(state, policy, people, writers),
  ];
}

export function isWritten(sheet: Sheet): boolean {
  return !isBlank(plainText(sheet.rationale));
}

type Standing = Pick<Gate, 'state' | 'detail'>;
const met = (detail: string): Standing => ({ state: 'met', detail });
const missing = (detail: string): Standing => ({ state: 'missing', detail });
const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);

function scaleGate(state: ClaimState, policy: Policy): Gate {
  const gate = { id: 'scale', label: 'Rated on the team’s scale' } as const;
  const scale = ratingScale(policy.scale.id, policy.scale.version);
  const proposal = currentProposal(state);
  if (!scale) return { ...gate, ...missing('The team’s scale is not known.') };
  if (!proposal || proposal.state === 'returned') return { ...gate, ...missing(`No rating on “${scale.name}” is proposed.`) };
  const rating = ratingOn(scale, proposal.rating);
  return {
    ...gate,
    ...(rating ? met(`“${rating.label}” on “${scale.name}”.`) : missing(`The proposed rating is not on “${scale.name}”.`)),
  };
}

function evidenceGate(state: ClaimState, policy: Policy): Gate {
  const gate = { id: 'evidence', label: 'Evidence attached' } as const;
  const items = standing(state.evidence);
  if (items.length === 0 && policy.evidenceNeeded > 0) return { ...gate, ...missing('No evidence is attached.') };
  if (items.length < policy.evidenceNeeded) {
    return { ...gate, ...missing(`${items.length} of ${policy.evidenceNeeded} pieces of evidence attached.`) };
  }
  const on = (stance: string): number => items.filter((item) => item.stance === stance).length;
  return { ...gate, ...met(`${on('supports')} for, ${on('refutes')} against, ${on('context')} for context.`) };
}

function opinionsGate(state: ClaimState, policy: Policy): Gate {
  const gate = { id: 'opinions', label: 'Opinions given' } as const;
  const given = opinionsThatCount(state).length;
  if (given >= policy.opinionsNeeded) return { ...gate, ...met(`${count(given, 'opinion', 'opinions')} given.`) };
  return { ...gate, ...missing(`${given} of ${count(policy.opinionsNeeded, 'opinion', 'opinions')} given.`) };
}

function dissentsGate(state: ClaimState): Gate {
  const gate = { id: 'dissents', label: 'Dissents answered' } as const;
  const open = state.dissents.filter((dissent) => dissent.state === 'open').length;
  if (open > 0) return { ...gate, ...missing(`${count(open, 'dissent waits', 'dissents wait')} for an answer.`) };
  const stand = state.dissents.filter(isStanding).length;
  return { ...gate, ...met(stand === 0 ? 'Nobody dissents.' : `${count(stand, 'dissent stands', 'dissents stand')}, answered.`) };
}

/** Credibility 1, "confirmed by independent sources", needs two origins or a written exception (VD7). */
function originsGate(state: ClaimState): Gate {
  const gate = { id: 'origins', label: 'Two origins for “confirmed”' } as const;
  const origins = originsOf(state.appearances, state.derivations).independent;
  const confirmed = standing(state.evidence).filter((item) => gradeOf(item)?.informationCredibility === '1');
  if (confirmed.length === 0) return { ...gate, ...met('Nothing is graded as confirmed.') };
  if (origins >= ORIGINS_FOR_CONFIRMED) return { ...gate, ...met(`${origins} independent origins.`) };
  const said = count(origins, 'independent origin', 'independent origins');
  if (confirmed.every((item) => item.gradings.at(-1)?.exception === true)) {
    return { ...gate, state: 'excepted', detail: `Only ${said}; the grading says why it is confirmed all the same.` };
  }
  return { ...gate, ...missing(`Graded as confirmed, but there ${origins === 1 ? 'is' : 'are'} only ${said}.`) };
}

function checklistGate(state: ClaimState): Gate {
  const gate = { id: 'checklist', label: 'Checklist complete' } as const;
  const items = checklistOf(state);
  const open = items.filter((item) => item.state === 'missing');
  if (open.length > 0) return { ...gate, ...missing(`Still open: ${open.map((item) => item.label.toLowerCase()).join(', ')}.`) };
  const excepted = items.filter((item) => item.state === 'excepted');
  if (excepted.length === 0) return { ...gate, ...met('Every obligation is met.') };
  return { ...gate, state: 'excepted', detail: `With a reason: ${excepted.map((item) => item.label.toLowerCase()).join(', ')}.` };
}

const APPROVER_WORDS = {
  leads: { one: 'a lead', many: 'different leads' },
  'uninvolved-leads': { one: 'an uninvolved lead', many: 'different uninvolved leads' },
} as const;

/**
 * How far the quorum is; it is met by approving, so it never stands in the way of an approval. Of a published verdict it
 * says how it was then: no later change of a role or group touches that.
 */
function approvalsGate(state: ClaimState, policy: Policy, people: People, writers: readonly string[]): Gate {
  const who = APPROVER_WORDS[policy.approvers];
  const gate = { id: 'approvals', label: approvalsLabel(policy) } as const;
  const proposal = currentProposal(state);
  const published = state.stage === 'published';
  // What was approved before a revision approves nothing that comes after it.
  const stands = proposal?.state === 'open' || (proposal?.state === 'approved' && (published || state.stage === 'approved'));
  const given = stands ? proposal.approvals.filter(({ by }) => published || mayStillApprove(by, people)) : [];
  const quorum = quorumOf(given, policy, published ? 'as-approved' : people);
  const sentence = [
    `${quorum.given} of ${count(policy.approvalsNeeded, `approval by ${who.one}`, `approvals by ${who.many}`)}.`,
    ...(published ? [] : [lapsedSentence(lapsedApprovals(proposal, people), people), ...lapsedFromGroups(proposal, policy, people)]),
    ...(published ? [] : missingGroupSentences(quorum, state, policy, people, writers)),
  ].filter((part) => part !== '');
  return { ...gate, ...(quorum.complete ? met(sentence.join(' ')) : missing(sentence.join(' '))) };
}

function approvalsLabel({ approvalsNeeded, groupApprovals }: Policy): string {
  const from = groupApprovals.map((requirement) => `${requirement.approvals} from ${groupNames(requirement)}`).join(', ');
  if (approvalsNeeded === 1) return from === '' ? 'Approved' : `Approved, ${from}`;
  return `Approved by ${approvalsNeeded} leads${from === '' ? '' : `, ${from}`}`;
}
