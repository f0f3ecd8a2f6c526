import assert from 'node:assert/strict';
import { test } from 'node:test';
import { must } from '#shared/lib/must.js';
import type { Refusal } from '#shared/lib/result.js';
import { ClaimStory, evidenceCommand, span } from '../../../../tests/support/claim-story.js';
import type { ContentDifference } from '../content.js';
import { dissentHash } from './dissent-rules.js';

function differencesOf(refusal: Refusal | null): ContentDifference[] {
  return must(refusal, 'a refusal').facts?.['differences'] as ContentDifference[];
}

const stageOf = (story: ClaimStory) => story.state.stage;

test('WF2 a proposal needs wording, rationale, evidence, a rating on the scale and the hash of what was seen', () => {
  const story = new ClaimStory().open();
  const propose = (rating = 'supported', contentHash = story.hash(rating)) =>
    story.try('amal', { type: 'ProposeVerdict', rating, contentHash })?.code;
  assert.equal(propose(), 'rationale-empty');
  story.write('amal', '   ');
  assert.equal(propose(), 'rationale-empty');
  story.write('amal', 'Because.');
  assert.equal(propose(), 'evidence-missing');
  story.attach('amal');
  assert.equal(propose('true'), 'rating-unknown');
  const seen = story.hash('supported');
  story.write('bo', 'Because of this.');
  assert.equal(propose('supported', seen), 'content-changed');
  story.reword('amal', ' ');
  assert.equal(propose(), 'rationale-empty');
  story.reword('amal', 'It is so');
  assert.equal(propose(), undefined);
  assert.equal(stageOf(story), 'proposed');
});

test('WF2 a new proposal replaces the open one; only one is ever open', () => {
  const story = ClaimStory.worked();
  const first = story.propose('amal');
  const second = story.propose('bo', 'refuted');
  assert.deepEqual(
    story.state.proposals.map(({ id, state }) => [id, state]),
    [
      [first, 'replaced'],
      [second, 'open'],
    ],
  );
  const refusal = story.try('leila', { type: 'ApproveProposal', proposalId: first, contentHash: story.hash('supported'), reason: '' });
  assert.equal(refusal?.code, 'proposal-closed');
});

test('WF3 a return needs a comment and is never by the proposer', () => {
  const story = ClaimStory.worked();
  const proposalId = story.propose('leila');
  const own = story.try('leila', { type: 'ReturnProposal', proposalId, comment: 'Better.' });
  assert.equal(own?.code, 'own-proposal');
  assert.deepEqual(own?.facts?.['could'], ['Mikael']);
  assert.equal(story.try('mikael', { type: 'ReturnProposal', proposalId, comment: ' ' })?.code, 'malformed');
  story.do('mikael', { type: 'ReturnProposal', proposalId, comment: 'Name the source.' });
  assert.equal(stageOf(story), 'in-progress');
});

test('VD2 nobody approves what they opened, wrote, attached, graded or proposed; the refusal names who could', () => {
  const hands: ((story: ClaimStory) => void)[] = [
    (story) => story.write('leila', 'Because of that.'),
    (story) => void story.attach('leila'),
    (story) =>
      void story.do('leila', {
        type: 'GradeEvidence',
        evidenceId: must(story.state.evidence[0], 'evidence').id,
        grade: { sourceReliability: 'B', informationCredibility: '3' },
        reason: 'Judged.',
      }),
    (story) => void story.do('leila', { type: 'WithdrawEvidence', evidenceId: story.attach('bo'), reason: 'Doubled.' }),
  ];
  for (const hand of hands) {
    const story = ClaimStory.worked();
    hand(story);
    const proposalId = story.propose('amal');
    const refusal = story.try('leila', { type: 'ApproveProposal', proposalId, contentHash: story.hash('supported'), reason: '' });
    assert.equal(refusal?.code, 'approver-is-contributor');
    assert.deepEqual(refusal?.facts?.['could'], ['Mikael']);
    story.approve('mikael');
  }
  const proposer = ClaimStory.worked();
  const proposalId = proposer.propose('leila');
  assert.equal(
    proposer.try('leila', { type: 'ApproveProposal', proposalId, contentHash: proposer.hash('supported'), reason: '' })?.code,
    'approver-is-contributor',
  );
});

test('VD2 whose evidence was withdrawn, or who only gave an opinion or an appearance, may approve', () => {
  const story = ClaimStory.worked();
  const evidenceId = story.attach('leila');
  story.do('amal', { type: 'WithdrawEvidence', evidenceId, reason: 'Doubled.' });
  story.do('leila', { type: 'GiveOpinion', rating: 'supported', reason: '' });
  story.do('leila', { type: 'AddAppearance', appearance: { span: span('a'), annotationId: null, attitude: 'reports', attribution: [] } });
  story.propose('amal');
  story.approve('leila');
});

test('VD2 an approver who wrote and unwrote a word since is a contributor: the hash is the same, and nothing is published', () => {
  const story = ClaimStory.worked();
  story.propose('amal');
  story.approve('leila');
  story.write('leila', 'For a moment.');
  story.write('leila', 'One report says so.');
  assert.equal(
    story.try('mikael', { type: 'PublishClaim', contentHash: story.hash('supported'), asOf: null })?.code,
    'approver-is-contributor',
  );
});

test('VD3 an approval carries the hash of what was seen; a dissent filed meanwhile makes it another', () => {
  const story = ClaimStory.worked();
  const proposalId = story.propose('amal');
  const seen = story.hash('supported');
  story.dissent('bo', proposalId);
  const refusal = story.try('leila', { type: 'ApproveProposal', proposalId, contentHash: seen, reason: '' });
  assert.equal(refusal?.code, 'content-changed');
  assert.deepEqual(
    differencesOf(refusal).map(({ field }) => field),
    ['dissents'],
  );
});

test('VD4 what is approved is what was proposed: a word, an item, a grade or the policy changed since refuses it', () => {
  const changes: [string, (story: ClaimStory) => void][] = [
    ['rationale', (story) => story.write('bo', 'Another word.')],
    ['evidence', (story) => void story.attach('bo')],
    ['policy', (story) => story.changePolicy({ version: 2 })],
    ['wording', (story) => story.reword('bo', 'It was so')],
  ];
  for (const [field, change] of changes) {
    const story = ClaimStory.worked();
    const proposalId = story.propose('amal');
    change(story);
    const refusal = story.try('leila', { type: 'ApproveProposal', proposalId, contentHash: story.hash('supported'), reason: '' });
    assert.equal(refusal?.code, 'content-changed', field);
    assert.ok(
      differencesOf(refusal).some((difference) => difference.field === field),
      field,
    );
  }
});

test('VD5 an act that changes the content ends the approval, as an act of its own', () => {
  const acts: [string, (story: ClaimStory, proposal: string) => void][] = [
    ['evidence', (story) => void story.attach('bo')],
    ['dissent', (story, proposal) => void story.dissent('bo', proposal)],
  ];
  for (const [name, act] of acts) {
    const story = ClaimStory.worked();
    const proposal = story.propose('amal');
    story.approve('leila');
    act(story, proposal);
    assert.equal(stageOf(story), 'proposed', name);
    assert.equal(story.state.proposals[0]?.approved, null);
    assert.ok(story.events.some(({ event }) => event.type === 'ApprovalEnded'));
    assert.equal(story.try('leila', { type: 'PublishClaim', contentHash: story.hash('supported'), asOf: null })?.code, 'stage-refuses');
  }
});

test('VD5 a word changed after the approval refuses the publication with the difference', () => {
  const story = ClaimStory.worked();
  story.propose('amal');
  story.approve('leila');
  story.write('bo', 'Slipped in.');
  const refusal = story.try('leila', { type: 'PublishClaim', contentHash: story.hash('supported'), asOf: null });
  assert.equal(refusal?.code, 'content-changed');
  assert.equal(differencesOf(refusal)[0]?.after, 'Slipped in.');
});

test('VD6 the gates: opinions that the policy asks for are given before the approval', () => {
  const story = ClaimStory.worked();
  story.changePolicy({ opinionsNeeded: 2 });
  const proposalId = story.propose('amal');
  const approve = () => story.try('leila', { type: 'ApproveProposal', proposalId, contentHash: story.hash('supported'), reason: '' });
  assert.equal(approve()?.code, 'opinion-missing');
  story.do('amal', { type: 'GiveOpinion', rating: 'refuted', reason: 'Changed my mind.' });
  assert.equal(approve()?.code, 'opinion-missing', 'a second opinion of one person is no second person');
  assert.equal(story.state.opinions.length, 2, 'the earlier opinion stays');
  story.do('bo', { type: 'GiveOpinion', rating: 'supported', reason: '' });
  assert.equal(approve(), null);
});

test('VD7 “confirmed” needs two independent origins, or an exception with its reason', () => {
  const story = ClaimStory.worked();
  const grade = { sourceReliability: 'A', informationCredibility: '1' } as const;
  assert.equal(story.try('bo', evidenceCommand({ grade, gradeReason: 'Sure.' }))?.code, 'grade-needs-origins');
  const long = 'The minister confirmed it to us in person.';
  story.do('bo', evidenceCommand({ grade, gradeReason: long }));
  assert.equal(story.state.evidence.at(-1)?.gradings[0]?.exception, true);
  for (const article of ['a', 'b']) {
    story.do('bo', {
      type: 'AddAppearance',
      appearance: { span: span(article), annotationId: null, attitude: 'reports', attribution: [] },
    });
  }
  story.do('bo', evidenceCommand({ grade, gradeReason: 'Two origins.' }));
  assert.equal(story.state.evidence.at(-1)?.gradings[0]?.exception, false);
  const [a, b] = story.state.appearances.map(({ id }) => id);
  story.do('bo', { type: 'AddDerivation', from: a ?? '', to: { appearanceId: b ?? '' }, kind: 'quotes', reason: 'Says so.' });
  const proposalId = story.propose('amal');
  const refusal = story.try('leila', { type: 'ApproveProposal', proposalId, contentHash: story.hash('supported'), reason: '' });
  assert.equal(refusal?.code, 'grade-needs-origins', 'an origin lost after the grading is noticed at the approval');
});

test('VD9 a published version stays; after reopening a new one follows under the same address', () => {
  const story = ClaimStory.worked();
  story.propose('amal');
  story.approve('leila');
  story.publish('leila');
  const [first] = story.state.publications;
  story.do('amal', { type: 'ReopenClaim', reason: 'New facts.' });
  assert.equal(stageOf(story), 'in-revision');
  story.write('bo', 'New words.');
  story.propose('amal', 'refuted');
  story.approve('leila');
  story.publish('leila');
  assert.deepEqual(
    story.state.publications.map(({ version, slug, rating }) => [version, slug, rating]),
    [
      [1, first?.slug, 'supported'],
      [2, first?.slug, 'refuted'],
    ],
  );
});

test('VD9 a verdict is never as of a day to come', () => {
  const story = ClaimStory.worked();
  story.propose('amal');
  story.approve('leila');
  const refusal = story.try('leila', { type: 'PublishClaim', contentHash: story.hash('supported'), asOf: '2099-01-01' });
  assert.deepEqual([refusal?.code, refusal?.path], ['malformed', 'asOf']);
});

test('DS1 a dissent is signed by its hash of rating, reason and evidence', () => {
  const signed = { rating: 'refuted', reason: 'Otherwise.', evidence: ['e1'] };
  assert.equal(dissentHash(signed), dissentHash({ ...signed }));
  for (const other of [
    { ...signed, rating: 'supported' },
    { ...signed, reason: 'Otherwise!' },
    { ...signed, evidence: [] },
  ]) {
    assert.notEqual(dissentHash(other), dissentHash(signed));
  }
});

test('DS2 nobody but its author withdraws a dissent, leads included', () => {
  const story = ClaimStory.worked();
  const dissentId = story.dissent('bo', story.propose('amal'));
  for (const person of ['amal', 'leila', 'mikael'] as const) {
    const refusal = story.try(person, { type: 'WithdrawDissent', dissentId, reason: 'Enough.' });
    assert.equal(refusal?.code, 'not-the-author');
    assert.deepEqual(refusal?.facts?.['could'], ['Bo']);
  }
  story.do('bo', { type: 'WithdrawDissent', dissentId, reason: 'Convinced.' });
  assert.equal(story.try('bo', { type: 'WithdrawDissent', dissentId, reason: 'Again.' })?.code, 'dissent-closed');
});

test('DS3 an open dissent stops the approval; an answered one asks for a reason', () => {
  const story = ClaimStory.worked();
  const proposalId = story.propose('amal');
  const dissentId = story.dissent('bo', proposalId);
  const approve = (reason: string) =>
    story.try('leila', { type: 'ApproveProposal', proposalId, contentHash: story.hash('supported'), reason });
  assert.equal(approve('All the same.')?.code, 'dissent-open');
  story.do('mikael', { type: 'AnswerDissent', dissentId, answer: 'Considered.' });
  assert.deepEqual([approve('')?.code, approve('  ')?.path], ['dissent-open', 'reason']);
  assert.equal(approve('All the same.'), null);
});

test('DS3 a dissent outlives the return of its proposal and still asks for an answer', () => {
  const story = ClaimStory.worked();
  const first = story.propose('amal');
  story.dissent('bo', first);
  story.do('leila', { type: 'ReturnProposal', proposalId: first, comment: 'Again.' });
  const proposalId = story.propose('amal');
  const refusal = story.try('leila', { type: 'ApproveProposal', proposalId, contentHash: story.hash('supported'), reason: 'x' });
  assert.equal(refusal?.code, 'dissent-open');
});

test('DS5 one standing dissent a person and proposal, never from one’s own, never from one that no longer stands', () => {
  const story = ClaimStory.worked();
  const proposalId = story.propose('amal');
  const file = (person: 'amal' | 'bo', evidence: string[] = []) =>
    story.try(person, { type: 'FileDissent', proposalId, rating: 'refuted', reason: 'No.', evidence })?.code;
  assert.equal(file('amal'), 'own-proposal');
  assert.equal(file('bo', ['nothing']), 'not-found');
  assert.equal(file('bo'), undefined);
  assert.equal(file('bo'), 'already-dissented');
  story.do('leila', { type: 'ReturnProposal', proposalId, comment: 'Again.' });
  story.propose('amal');
  assert.equal(file('bo'), 'proposal-closed');
});

test('DS5 nobody answers, adopts or approves over their own dissent', () => {
  const story = ClaimStory.worked();
  const proposalId = story.propose('amal');
  const dissentId = story.dissent('leila', proposalId);
  assert.equal(story.try('leila', { type: 'AnswerDissent', dissentId, answer: 'To myself.' })?.code, 'own-dissent');
  assert.equal(story.try('leila', { type: 'AdoptDissent', dissentId, reason: 'Mine.' })?.code, 'own-dissent');
  story.do('mikael', { type: 'AnswerDissent', dissentId, answer: 'Considered.' });
  const refusal = story.try('leila', { type: 'ApproveProposal', proposalId, contentHash: story.hash('supported'), reason: 'Still.' });
  assert.equal(refusal?.code, 'own-dissent');
});

test('DS6 adopting a dissent returns the proposal; of a published verdict it reopens the claim', () => {
  const story = ClaimStory.worked();
  const proposalId = story.propose('amal');
  const dissentId = story.dissent('bo', proposalId);
  story.do('leila', { type: 'AdoptDissent', dissentId, reason: 'Bo is right.' });
  assert.deepEqual(
    [stageOf(story), story.state.proposals[0]?.state, story.state.dissents[0]?.state],
    ['in-progress', 'returned', 'adopted'],
  );
  story.propose('amal', 'refuted');
  story.approve('leila');
  story.publish('leila');
  const later = story.dissent('bo', must(story.state.proposals.at(-1), 'proposal').id, 'supported');
  assert.equal(stageOf(story), 'published', 'a dissent does not unpublish');
  story.do('mikael', { type: 'AdoptDissent', dissentId: later, reason: 'New facts.' });
  assert.equal(stageOf(story), 'in-revision');
});

test('a claim is assigned to members who can work on it; saying what is so already changes nothing', () => {
  const story = new ClaimStory().open();
  assert.equal(story.try('leila', { type: 'AssignMember', userId: 'ines', assigned: true })?.code, 'not-permitted');
  assert.equal(story.try('leila', { type: 'AssignMember', userId: 'nobody', assigned: true })?.code, 'not-found');
  assert.equal(story.do('leila', { type: 'AssignMember', userId: 'bo', assigned: true }).length, 1);
  assert.equal(story.do('leila', { type: 'AssignMember', userId: 'bo', assigned: true }).length, 0);
  assert.equal(story.do('leila', { type: 'AssignMember', userId: 'bo', assigned: false }).length, 1);
  assert.deepEqual(story.state.assigned, []);
});
