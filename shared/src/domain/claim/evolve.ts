import { must } from '../../lib/must.js';
import { unreachable } from '../../lib/unreachable.js';
import type { ClaimState, Dissent, Proposal, Signed, Stage } from './claim.js';
import type { ClaimEvent, SignedEvent } from './events.js';

type EventOf<T extends ClaimEvent['type']> = Extract<ClaimEvent, { readonly type: T }>;

/** The claim after one more event. Total over every event that was ever written; never judges. */
export function evolve(state: ClaimState | null, signed: SignedEvent): ClaimState {
  const { event } = signed;
  if (event.type === 'ClaimOpened') throw new Error('a claim is opened with its id: see openedClaim');
  return { ...evolveOpen(must(state, 'the claim before its events'), event, signed), updatedAt: signed.at };
}

/** The claim as its first event makes it. */
export function openedClaim(id: string, event: EventOf<'ClaimOpened'>, signature: Signed): ClaimState {
  return {
    id,
    number: event.data.number,
    openedBy: signature.by,
    openedAt: signature.at,
    wordingAtOpening: event.data.wording,
    claimant: event.data.claimant,
    stage: 'in-progress',
    appearances: [],
    derivations: [],
    evidence: [],
    opinions: [],
    proposals: [],
    dissents: [],
    publications: [],
    corrections: [],
    assigned: [],
    notCheckable: null,
    updatedAt: signature.at,
  };
}

/** Folds a whole chain of events; null when there is none. */
export function foldClaim(id: string, events: readonly SignedEvent[]): ClaimState | null {
  let state: ClaimState | null = null;
  for (const signed of events) {
    state = signed.event.type === 'ClaimOpened' ? openedClaim(id, signed.event, signed) : evolve(state, signed);
  }
  return state;
}

function evolveOpen(state: ClaimState, event: Exclude<ClaimEvent, { type: 'ClaimOpened' }>, { by, at }: Signed): ClaimState {
  switch (event.type) {
    case 'AppearanceAdded':
      return { ...state, appearances: [...state.appearances, { ...event.data, by, at, withdrawn: null }] };
    case 'AppearanceWithdrawn':
      return { ...state, appearances: change(state.appearances, event.data.id, { withdrawn: { by, at, reason: event.data.reason } }) };
    case 'DerivationAdded':
      return { ...state, derivations: [...state.derivations, { ...event.data, by, at, withdrawn: null }] };
    case 'DerivationWithdrawn':
      return { ...state, derivations: change(state.derivations, event.data.id, { withdrawn: { by, at, reason: event.data.reason } }) };
    case 'EvidenceAttached':
    case 'EvidenceGraded':
    case 'EvidenceWithdrawn':
      return evolveEvidence(state, event, { by, at });
    case 'OpinionGiven':
      return { ...state, opinions: [...state.opinions, { ...event.data, by, at }] };
    case 'VerdictProposed':
    case 'ProposalReplaced':
    case 'ProposalReturned':
    case 'VerdictApproved':
    case 'ApprovalEnded':
      return evolveProposal(state, event, { by, at });
    case 'DissentFiled':
    case 'DissentAnswered':
    case 'DissentWithdrawn':
    case 'DissentAdopted':
      return { ...state, dissents: evolveDissents(state.dissents, event, { by, at }) };
    case 'VerdictPublished': {
      const { snapshot: _kept, ...publication } = event.data;
      return { ...state, stage: 'published', publications: [...state.publications, { ...publication, by, at }] };
    }
    case 'CorrectionRecorded':
      return { ...state, corrections: [...state.corrections, { ...event.data, by, at }] };
    case 'MemberAssigned':
      return { ...state, assigned: [...state.assigned, event.data.userId] };
    case 'AssignmentEnded':
      return { ...state, assigned: state.assigned.filter((id) => id !== event.data.userId) };
    case 'ClosedAsNotCheckable':
      return { ...state, stage: 'not-checkable', notCheckable: { ...event.data, by, at } };
    case 'ClaimReopened':
      return { ...state, stage: stageOfWork(state), notCheckable: null };
    default:
      return unreachable(event);
  }
}

function evolveEvidence(
  state: ClaimState,
  event: EventOf<'EvidenceAttached' | 'EvidenceGraded' | 'EvidenceWithdrawn'>,
  { by, at }: Signed,
): ClaimState {
  switch (event.type) {
    case 'EvidenceAttached':
      return { ...state, evidence: [...state.evidence, { ...event.data, by, at, gradings: [], withdrawn: null }] };
    case 'EvidenceGraded': {
      const { id, ...grading } = event.data;
      const before = must(
        state.evidence.find((item) => item.id === id),
        'the graded evidence',
      );
      return { ...state, evidence: change(state.evidence, id, { gradings: [...before.gradings, { ...grading, by, at }] }) };
    }
    case 'EvidenceWithdrawn':
      return { ...state, evidence: change(state.evidence, event.data.id, { withdrawn: { by, at, reason: event.data.reason } }) };
    default:
      return unreachable(event);
  }
}

function evolveProposal(
  state: ClaimState,
  event: EventOf<'VerdictProposed' | 'ProposalReplaced' | 'ProposalReturned' | 'VerdictApproved' | 'ApprovalEnded'>,
  { by, at }: Signed,
): ClaimState {
  const changed = (stage: Stage, fields: Partial<Proposal>): ClaimState => ({
    ...state,
    stage,
    proposals: change(state.proposals, event.data.id, fields),
  });
  switch (event.type) {
    case 'VerdictProposed': {
      const proposal: Proposal = { ...event.data, by, at, state: 'open', returned: null, approved: null };
      return { ...state, stage: 'proposed', proposals: [...state.proposals, proposal] };
    }
    case 'ProposalReplaced':
      return changed(state.stage, { state: 'replaced' });
    case 'ProposalReturned':
      return changed(stageOfWork(state), { state: 'returned', returned: { by, at, comment: event.data.comment } });
    case 'VerdictApproved': {
      const { content, contentHash, reason } = event.data;
      return changed('approved', { state: 'approved', approved: { by, at, content, contentHash, reason } });
    }
    case 'ApprovalEnded':
      return changed('proposed', { state: 'open', approved: null });
    default:
      return unreachable(event);
  }
}

function evolveDissents(
  dissents: readonly Dissent[],
  event: EventOf<'DissentFiled' | 'DissentAnswered' | 'DissentWithdrawn' | 'DissentAdopted'>,
  { by, at }: Signed,
): readonly Dissent[] {
  switch (event.type) {
    case 'DissentFiled':
      return [...dissents, { ...event.data, by, at, state: 'open', answers: [], ended: null }];
    case 'DissentAnswered': {
      const before = must(
        dissents.find((dissent) => dissent.id === event.data.id),
        'the answered dissent',
      );
      return change(dissents, event.data.id, { state: 'answered', answers: [...before.answers, { by, at, answer: event.data.answer }] });
    }
    case 'DissentWithdrawn':
      return change(dissents, event.data.id, { state: 'withdrawn', ended: { by, at, reason: event.data.reason } });
    case 'DissentAdopted':
      return change(dissents, event.data.id, { state: 'adopted', ended: { by, at, reason: event.data.reason } });
    default:
      return unreachable(event);
  }
}

/** Where work goes on: in revision once a version was published, else in progress. */
function stageOfWork(state: ClaimState): Stage {
  return state.publications.length > 0 ? 'in-revision' : 'in-progress';
}

function change<T extends { readonly id: string }>(items: readonly T[], id: string, fields: Partial<T>): readonly T[] {
  return items.map((item) => (item.id === id ? { ...item, ...fields } : item));
}
