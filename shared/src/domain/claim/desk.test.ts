import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClaimStory, evidenceCommand, PEOPLE, type PersonName, span } from '../../../../tests/support/claim-story.js';
import { GATE_IDS, gatesOf } from '../judgement/gates.js';
import { blockedBy, waitsForMe } from './desk.js';

const waits = (story: ClaimStory, person: PersonName): string | null =>
  waitsForMe(story.state, { userId: person, role: PEOPLE[person].role }, [...story.writers], story.people, story.policy);
const gate = (story: ClaimStory, id: string): string | undefined =>
  gatesOf(story.state, story.sheet, story.policy, story.people, [...story.writers]).find((one) => one.id === id)?.state;

test('WF4 the desk says in words what blocks a claim and whom it waits for', () => {
  const story = new ClaimStory().open('amal');
  assert.equal(blockedBy(story.state, story.people, story.policy), 'No evidence is attached yet.');
  story.do('leila', { type: 'AssignMember', userId: 'bo', assigned: true });
  assert.deepEqual([waits(story, 'bo'), waits(story, 'amal'), waits(story, 'ines')], ['It is assigned to you.', null, null]);
  story.attach('amal');
  story.write('amal', 'Because.');
  assert.equal(blockedBy(story.state, story.people, story.policy), 'No verdict is proposed yet.');
  const proposal = story.propose('amal');
  assert.equal(blockedBy(story.state, story.people, story.policy), 'A lead who contributed nothing to it has to decide.');
  assert.deepEqual(
    [waits(story, 'leila'), waits(story, 'bo'), waits(story, 'amal'), waits(story, 'tomas')],
    ['A proposed verdict waits for your decision.', 'Your opinion is not given yet.', null, null],
  );
  const dissentId = story.dissent('bo', proposal);
  assert.equal(blockedBy(story.state, story.people, story.policy), 'A dissent waits for an answer.');
  assert.deepEqual([waits(story, 'leila'), waits(story, 'carol')], ['A dissent waits for your answer.', null]);
  story.do('leila', { type: 'AnswerDissent', dissentId, answer: 'Considered.' });
  story.do('leila', { type: 'ReturnProposal', proposalId: proposal, comment: 'Name the source.' });
  assert.equal(blockedBy(story.state, story.people, story.policy), 'Returned: Name the source.');
  assert.equal(waits(story, 'amal'), 'Your proposal was returned to you.');
});

test('WF4 a lead with a hand in the content is not asked to decide, but one without is', () => {
  const story = ClaimStory.worked();
  story.write('leila', 'Because of that.');
  story.propose('amal');
  assert.deepEqual([waits(story, 'leila'), waits(story, 'mikael')], [null, 'A proposed verdict waits for your decision.']);
  story.do('bo', { type: 'GiveOpinion', rating: 'supported', reason: '' });
  story.approve('mikael');
  assert.deepEqual(
    [blockedBy(story.state, story.people, story.policy), waits(story, 'leila')],
    ['Approved, not yet published.', 'An approved verdict waits to be published.'],
  );
  story.publish('leila');
  assert.deepEqual([blockedBy(story.state, story.people, story.policy), waits(story, 'leila')], [null, null]);
});

test('VD6 each gate says how it stands: met, missing or excepted', () => {
  const story = new ClaimStory().open('amal');
  const ordinary = story.policy;
  story.changePolicy({ claimantContact: true, checklist: true });
  assert.deepEqual(
    GATE_IDS.map((id) => [id, gate(story, id)]),
    [
      ['scale', 'missing'],
      ['wording', 'met'],
      ['rationale', 'missing'],
      ['evidence', 'missing'],
      ['opinions', 'missing'],
      ['dissents', 'met'],
      ['origins', 'met'],
      ['contact', 'missing'],
      ['checklist', 'missing'],
      ['approvals', 'missing'],
    ],
  );
  story.changePolicy(ordinary);
  assert.deepEqual([gate(story, 'contact'), gate(story, 'checklist')], [undefined, undefined], 'what is not asked for is left out');
  const grade = { sourceReliability: 'A', informationCredibility: '1' } as const;
  story.do('amal', evidenceCommand({ grade, gradeReason: 'The minister said it to us in person.' }));
  assert.equal(gate(story, 'origins'), 'excepted');
  for (const article of ['a', 'b']) {
    story.do('bo', {
      type: 'AddAppearance',
      appearance: { span: span(article), annotationId: null, attitude: 'reports', attribution: [] },
    });
  }
  assert.equal(gate(story, 'origins'), 'met');
  story.write('amal', 'Because.');
  story.dissent('bo', story.propose('amal'));
  assert.deepEqual(
    ['scale', 'rationale', 'evidence', 'dissents'].map((id) => gate(story, id)),
    ['met', 'met', 'met', 'missing'],
  );
});

test('WF4 VD10 the desk asks another lead for the next approval, and not the one who gave it', () => {
  const story = ClaimStory.worked();
  story.changePolicy({ approvalsNeeded: 2 });
  const proposalId = story.propose('amal');
  story.do('leila', { type: 'ApproveProposal', proposalId, contentHash: story.hash('supported'), reason: '' });
  assert.equal(blockedBy(story.state, story.people, story.policy), 'Another lead who contributed nothing to it has to approve it too.');
  assert.deepEqual([waits(story, 'leila'), waits(story, 'mikael')], [null, 'A proposed verdict waits for your decision.']);
});
