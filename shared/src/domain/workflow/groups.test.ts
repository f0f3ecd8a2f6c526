import assert from 'node:assert/strict';
import { test } from 'node:test';
import { must } from '#shared/lib/must.js';
import { ClaimStory, PEOPLE, type PersonName } from '../../../../tests/support/claim-story.js';
import { blockedBy, waitsForMe } from '../claim/desk.js';
import { gatesOf } from '../judgement/gates.js';
import { unreachable } from '../judgement/quorum.js';

const DESK = { id: 'g-desk', name: 'Standards desk' };
const SCIENCE = { id: 'g-science', name: 'Science editors' };

/** Leads are Leila, Mikael and Nora; Nora alone is in the standards desk. */
function asking(groupApprovals = [{ approvals: 1, groups: [DESK] }], approvalsNeeded = 2): { story: ClaimStory; proposalId: string } {
  const story = ClaimStory.worked();
  for (const person of ['leila', 'mikael', 'carol'] as const) put(story, person, []);
  put(story, 'carol', [DESK.id], 'Nora');
  story.changePolicy({ approvalsNeeded, groupApprovals });
  return { story, proposalId: story.propose('amal') };
}

/** Carol plays a third lead here, Nora. */
function put(story: ClaimStory, person: PersonName, groups: string[], name: string = PEOPLE[person].name): void {
  story.people.set(person, { name: person === 'carol' ? 'Nora' : name, role: 'lead', removed: false, groups });
}

const approval = (story: ClaimStory, proposalId: string) =>
  ({ type: 'ApproveProposal', proposalId, contentHash: story.hash('supported'), reason: '' }) as const;
const gate = (story: ClaimStory) =>
  must(
    gatesOf(story.state, story.sheet, story.policy, story.people, [...story.writers]).find(({ id }) => id === 'approvals'),
    'the gate of approvals',
  );

test('VD14 two leads, one of them of the standards desk: the gate says what is missing and who could give it', () => {
  const { story, proposalId } = asking();
  assert.equal(story.do('leila', approval(story, proposalId))[0]?.type, 'ApprovalGiven');
  assert.deepEqual(
    [gate(story).label, gate(story).detail],
    [
      'Approved by 2 leads, 1 from Standards desk',
      '1 of 2 approvals by different leads. 1 from Standards desk is missing: Nora could give it.',
    ],
  );
  assert.equal(story.do('carol', approval(story, proposalId))[0]?.type, 'VerdictApproved');
  assert.deepEqual(gate(story).state, 'met');
  assert.deepEqual(
    must(story.state.proposals[0], 'it').approvals.map(({ groups }) => groups),
    [[], [DESK.id]],
    'each approval tells the groups of its giver then',
  );
  story.publish('mikael');
  // What happens to the group later touches nothing that is published.
  put(story, 'carol', []);
  assert.equal(gate(story).state, 'met');
});

test('VD14 as many as are needed, and none of the group: a further approval is asked of the group, and refused to all others', () => {
  const { story, proposalId } = asking();
  story.do('leila', approval(story, proposalId));
  assert.equal(story.do('mikael', approval(story, proposalId))[0]?.type, 'ApprovalGiven', 'two of two, and none of the desk');
  assert.equal(story.state.stage, 'proposed');
  assert.match(gate(story).detail, /^2 of 2 .* 1 from Standards desk is missing: Nora could give it\.$/);
  assert.equal(blockedBy(story.state, story.people, story.policy), 'An approval from Standards desk is missing.');
  story.people.set('bo', { name: 'Bo', role: 'lead', removed: false });
  const refusal = story.try('bo', approval(story, proposalId));
  assert.equal(refusal?.code, 'approver-outside-groups');
  assert.match(refusal?.message ?? '', /an approval from Standards desk, and you are not in it\. Nora can\./);
  assert.deepEqual(refusal?.facts?.['could'], ['Nora']);
  const waits = (userId: string) => waitsForMe(story.state, { userId, role: 'lead' }, [...story.writers], story.people, story.policy);
  assert.deepEqual([waits('bo'), waits('carol')], [null, 'A proposed verdict waits for your decision.']);
  assert.equal(story.do('carol', approval(story, proposalId))[0]?.type, 'VerdictApproved');
});

test('VD14 several requirements: each counts by itself, one person may count for several, any of the named groups will do', () => {
  const both = { approvals: 2, groups: [DESK, SCIENCE] };
  const { story, proposalId } = asking([{ approvals: 1, groups: [SCIENCE] }, both]);
  put(story, 'mikael', [SCIENCE.id]);
  story.do('carol', approval(story, proposalId));
  assert.match(
    gate(story).detail,
    /1 from Science editors is missing: Mikael could give it\. 1 from Standards desk or Science editors is missing/,
  );
  assert.equal(story.do('mikael', approval(story, proposalId))[0]?.type, 'VerdictApproved');
});

test('VD14 an approval counts for a group while its giver was in it then and is in it now', () => {
  const later = asking();
  later.story.do('leila', approval(later.story, later.proposalId));
  put(later.story, 'leila', [DESK.id]);
  later.story.do('mikael', approval(later.story, later.proposalId));
  assert.equal(later.story.state.stage, 'proposed', 'put in after the approval: it was not given as a member');

  const { story, proposalId } = asking();
  story.do('carol', approval(story, proposalId));
  put(story, 'carol', []);
  assert.match(gate(story).detail, /The approval by Nora no longer counts for Standards desk: Nora is no longer in it\./);
  assert.equal(story.do('leila', approval(story, proposalId))[0]?.type, 'ApprovalGiven');
  // Control: in it again, the approval counts again; the next one completes the quorum.
  put(story, 'carol', [DESK.id]);
  assert.equal(gate(story).state, 'met');
  assert.equal(story.do('mikael', approval(story, proposalId))[0]?.type, 'VerdictApproved');
  // Approved and not yet published: leaving ends what it counted for, and the refusal says who could.
  put(story, 'carol', []);
  put(story, 'mikael', [DESK.id]);
  const publish = { type: 'PublishClaim', contentHash: story.hash('supported'), asOf: null } as const;
  const refusal = story.try('leila', publish);
  assert.equal(refusal?.code, 'approval-lapsed');
  assert.match(refusal?.message ?? '', /no longer counts for Standards desk.*Mikael can approve it then/);
  assert.match(blockedBy(story.state, story.people, story.policy) ?? '', /no longer counts for Standards desk/);
  put(story, 'carol', [DESK.id]);
  story.do('leila', publish);
});

test('VD14 nobody of the group is left on a claim: the gate says that an admin can help, and the preview knows it', () => {
  const { story, proposalId } = asking();
  assert.deepEqual(unreachable(story.state, story.policy, story.people, [...story.writers]), []);
  story.write('carol', 'Words of hers.');
  story.write('amal', 'One report says so.');
  assert.deepEqual(
    unreachable(story.state, story.policy, story.people, [...story.writers]).map(({ groups }) => groups),
    [[DESK]],
  );
  assert.match(gate(story).detail, /nobody could give it at present\. An admin can put a lead into the group, or change the policy\./);
  assert.equal(story.try('carol', approval(story, proposalId))?.code, 'approver-is-contributor', 'a group lifts no rule');
});

test('VD11 VD14 the gate of uninvolved leads names nobody by a blind opinion', () => {
  const { story } = asking();
  put(story, 'mikael', [DESK.id]);
  story.changePolicy({ approvers: 'uninvolved-leads', blindOpinions: true });
  const before = gate(story).detail;
  assert.match(before, /Mikael or Nora could give it, if without an opinion on it\.$/);
  story.do('carol', { type: 'GiveOpinion', rating: 'supported', reason: '' });
  assert.equal(gate(story).detail, before, 'that Nora gave an opinion is told to nobody');
  // Control: where opinions are open, who gave one is left out.
  story.changePolicy({ blindOpinions: false });
  assert.match(gate(story).detail, /missing: Mikael could give it\.$/);
});
