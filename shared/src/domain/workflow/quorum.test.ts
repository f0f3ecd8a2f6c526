import assert from 'node:assert/strict';
import { test } from 'node:test';
import { must } from '#shared/lib/must.js';
import { ClaimStory, evidenceCommand } from '../../../../tests/support/claim-story.js';
import { blockedBy } from '../claim/desk.js';
import { checklistOf } from '../judgement/checklist.js';
import { gatesOf } from '../judgement/gates.js';

function quorumOfTwo(): { story: ClaimStory; proposalId: string } {
  const story = ClaimStory.worked();
  story.changePolicy({ approvalsNeeded: 2 });
  return { story, proposalId: story.propose('amal') };
}

const approval = (story: ClaimStory, proposalId: string) =>
  ({ type: 'ApproveProposal', proposalId, contentHash: story.hash('supported'), reason: '' }) as const;
const gate = (story: ClaimStory, id: string) =>
  gatesOf(story.state, story.sheet, story.policy, story.people, [...story.writers]).find((one) => one.id === id);

test('VD10 a quorum of two is two different leads; the first approval alone publishes nothing', () => {
  const { story, proposalId } = quorumOfTwo();
  assert.deepEqual(
    story.do('leila', approval(story, proposalId)).map(({ type }) => type),
    ['ApprovalGiven'],
  );
  assert.equal(story.state.stage, 'proposed');
  assert.equal(gate(story, 'approvals')?.state, 'missing');
  assert.equal(story.try('mikael', { type: 'PublishClaim', contentHash: story.hash('supported'), asOf: null })?.code, 'stage-refuses');
  const again = story.try('leila', approval(story, proposalId));
  assert.equal(again?.code, 'already-approved');
  assert.deepEqual(again?.facts?.['could'], ['Mikael'], 'the refusal says who could');
  assert.deepEqual(
    story.do('mikael', approval(story, proposalId)).map(({ type }) => type),
    ['VerdictApproved'],
  );
  assert.equal(gate(story, 'approvals')?.state, 'met');
  story.publish('mikael');
  const hashes = must(story.state.proposals[0], 'the proposal').approvals.map(({ contentHash }) => contentHash);
  assert.equal(new Set(hashes).size, 1, 'both approved the same content');
});

test('VD10 whatever ends an approval ends those of an unfinished quorum; the lead may approve anew', () => {
  const { story, proposalId } = quorumOfTwo();
  story.do('leila', approval(story, proposalId));
  const events = story.do('bo', { type: 'FileDissent', proposalId, rating: 'refuted', reason: 'Otherwise.', evidence: [] });
  assert.deepEqual(
    events.map(({ type }) => type),
    ['ApprovalEnded', 'DissentFiled'],
  );
  const dissentId = must(story.state.dissents[0], 'the dissent').id;
  story.do('mikael', { type: 'AnswerDissent', dissentId, answer: 'Considered.' });
  const anew = { ...approval(story, proposalId), reason: 'All the same.' };
  assert.equal(story.do('mikael', anew)[0]?.type, 'ApprovalGiven');
  assert.equal(story.do('leila', anew)[0]?.type, 'VerdictApproved');
});

test('VD10 an approver who has a hand in it by the second approval does not count, and the verdict is not published', () => {
  const { story, proposalId } = quorumOfTwo();
  story.do('leila', approval(story, proposalId));
  story.write('leila', 'For a moment.');
  story.write('leila', 'One report says so.');
  assert.equal(story.do('mikael', approval(story, proposalId))[0]?.type, 'ApprovalGiven', 'one of two counts');
  assert.equal(story.state.stage, 'proposed');
});

const LEFT = { name: 'Leila', role: 'lead', removed: true } as const;
const NO_LEAD = { name: 'Leila', role: 'checker', removed: false } as const;

test('VD13 an approval of whoever is no longer a lead does not count, at the second approval or at the publication', () => {
  for (const leila of [LEFT, NO_LEAD]) {
    const { story, proposalId } = quorumOfTwo();
    story.do('leila', approval(story, proposalId));
    story.people.set('leila', leila);
    assert.match(gate(story, 'approvals')?.detail ?? '', /^0 of 2.*The approval by Leila no longer counts: Leila is no longer a lead\.$/);
    assert.equal(story.do('mikael', approval(story, proposalId))[0]?.type, 'ApprovalGiven', 'one of two counts');
    // Control: a lead again, whose approval counts again.
    story.people.set('leila', { name: 'Leila', role: 'lead', removed: false });
    assert.deepEqual([gate(story, 'approvals')?.state, gate(story, 'approvals')?.detail], ['met', '2 of 2 approvals by different leads.']);
  }
});

test('VD13 a verdict whose lead lost the role is not published: the refusal says why and who could approve', () => {
  const approved = (): ClaimStory => {
    const story = ClaimStory.worked();
    story.propose('amal');
    story.approve('leila');
    return story;
  };
  for (const leila of [LEFT, NO_LEAD]) {
    const story = approved();
    story.people.set('leila', leila);
    assert.equal(gate(story, 'approvals')?.state, 'missing');
    assert.equal(blockedBy(story.state, story.people, story.policy), 'The approval by Leila no longer counts: Leila is no longer a lead.');
    const publish = { type: 'PublishClaim', contentHash: story.hash('supported'), asOf: null } as const;
    const refusal = story.try('mikael', publish);
    assert.equal(refusal?.code, 'approval-lapsed');
    assert.match(refusal?.message ?? '', /Leila is no longer a lead\. Return the proposal.*Mikael can approve it then/);
    // The way out: returned, proposed again, approved by another lead.
    story.do('mikael', { type: 'ReturnProposal', proposalId: must(story.state.proposals[0], 'it').id, comment: 'Anew.' });
    story.propose('amal');
    story.approve('mikael');
    story.publish('mikael');
    assert.equal(story.state.stage, 'published');
  }
  // Control: with the role kept, the same publication goes out; losing it afterwards changes nothing.
  const story = approved();
  story.publish('mikael');
  story.people.set('leila', LEFT);
  assert.equal(gate(story, 'approvals')?.state, 'met');
  assert.equal(blockedBy(story.state, story.people, story.policy), null);
});

test('VD13 the published version names the approvals that counted, and no other', () => {
  const { story, proposalId } = quorumOfTwo();
  story.people.set('bo', { name: 'Bo', role: 'lead', removed: false });
  story.do('leila', approval(story, proposalId));
  story.people.set('leila', LEFT);
  story.do('mikael', approval(story, proposalId));
  story.do('bo', approval(story, proposalId));
  story.publish('mikael');
  const event = must(story.events.at(-1), 'the publication').event;
  assert.equal(event.type, 'VerdictPublished');
  const approvers = event.type === 'VerdictPublished' ? event.data.snapshot.decided.approvals?.map(({ by }) => by.name) : [];
  assert.deepEqual(approvers, ['Mikael', 'Bo']);
});

test('VD11 uninvolved leads: whoever is assigned or gave an opinion approves nothing, and the refusal says who could', () => {
  for (const involve of [
    (story: ClaimStory) => void story.do('leila', { type: 'GiveOpinion', rating: 'supported', reason: '' }),
    (story: ClaimStory) => void story.do('mikael', { type: 'AssignMember', userId: 'leila', assigned: true }),
  ]) {
    const story = ClaimStory.worked();
    involve(story);
    const proposalId = story.propose('amal');
    // Control: under the ordinary policy she may.
    assert.equal(ClaimStoryMay(story, proposalId), null);
    story.changePolicy({ approvers: 'uninvolved-leads' });
    const refusal = story.try('leila', approval(story, proposalId));
    assert.deepEqual([refusal?.code, refusal?.facts?.['could']], ['approver-involved', ['Mikael']]);
    assert.equal(story.try('mikael', approval(story, proposalId)), null);
  }
});

/** Asks without acting: the hash is wrong, and who may is judged before it. */
function ClaimStoryMay(story: ClaimStory, proposalId: string): string | null {
  const code = story.try('leila', { type: 'ApproveProposal', proposalId, contentHash: '0'.repeat(64), reason: '' })?.code;
  return code === 'content-changed' ? null : (code ?? null);
}

test('WF5 changing evidence of a published verdict puts the claim in revision; readers’ versions stay', () => {
  const published = (): ClaimStory => {
    const story = ClaimStory.worked();
    story.propose('amal');
    story.approve('leila');
    story.publish('mikael');
    return story;
  };
  const story = published();
  assert.deepEqual(
    story.do('bo', evidenceCommand()).map(({ type }) => type),
    ['ClaimReopened', 'EvidenceAttached'],
  );
  assert.equal(story.state.stage, 'in-revision');
  assert.equal(story.state.publications.length, 1);
  const worded = published();
  assert.deepEqual(worded.do('amal', { type: 'ReviseClaim' }), [], 'the published words change nothing');
  worded.write('bo', 'Other words.');
  assert.deepEqual(
    worded.do('bo', { type: 'ReviseClaim' }).map(({ type }) => type),
    ['ClaimReopened'],
  );
  assert.equal(worded.state.stage, 'in-revision');
  assert.deepEqual(worded.do('bo', { type: 'ReviseClaim' }), [], 'once');
});

test('VD12 the checklist: what the claim shows needs no word, what it does not needs a reason, and nobody declares it met', () => {
  const story = ClaimStory.worked();
  story.changePolicy({ checklist: true });
  const stateOf = (id: string) => checklistOf(story.state).find((item) => item.id === id)?.state;
  const propose = () => story.propose('amal');
  assert.equal(gate(story, 'checklist')?.state, 'missing');
  const proposalId = propose();
  assert.equal(story.try('leila', approval(story, proposalId))?.code, 'gate-missing');
  assert.equal(story.try('amal', { type: 'AnswerChecklist', item: 'both-sides', done: true, note: 'We have both.' })?.code, 'malformed');
  assert.equal(story.try('amal', { type: 'AnswerChecklist', item: 'both-sides', done: false, note: 'No time.' })?.code, 'malformed');
  assert.equal(
    story.try('amal', { type: 'AnswerChecklist', item: 'corrections-visible', done: false, note: 'x'.repeat(40) })?.code,
    'malformed',
  );
  const why = 'Nobody reachable speaks against it.';
  story.do('amal', { type: 'AnswerChecklist', item: 'both-sides', done: false, note: why });
  assert.equal(stateOf('both-sides'), 'excepted');
  story.do('amal', evidenceCommand({ stance: 'refutes', source: 'The Courier', interests: 'None known.' }));
  assert.equal(stateOf('both-sides'), 'met', 'what the claim shows counts more than a word of before');
  assert.equal(stateOf('named-sources'), 'met');
  const courier = must(story.state.evidence.at(-1), 'the second').id;
  const note = (protectedSource: boolean) =>
    story.do('amal', { type: 'NoteSource', evidenceId: courier, interests: 'None known.', protectedSource, reason: 'Asked.' });
  note(true);
  assert.equal(stateOf('named-sources'), 'missing', 'to readers a protected source has no name');
  note(false);
  story.do('amal', { type: 'AnswerChecklist', item: 'primary-source', done: true, note: 'The minutes of the council.' });
  const contact = { asked: 'The council', askedOn: '2025-12-30', reply: '', whyNot: '' };
  story.do('amal', evidenceCommand({ kind: 'contact', stance: 'context', source: 'The claimant', contact }));
  const evidenceId = must(story.state.evidence[0], 'evidence').id;
  story.do('amal', { type: 'NoteSource', evidenceId, interests: 'Owned by the council.', protectedSource: false, reason: 'Looked up.' });
  assert.equal(gate(story, 'checklist')?.state, 'met', gate(story, 'checklist')?.detail);
  story.do('leila', approval(story, propose()));
});

test('VD12 an answer on the checklist is a hand in the verdict, and ends its approval', () => {
  const story = ClaimStory.worked();
  const proposalId = story.propose('amal');
  story.approve('leila');
  const answer = { type: 'AnswerChecklist', item: 'primary-source', done: true, note: 'The minutes.' } as const;
  assert.equal(story.do('mikael', answer)[0]?.type, 'ApprovalEnded');
  assert.equal(story.try('mikael', approval(story, proposalId))?.code, 'approver-is-contributor');
  story.approve('leila');
});

test('VD12 a contact says when the claimant was asked or why not, never both or neither', () => {
  const story = ClaimStory.worked();
  const contact = (askedOn: string | null, whyNot: string) =>
    story.try('amal', evidenceCommand({ kind: 'contact', contact: { asked: 'The council', askedOn, reply: '', whyNot } }))?.code;
  assert.equal(contact(null, ''), 'malformed');
  assert.equal(contact('2025-12-30', 'No need.'), 'malformed');
  assert.equal(contact('2999-01-01', ''), 'malformed');
  story.changePolicy({ claimantContact: true });
  assert.equal(gate(story, 'contact')?.state, 'missing');
  assert.equal(contact(null, 'They are dead.'), undefined);
  assert.equal(gate(story, 'contact')?.state, 'excepted');
  assert.equal(contact('2025-12-30', ''), undefined);
  assert.equal(gate(story, 'contact')?.state, 'met');
});

test('EV5 a protected source is published without name, words, address and bytes', () => {
  const story = new ClaimStory().open('amal');
  const secret = {
    source: 'Deep Throat',
    excerpt: 'In the garage.',
    note: 'Met at night.',
    url: 'https://garage.example',
    interests: 'Wants revenge.',
  };
  story.do('amal', evidenceCommand({ ...secret, kind: 'link', protectedSource: true }));
  story.do('amal', {
    type: 'GradeEvidence',
    evidenceId: must(story.state.evidence[0], 'evidence').id,
    grade: { sourceReliability: 'A', informationCredibility: '2' },
    reason: 'Was in the garage.',
  });
  story.write('amal', 'It is so.');
  story.do('amal', { type: 'GiveOpinion', rating: 'supported', reason: '' });
  const publish = (): string => {
    story.propose('amal');
    story.approve('leila');
    story.publish('mikael');
    const event = must(story.events.at(-1), 'the publication').event;
    return JSON.stringify(event.type === 'VerdictPublished' ? event.data.snapshot : null);
  };
  const snapshot = publish();
  assert.doesNotMatch(snapshot, /Deep Throat|garage|revenge|at night|1111/);
  assert.match(snapshot, /Protected source/);
  // Control: without protection every word of it is there.
  const evidenceId = must(story.state.evidence[0], 'evidence').id;
  story.do('amal', { type: 'NoteSource', evidenceId, interests: secret.interests, protectedSource: false, reason: 'They agreed.' });
  assert.match(publish(), /Deep Throat.*garage/s);
});

test('EV6 a stance is changed by an act with a reason that keeps what it was, and makes a contributor', () => {
  const story = ClaimStory.worked();
  const evidenceId = must(story.state.evidence[0], 'evidence').id;
  story.do('leila', { type: 'ChangeStance', evidenceId, stance: 'refutes', reason: 'Read to the end.' });
  const item = must(story.state.evidence[0], 'evidence');
  assert.deepEqual(
    [item.stance, item.stanceChanges.map(({ from, to, by }) => [from, to, by])],
    ['refutes', [['supports', 'refutes', 'leila']]],
  );
  assert.equal(story.try('bo', { type: 'ChangeStance', evidenceId, stance: 'refutes', reason: 'Again.' })?.code, 'already-exists');
  const proposalId = story.propose('amal');
  assert.equal(story.try('leila', approval(story, proposalId))?.code, 'approver-is-contributor');
});

test('PB5 a request is decided once; an accepted one keeps the checklist open until something is corrected', () => {
  const story = ClaimStory.worked();
  const decision = { type: 'DecideRequest', requestId: 'r1', outcome: 'accepted', reason: 'Right.', sha256: '00'.repeat(32) } as const;
  assert.equal(story.try('leila', decision)?.code, 'correction-needs-publication');
  story.propose('amal');
  story.approve('leila');
  story.publish('mikael');
  story.do('leila', decision);
  assert.equal(story.try('mikael', { ...decision, outcome: 'declined' })?.code, 'request-closed');
  const visible = () => checklistOf(story.state).find(({ id }) => id === 'corrections-visible')?.state;
  assert.equal(visible(), 'missing');
  story.do('leila', {
    type: 'CorrectPublication',
    kind: 'correction',
    before: 'Friday',
    after: 'Saturday',
    reason: 'A reader.',
    notice: 'The day was wrong.',
  });
  assert.equal(visible(), 'met');
});

test('WF6 who is assigned can be taken off and assigned again, as often as needed', () => {
  const story = ClaimStory.worked();
  const assign = (assigned: boolean) => story.do('leila', { type: 'AssignMember', userId: 'bo', assigned }).map(({ type }) => type);
  assert.deepEqual(
    [assign(true), assign(true), assign(false), assign(false), assign(true)],
    [['MemberAssigned'], [], ['AssignmentEnded'], [], ['MemberAssigned']],
  );
  assert.deepEqual(story.state.assigned, ['bo']);
});
