import assert from 'node:assert/strict';
import { test } from 'node:test';
import { must } from '#shared/lib/must.js';
import type { RefusalCode } from '#shared/protocol/refusals.js';
import { ClaimStory, evidenceCommand, type PersonName, span } from '../../../../tests/support/claim-story.js';
import type { Role } from '../actor.js';
import { ROLES } from '../actor.js';
import type { ClaimState, Stage } from '../claim/claim.js';
import { STAGES } from '../claim/claim.js';
import type { ClaimCommand, ClaimCommandType } from '../claim/claim-commands.js';

/**
 * The rule table, written down by hand: who may give which command in which stage. Deliberately not made from the code's
 * own tables, so that a change there is a change here.
 */
const EVERY: readonly Stage[] = ['in-progress', 'proposed', 'approved', 'published', 'in-revision', 'not-checkable'];
const OPEN = EVERY.filter((stage) => stage !== 'not-checkable');
const WORK: readonly Stage[] = ['in-progress', 'proposed', 'approved', 'in-revision'];
const CHECKING: readonly Role[] = ['checker', 'lead'];
const LEADING: readonly Role[] = ['lead'];

const TABLE: Record<Exclude<ClaimCommandType, 'OpenClaim'>, { roles: readonly Role[]; stages: readonly Stage[] }> = {
  AddAppearance: { roles: CHECKING, stages: OPEN },
  WithdrawAppearance: { roles: CHECKING, stages: OPEN },
  AddDerivation: { roles: CHECKING, stages: OPEN },
  WithdrawDerivation: { roles: CHECKING, stages: OPEN },
  RefuseDerivation: { roles: CHECKING, stages: OPEN },
  WithdrawRefusal: { roles: CHECKING, stages: OPEN },
  AbsorbClaim: { roles: CHECKING, stages: OPEN },
  MergeIntoClaim: { roles: CHECKING, stages: ['in-progress'] },
  ReleaseClaim: { roles: CHECKING, stages: EVERY },
  UnmergeClaim: { roles: CHECKING, stages: ['in-progress'] },
  AttachEvidence: { roles: CHECKING, stages: OPEN },
  GradeEvidence: { roles: CHECKING, stages: OPEN },
  WithdrawEvidence: { roles: CHECKING, stages: OPEN },
  CapturePage: { roles: CHECKING, stages: OPEN },
  ChangeStance: { roles: CHECKING, stages: OPEN },
  NoteSource: { roles: CHECKING, stages: EVERY },
  AnswerChecklist: { roles: CHECKING, stages: OPEN },
  DecideRequest: { roles: LEADING, stages: EVERY },
  AskPublisher: { roles: CHECKING, stages: OPEN },
  RecordPublisherAnswer: { roles: CHECKING, stages: EVERY },
  ReviseClaim: { roles: CHECKING, stages: EVERY },
  GiveOpinion: { roles: CHECKING, stages: ['in-progress', 'proposed', 'in-revision'] },
  ProposeVerdict: { roles: CHECKING, stages: WORK },
  ReturnProposal: { roles: LEADING, stages: ['proposed', 'approved'] },
  ApproveProposal: { roles: LEADING, stages: ['proposed'] },
  FileDissent: { roles: CHECKING, stages: ['proposed', 'approved', 'published', 'in-revision'] },
  AnswerDissent: { roles: LEADING, stages: EVERY },
  WithdrawDissent: { roles: CHECKING, stages: EVERY },
  AdoptDissent: { roles: LEADING, stages: OPEN },
  PublishClaim: { roles: LEADING, stages: ['approved'] },
  CorrectPublication: { roles: LEADING, stages: EVERY },
  AssignMember: { roles: LEADING, stages: EVERY },
  CloseNotCheckable: { roles: CHECKING, stages: ['in-progress', 'in-revision'] },
  ReopenClaim: { roles: CHECKING, stages: ['published', 'not-checkable'] },
};

/** Cells that the object's own rules refuse although role and stage allow them. */
const BY_OBJECT: Partial<Record<ClaimCommandType, Partial<Record<Stage, RefusalCode>>>> = {
  // Another claim is merged into it, and a dissent stands; it is merged into none itself.
  MergeIntoClaim: { 'in-progress': 'stage-refuses' },
  UnmergeClaim: { 'in-progress': 'not-found' },
  CorrectPublication: {
    'in-progress': 'correction-needs-publication',
    proposed: 'correction-needs-publication',
    approved: 'correction-needs-publication',
    'not-checkable': 'correction-needs-publication',
  },
  // Closed, a source can be protected and nothing else noted.
  NoteSource: { 'not-checkable': 'stage-refuses' },
  DecideRequest: {
    'in-progress': 'correction-needs-publication',
    proposed: 'correction-needs-publication',
    approved: 'correction-needs-publication',
    'not-checkable': 'correction-needs-publication',
  },
};

const ACTORS: Record<Role, PersonName> = { checker: 'carol', lead: 'leila', auditor: 'ines', admin: 'tomas' };

/** A claim in that stage, with one of everything on it and Bo's dissent answered. */
function claimIn(stage: Stage): ClaimStory {
  const story = ClaimStory.worked();
  story.do('amal', { type: 'AddAppearance', appearance: { span: span('a'), annotationId: null, attitude: 'reports', attribution: [] } });
  const from = must(story.state.appearances[0], 'the appearance').id;
  story.do('amal', { type: 'AddDerivation', from, to: { report: 'A report' }, kind: 'cites', reason: 'Names it.' });
  story.do('amal', evidenceCommand({ kind: 'link', url: 'https://example.org/report' }));
  story.do('amal', { type: 'AskPublisher', publisher: 'The Gazette', request: 'Please correct it.' });
  story.do('amal', { type: 'RefuseDerivation', from, to: { report: 'Rumours' }, kind: 'cites', reason: 'Names none.' });
  story.do('amal', { type: 'AbsorbClaim', other: otherClaim('11'), wording: 'The same', reason: 'Same truth conditions.' });
  const proposal = story.propose('amal');
  const dissentId = story.dissent('bo', proposal);
  story.do('mikael', { type: 'AnswerDissent', dissentId, answer: 'Considered.' });
  switch (stage) {
    case 'proposed':
      break;
    case 'in-progress':
    case 'not-checkable':
      story.do('mikael', { type: 'ReturnProposal', proposalId: proposal, comment: 'More, please.' });
      if (stage === 'not-checkable') story.do('amal', { type: 'CloseNotCheckable', reason: 'opinion', explanation: 'An opinion.' });
      break;
    case 'approved':
    case 'published':
    case 'in-revision':
      story.approve('mikael', 'All the same.');
      if (stage !== 'approved') story.publish('mikael');
      if (stage === 'in-revision') story.do('amal', { type: 'ReopenClaim', reason: 'New facts.' });
  }
  assert.equal(story.state.stage, stage);
  return story;
}

function otherClaim(id: string): ClaimState {
  return { ...new ClaimStory().open().state, id: `00000000-0000-4000-8000-0000000000${id}`, number: Number(id) };
}

/** A command that fits the claim, so that only role and stage can speak against it. */
function commandFor(type: Exclude<ClaimCommandType, 'OpenClaim'>, story: ClaimStory): ClaimCommand {
  const { state } = story;
  const proposalId = must(state.proposals.at(-1), 'the proposal').id;
  const dissentId = must(state.dissents[0], 'the dissent').id;
  const evidenceId = must(state.evidence[0], 'the evidence').id;
  const appearanceId = must(state.appearances[0], 'the appearance').id;
  const reason = 'For a reason.';
  switch (type) {
    case 'AddAppearance':
      return { type, appearance: { span: span('b'), annotationId: null, attitude: 'asserts', attribution: [] } };
    case 'WithdrawAppearance':
      return { type, appearanceId, reason };
    case 'AddDerivation':
      return { type, from: appearanceId, to: { report: 'Another report' }, kind: 'quotes', reason };
    case 'WithdrawDerivation':
      return { type, derivationId: must(state.derivations[0], 'the derivation').id, reason };
    case 'RefuseDerivation':
      return { type, from: appearanceId, to: { report: 'A third report' }, kind: 'quotes', reason };
    case 'WithdrawRefusal':
      return { type, refusalId: must(state.refusals[0], 'the refusal').id, reason };
    case 'AbsorbClaim':
      return { type, other: otherClaim('22'), wording: 'Another claim', reason };
    case 'MergeIntoClaim':
      return { type, into: otherClaim('33'), reason };
    case 'ReleaseClaim':
      return { type, claimId: must(state.absorbed[0], 'the merged claim').claimId, reason };
    case 'UnmergeClaim':
      return { type, from: otherClaim('33'), reason };
    case 'AttachEvidence':
      return evidenceCommand();
    case 'GradeEvidence':
      return { type, evidenceId, grade: { sourceReliability: 'B', informationCredibility: '3' }, reason };
    case 'WithdrawEvidence':
      return { type, evidenceId, reason };
    case 'CapturePage':
      return { type, evidenceId: must(state.evidence[1], 'the link').id, outcome: { failure: 'The site cannot be reached.' } };
    case 'ChangeStance':
      return { type, evidenceId, stance: 'refutes', reason };
    case 'NoteSource':
      return { type, evidenceId, interests: 'Owned by a party.', protectedSource: false, reason };
    case 'AnswerChecklist':
      return { type, item: 'primary-source', done: true, note: 'The minutes of the meeting.' };
    case 'DecideRequest':
      return { type, requestId: 'r1', outcome: 'declined', reason, sha256: '00'.repeat(32) };
    case 'AskPublisher':
      return { type, publisher: 'The Gazette', request: 'Please correct it.' };
    case 'RecordPublisherAnswer':
      return { type, requestId: must(state.publisherRequests[0], 'the request').id, outcome: 'refused', note: reason };
    case 'ReviseClaim':
      return { type };
    case 'GiveOpinion':
      return { type, rating: 'refuted', reason };
    case 'ProposeVerdict':
      return { type, rating: 'refuted', contentHash: story.hash('refuted') };
    case 'ReturnProposal':
      return { type, proposalId, comment: reason };
    case 'ApproveProposal':
      return { type, proposalId, contentHash: story.hash('supported'), reason };
    case 'FileDissent':
      return { type, proposalId, rating: 'refuted', reason, evidence: [evidenceId] };
    case 'AnswerDissent':
      return { type, dissentId, answer: reason };
    case 'WithdrawDissent':
    case 'AdoptDissent':
      return { type, dissentId, reason };
    case 'PublishClaim':
      return { type, contentHash: story.hash('supported'), asOf: null };
    case 'CorrectPublication':
      return { type, kind: 'correction', before: 'this', after: 'that', reason, notice: 'We were wrong.' };
    case 'AssignMember':
      return { type, userId: 'bo', assigned: true };
    case 'CloseNotCheckable':
      return { type, reason: 'prediction', explanation: reason };
    case 'ReopenClaim':
      return { type, reason };
  }
}

test('WF1 the rule table: every stage × command × role', () => {
  let cells = 0;
  for (const stage of STAGES) {
    for (const [type, rule] of Object.entries(TABLE) as [Exclude<ClaimCommandType, 'OpenClaim'>, (typeof TABLE)['AddAppearance']][]) {
      for (const role of ROLES) {
        const story = claimIn(stage);
        const person = type === 'WithdrawDissent' && role === 'checker' ? 'bo' : ACTORS[role];
        const before = story.events.length;
        const refusal = story.try(person, commandFor(type, story));
        const expected = expectedCode(type, stage, role, rule);
        assert.equal(refusal?.code ?? null, expected, `${type} in ${stage} by ${role}: ${refusal?.message ?? 'accepted'}`);
        if (expected !== null) {
          assert.equal(story.events.length, before, 'a refused command changes nothing');
          assert.ok(/^[A-Z“].*[.”]$/s.test(refusal?.message ?? ''), `a refusal is a sentence: ${refusal?.message}`);
        }
        cells += 1;
      }
    }
  }
  assert.equal(cells, 6 * 34 * 4);
});

function expectedCode(
  type: ClaimCommandType,
  stage: Stage,
  role: Role,
  rule: { roles: readonly Role[]; stages: readonly Stage[] },
): RefusalCode | null {
  if (!rule.roles.includes(role)) return 'not-permitted';
  if (!rule.stages.includes(stage)) return type === 'PublishClaim' && stage === 'published' ? 'published-already' : 'stage-refuses';
  if (type === 'WithdrawDissent' && role === 'lead') return 'not-the-author';
  return BY_OBJECT[type]?.[stage] ?? null;
}

test('WF1 a claim is opened once, by whoever may check', () => {
  for (const role of ROLES) {
    const command: ClaimCommand = { type: 'OpenClaim', number: 1, wording: 'It is so', claimant: null, appearance: null };
    assert.equal(new ClaimStory().try(ACTORS[role], command)?.code ?? null, CHECKING.includes(role) ? null : 'not-permitted');
    if (CHECKING.includes(role)) assert.equal(claimIn('in-progress').try(ACTORS[role], command)?.code, 'already-exists');
  }
});

test('AU1 a refusal by role names the roles that may', () => {
  const story = claimIn('proposed');
  const refusal = story.try('carol', commandFor('ApproveProposal', story));
  assert.deepEqual(refusal?.facts?.['could'], ['lead']);
});
