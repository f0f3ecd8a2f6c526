import { must } from '../../lib/must.js';
import { unreachable } from '../../lib/unreachable.js';
import type { ClaimState, Dissent, Evidence, Proposal, Signed, Stage } from './claim.js';
import type { ClaimEvent, SignedEvent } from './events.js';
import { evolveMerges } from './evolve-merges.js';

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
    refusals: [],
    absorbed: [],
    mergedInto: null,
    evidence: [],
    opinions: [],
    proposals: [],
    dissents: [],
    publications: [],
    corrections: [],
    publisherRequests: [],
    requestDecisions: [],
    checklist: [],
    assigned: [],
    revision: null,
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
    case 'DerivationWithdrawn':
    case 'DerivationRefused':
    case 'RefusalWithdrawn':
      return evolveDerivations(state, event, { by, at });
    case 'ClaimAbsorbed':
    case 'ClaimMerged':
    case 'ClaimReleased':
    case 'ClaimUnmerged':
      return evolveMerges(state, event, { by, at });
    case 'EvidenceAttached':
    case 'EvidenceGraded':
    case 'EvidenceWithdrawn':
    case 'PageCaptured':
    case 'PageCaptureFailed':
    case 'EvidenceStanceChanged':
    case 'EvidenceSourceNoted':
      return evolveEvidence(state, event, { by, at });
    case 'ChecklistAnswered':
      return { ...state, checklist: [...state.checklist, { ...event.data, by, at }] };
    case 'OpinionGiven':
      return { ...state, opinions: [...state.opinions, { ...event.data, by, at }] };
    case 'VerdictProposed':
    case 'ProposalReplaced':
    case 'ProposalReturned':
    case 'ApprovalGiven':
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
      return { ...state, stage: 'published', revision: null, publications: [...state.publications, { ...publication, by, at }] };
    }
    case 'CorrectionRecorded':
      return { ...state, corrections: [...state.corrections, { ...event.data, by, at }] };
    case 'CorrectionRequestDecided':
      return { ...state, requestDecisions: [...state.requestDecisions, { ...event.data, by, at }] };
    case 'PublisherAsked':
      return { ...state, publisherRequests: [...state.publisherRequests, { ...event.data, by, at, outcome: null }] };
    case 'PublisherAnswered': {
      const { id, ...outcome } = event.data;
      return { ...state, publisherRequests: change(state.publisherRequests, id, { outcome: { ...outcome, by, at } }) };
    }
    case 'MemberAssigned':
      return { ...state, assigned: [...state.assigned, event.data.userId] };
    case 'AssignmentEnded':
      return { ...state, assigned: state.assigned.filter((id) => id !== event.data.userId) };
    case 'ClosedAsNotCheckable':
      return { ...state, stage: 'not-checkable', revision: null, notCheckable: { ...event.data, by, at } };
    case 'ClaimReopened':
      return {
        ...state,
        stage: stageOfWork(state),
        revision: state.publications.length > 0 ? { by, at, reason: event.data.reason } : null,
        notCheckable: null,
      };
    default:
      return unreachable(event);
  }
}

function evolveDerivations(
  state: ClaimState,
  event: EventOf<'DerivationAdded' | 'DerivationWithdrawn' | 'DerivationRefused' | 'RefusalWithdrawn'>,
  { by, at }: Signed,
): ClaimState {
  switch (event.type) {
    case 'DerivationAdded':
      return { ...state, derivations: [...state.derivations, { ...event.data, seen: event.data.seen ?? null, by, at, withdrawn: null }] };
    case 'DerivationWithdrawn':
      return { ...state, derivations: change(state.derivations, event.data.id, { withdrawn: { by, at, reason: event.data.reason } }) };
    case 'DerivationRefused':
      return { ...state, refusals: [...state.refusals, { ...event.data, seen: event.data.seen ?? null, by, at, withdrawn: null }] };
    case 'RefusalWithdrawn':
      return { ...state, refusals: change(state.refusals, event.data.id, { withdrawn: { by, at, reason: event.data.reason } }) };
    default:
      return unreachable(event);
  }
}

function evolveEvidence(
  state: ClaimState,
  event: EventOf<
    | 'EvidenceAttached'
    | 'EvidenceGraded'
    | 'EvidenceWithdrawn'
    | 'PageCaptured'
    | 'PageCaptureFailed'
    | 'EvidenceStanceChanged'
    | 'EvidenceSourceNoted'
  >,
  { by, at }: Signed,
): ClaimState {
  const changed = (id: string, fields: (before: Evidence) => Partial<Evidence>): ClaimState => {
    const before = must(
      state.evidence.find((item) => item.id === id),
      'the evidence of an act',
    );
    return { ...state, evidence: change(state.evidence, id, fields(before)) };
  };
  switch (event.type) {
    case 'EvidenceAttached': {
      const { contact = null, interests = '', protectedSource = false, ...attached } = event.data;
      const fresh = { page: null, gradings: [], stanceChanges: [], sourceNotes: [], withdrawn: null };
      return { ...state, evidence: [...state.evidence, { ...attached, contact, interests, protectedSource, by, at, ...fresh }] };
    }
    case 'EvidenceGraded': {
      const { id, ...grading } = event.data;
      return changed(id, (before) => ({ gradings: [...before.gradings, { ...grading, by, at }] }));
    }
    case 'EvidenceWithdrawn':
      return changed(event.data.id, () => ({ withdrawn: { by, at, reason: event.data.reason } }));
    case 'PageCaptured': {
      const { id, capture, page } = event.data;
      return changed(id, () => ({ capture, page: { state: 'captured', page, by, at } }));
    }
    case 'PageCaptureFailed': {
      const { id, reason } = event.data;
      // A capture that succeeded once stays the evidence, whatever a later try met.
      return changed(id, ({ page }) => (page?.state === 'captured' ? {} : { page: { state: 'failed', reason, by, at } }));
    }
    case 'EvidenceStanceChanged': {
      const { id, stance, reason } = event.data;
      return changed(id, (before) => ({
        stance,
        stanceChanges: [...before.stanceChanges, { from: before.stance, to: stance, reason, by, at }],
      }));
    }
    case 'EvidenceSourceNoted': {
      const { id, ...note } = event.data;
      const { interests, protectedSource } = note;
      return changed(id, (before) => ({ interests, protectedSource, sourceNotes: [...before.sourceNotes, { ...note, by, at }] }));
    }
    default:
      return unreachable(event);
  }
}

function evolveProposal(
  state: ClaimState,
  event: EventOf<'VerdictProposed' | 'ProposalReplaced' | 'ProposalReturned' | 'ApprovalGiven' | 'VerdictApproved' | 'ApprovalEnded'>,
  { by, at }: Signed,
): ClaimState {
  const changed = (stage: Stage, fields: Partial<Proposal>): ClaimState => ({
    ...state,
    stage,
    proposals: change(state.proposals, event.data.id, fields),
  });
  switch (event.type) {
    case 'VerdictProposed': {
      const proposal: Proposal = { ...event.data, by, at, state: 'open', returned: null, approvals: [], approved: null };
      return { ...state, stage: 'proposed', proposals: [...state.proposals, proposal] };
    }
    case 'ProposalReplaced':
      return changed(state.stage, { state: 'replaced' });
    case 'ProposalReturned':
      return changed(stageOfWork(state), { state: 'returned', returned: { by, at, comment: event.data.comment } });
    case 'ApprovalGiven': {
      const { id, groups = [], ...approval } = event.data;
      return changed(state.stage, { approvals: [...approvalsOf(state, id), { ...approval, groups, by, at }] });
    }
    case 'VerdictApproved': {
      const { id, groups = [], ...approval } = event.data;
      const approved = { ...approval, groups, by, at };
      return changed('approved', { state: 'approved', approvals: [...approvalsOf(state, id), approved], approved });
    }
    case 'ApprovalEnded':
      return changed('proposed', { state: 'open', approvals: [], approved: null });
    default:
      return unreachable(event);
  }
}

function approvalsOf(state: ClaimState, proposalId: string): Proposal['approvals'] {
  return state.proposals.find(({ id }) => id === proposalId)?.approvals ?? [];
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
