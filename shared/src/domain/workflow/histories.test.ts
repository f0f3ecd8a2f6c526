import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClaimStory, evidenceCommand, PEOPLE, type PersonName, span } from '../../../../tests/support/claim-story.js';
import { SeededRandom } from '../../../../tests/support/seeded-random.js';
import type { ClaimState } from '../claim/claim.js';
import { type ClaimCommand, COMMAND_ACTIONS } from '../claim/claim-commands.js';
import { may } from '../permissions.js';

const HISTORIES = Number(process.env['ASSAY_HISTORIES'] ?? 10_000);
const COMMANDS = 18;
const NAMES = Object.keys(PEOPLE) as PersonName[];
const RATINGS = ['supported', 'refuted', 'conflicting-evidence'] as const;

/** What the test knows by its own bookkeeping, never by asking the code under test. */
class Witness {
  readonly hands = new Map<string, Set<string>>();
  readonly dissents = new Map<string, { by: string; hash: string }>();
  approvals = 0;
  refusals = 0;
  ofGroups = 0;
  /** Who approved which content since it last changed, by proposal. */
  readonly given = new Map<string, Map<string, string>>();
  /** Who is in the standards desk now, and who was when they approved, by proposal. */
  readonly desk = new Set<string>();
  readonly asMember = new Map<string, Set<string>>();

  touch(person: string, thing: string): void {
    this.hands.set(thing, (this.hands.get(thing) ?? new Set()).add(person));
  }
}

test('VD2 VD3 VD14 DS2 10,000 random histories: no contributor approves, no stale hash, none without its groups, no dissent vanishes', () => {
  const seed = Number(process.env['ASSAY_SEED'] ?? 20231007);
  let approvals = 0;
  let refusals = 0;
  let publications = 0;
  let ofGroups = 0;
  for (let index = 0; index < HISTORIES; index++) {
    const random = new SeededRandom(seed + index);
    try {
      const { witness, story } = play(random);
      approvals += witness.approvals;
      refusals += witness.refusals;
      publications += story.state.publications.length;
      ofGroups += witness.ofGroups;
    } catch (error) {
      throw new Error(`seed ${seed + index}`, { cause: error });
    }
  }
  // A run in which nothing was approved or refused would prove nothing.
  assert.ok(approvals > HISTORIES / 50, `${approvals} approvals`);
  assert.ok(publications > HISTORIES / 200, `${publications} publications`);
  assert.ok(ofGroups > HISTORIES / 1000, `${ofGroups} publications with approvals of a group`);
  assert.ok(refusals > HISTORIES, `${refusals} refusals`);
});

test('VD10 negative control: a rule that counts an approver twice publishes without a quorum, and the histories’ own count shows it', () => {
  const story = ClaimStory.worked();
  story.propose('amal');
  // The rules ask for one, the witness for two: what one lead approved is published, and the witness objects.
  story.approve('leila');
  const before = story.state;
  const proposalId = before.proposals[0]?.id ?? '';
  const witness = new Witness();
  witness.given.set(proposalId, new Map([['leila', story.hash('supported')]]));
  const command = { type: 'PublishClaim', contentHash: story.hash('supported'), asOf: null } as const;
  story.do('mikael', command);
  story.changePolicy({ approvalsNeeded: 2 });
  assert.throws(() => observe(witness, story, 'mikael', command, '', before), /1 of 2 approved/);
});

test('VD2 negative control: rules that are not told who wrote the sheet let a contributor approve, and the histories show it', () => {
  const found = Array.from({ length: 600 }, (_, seed) => seed).some((seed) => {
    try {
      play(new SeededRandom(seed), false);
      return false;
    } catch (error) {
      return error instanceof assert.AssertionError && error.message.includes('had a hand in sheet');
    }
  });
  assert.ok(found);
});

const DESK = { id: 'g-desk', name: 'Standards desk' };

/** An admin puts a lead into the standards desk or takes them out. */
function regroup(witness: Witness, story: ClaimStory, lead: PersonName, into: boolean, tellsLeaving = true): void {
  if (into) witness.desk.add(lead);
  else witness.desk.delete(lead);
  if (into || tellsLeaving) story.people.set(lead, { ...PEOPLE[lead], groups: into ? [DESK.id] : [] });
}

test('VD14 negative control: rules that are not told who left the group publish without it, and the histories show it', () => {
  const found = Array.from({ length: 4_000 }, (_, seed) => seed).some((seed) => {
    try {
      play(new SeededRandom(seed), true, false);
      return false;
    } catch (error) {
      return error instanceof assert.AssertionError && error.message.includes('of the standards desk');
    }
  });
  assert.ok(found);
});

function play(random: SeededRandom, tellsWriters = true, tellsLeaving = true): { witness: Witness; story: ClaimStory } {
  const story = new ClaimStory();
  story.tellsWriters = tellsWriters;
  const approvalsNeeded = random.pick([1, 1, 2]);
  const ofDesk = { approvals: random.chance(0.3) ? approvalsNeeded : 1, groups: [DESK] };
  story.changePolicy({ approvalsNeeded, groupApprovals: random.chance(0.5) ? [ofDesk] : [] });
  const witness = new Witness();
  for (const lead of ['leila', 'mikael'] as const) if (random.chance(0.7)) regroup(witness, story, lead, true);
  const opener = random.pick(['amal', 'bo', 'leila'] as const);
  story.open(opener);
  witness.touch(opener, 'sheet');
  if (random.chance(0.85)) {
    const evidence = story.attach('amal');
    story.write('amal', 'Words 0');
    story.do('amal', { type: 'GiveOpinion', rating: 'supported', reason: '' });
    witness.touch('amal', 'sheet');
    witness.touch('amal', `evidence ${evidence}`);
  }
  for (let step = 0; step < COMMANDS; step++) {
    if (random.chance(0.06)) {
      const writer = random.pick(['amal', 'amal', 'bo', 'carol', 'leila', 'mikael'] as const);
      story.write(writer, `Words ${random.below(3)}`);
      witness.touch(writer, 'sheet');
      continue;
    }
    if (random.chance(0.08)) {
      const lead = random.pick(['leila', 'mikael'] as const);
      regroup(witness, story, lead, !witness.desk.has(lead), tellsLeaving);
      continue;
    }
    const before = story.state;
    const command = randomCommand(random, story, before);
    const able = NAMES.filter((name) => may(PEOPLE[name], COMMAND_ACTIONS[command.type]));
    const person = random.pick(random.chance(0.85) ? able : NAMES);
    const seen =
      command.type === 'ApproveProposal' ? story.hash(before.proposals.find(({ id }) => id === command.proposalId)?.rating ?? null) : '';
    const events = story.events.length;
    if (story.try(person, command)) {
      witness.refusals += 1;
      assert.equal(story.events.length, events);
      continue;
    }
    observe(witness, story, person, command, seen, before);
  }
  return { witness, story };
}

function observe(witness: Witness, story: ClaimStory, person: PersonName, command: ClaimCommand, seen: string, before: ClaimState): void {
  const { state } = story;
  if (command.type === 'AttachEvidence') witness.touch(person, `evidence ${state.evidence.at(-1)?.id}`);
  if (command.type === 'ChangeStance' || command.type === 'NoteSource') witness.touch(person, `evidence ${command.evidenceId}`);
  if (command.type === 'AnswerChecklist') witness.hands.set(`checklist ${command.item}`, new Set([person]));
  if (command.type === 'GradeEvidence') witness.touch(person, `evidence ${command.evidenceId}`);
  if (command.type === 'WithdrawEvidence') witness.hands.delete(`evidence ${command.evidenceId}`);
  if (command.type === 'ProposeVerdict') witness.hands.set('proposal', new Set([person]));
  if (command.type === 'ApproveProposal') {
    witness.approvals += 1;
    const given = witness.given.get(command.proposalId) ?? new Map<string, string>();
    witness.given.set(command.proposalId, given.set(person, command.contentHash));
    const members = witness.asMember.get(command.proposalId) ?? new Set();
    if (witness.desk.has(person)) members.add(person);
    else members.delete(person);
    witness.asMember.set(command.proposalId, members);
    for (const [thing, hands] of witness.hands) assert.ok(!hands.has(person), `${person} approved and had a hand in ${thing}`);
    assert.equal(command.contentHash, seen, 'the approved hash is the hash of what is stored');
    assert.equal(PEOPLE[person].role, 'lead');
    assert.ok(
      before.dissents.every((dissent) => dissent.state !== 'open'),
      'no dissent was left open',
    );
  }
  if (command.type === 'PublishClaim') {
    const approved = before.proposals.findLast((proposal) => proposal.approved)?.approved;
    assert.equal(state.publications.at(-1)?.contentHash, approved?.contentHash);
    const given = [...(witness.given.get(state.publications.at(-1)?.proposalId ?? '') ?? [])];
    const same = given.filter(
      ([who, hash]) => hash === approved?.contentHash && ![...witness.hands.values()].some((hands) => hands.has(who)),
    );
    assert.ok(same.length >= story.policy.approvalsNeeded, `${same.length} of ${story.policy.approvalsNeeded} approved what is published`);
    const then = witness.asMember.get(state.publications.at(-1)?.proposalId ?? '') ?? new Set();
    const ofDesk = same.filter(([who]) => then.has(who) && witness.desk.has(who)).length;
    for (const { approvals } of story.policy.groupApprovals) {
      assert.ok(ofDesk >= approvals, `${ofDesk} of ${approvals} are of the standards desk, then and now`);
      witness.ofGroups += 1;
    }
    assert.equal(story.hash(state.publications.at(-1)?.rating ?? null), approved?.contentHash, 'what is published is what was approved');
  }
  for (const [id, { by, hash }] of witness.dissents) {
    const dissent = state.dissents.find((other) => other.id === id);
    assert.deepEqual([dissent?.by, dissent?.hash], [by, hash], 'a dissent stays as its author signed it');
    if (dissent?.state === 'withdrawn') assert.equal(dissent.ended?.by, by, 'only its author withdraws a dissent');
  }
  for (const { id, by, hash } of state.dissents) witness.dissents.set(id, { by, hash });
  assert.ok(state.proposals.filter((proposal) => proposal.state === 'open').length <= 1, 'at most one proposal is open');
  assert.equal(
    state.stage === 'proposed',
    state.proposals.some((proposal) => proposal.state === 'open'),
    'proposed means an open proposal',
  );
  assert.ok(state.opinions.length >= before.opinions.length && state.evidence.length >= before.evidence.length);
}

function randomCommand(random: SeededRandom, story: ClaimStory, state: ClaimState): ClaimCommand {
  const reason = random.chance(0.8) ? 'For a reason that is long enough.' : '';
  const one = <T extends { readonly id: string }>(items: readonly T[]): string => (items.length === 0 ? 'none' : random.pick(items).id);
  const proposal = state.proposals.at(random.chance(0.8) ? -1 : 0);
  const honest = random.chance(0.8);
  const hash = (rating: string | null): string => (honest ? story.hash(rating) : '0'.repeat(64));
  const rating = random.pick(RATINGS);
  const proposalId = proposal?.id ?? 'none';
  // What leads towards a decision is drawn more often, so that many histories get there.
  switch (random.below(27)) {
    case 24:
      return {
        type: 'ChangeStance',
        evidenceId: one(state.evidence),
        stance: random.pick(['supports', 'refutes', 'context'] as const),
        reason,
      };
    case 25:
      return {
        type: 'NoteSource',
        evidenceId: one(state.evidence),
        interests: random.pick(['None known.', 'Some.']),
        protectedSource: random.chance(0.3),
        reason,
      };
    case 26:
      return { type: 'AnswerChecklist', item: 'primary-source', done: true, note: `The minutes ${random.below(3)}.` };
    case 0:
    case 1:
      return evidenceCommand({ stance: random.pick(['supports', 'refutes', 'context'] as const) });
    case 2:
      return {
        type: 'GradeEvidence',
        evidenceId: one(state.evidence),
        grade: { sourceReliability: 'B', informationCredibility: random.pick(['1', '3'] as const) },
        reason,
      };
    case 3:
      return { type: 'WithdrawEvidence', evidenceId: one(state.evidence), reason };
    case 4:
    case 5:
      return { type: 'GiveOpinion', rating, reason };
    case 6:
    case 7:
    case 8:
    case 9:
      return { type: 'ProposeVerdict', rating, contentHash: hash(rating) };
    case 10:
    case 11:
    case 12:
    case 13:
    case 14:
      return { type: 'ApproveProposal', proposalId, contentHash: hash(proposal?.rating ?? null), reason };
    case 15:
      return { type: 'ReturnProposal', proposalId, comment: reason };
    case 16:
      return { type: 'FileDissent', proposalId, rating, reason: 'Otherwise.', evidence: [] };
    case 17:
      return { type: 'AnswerDissent', dissentId: one(state.dissents), answer: 'Answered.' };
    case 18:
      return { type: 'WithdrawDissent', dissentId: one(state.dissents), reason: 'Convinced.' };
    case 19:
      return { type: 'AdoptDissent', dissentId: one(state.dissents), reason: 'Right.' };
    case 20:
    case 21:
      return { type: 'PublishClaim', contentHash: hash(proposal?.rating ?? null), asOf: null };
    case 22:
      return { type: 'ReopenClaim', reason: 'New facts.' };
    default:
      return {
        type: 'AddAppearance',
        appearance: { span: span(`a${random.below(4)}`), annotationId: null, attitude: 'reports', attribution: [] },
      };
  }
}
