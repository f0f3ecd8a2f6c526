import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dissentHash } from '#shared/domain/workflow/dissent-rules.js';
import { must } from '#shared/lib/must.js';
import { type RouteName, routes } from '#shared/protocol/routes.js';
import type { ClaimRowData, DissentData } from '#shared/protocol/views.js';
import { newsroom } from '../support/newsroom.js';
import { PASSWORD, type Speaker } from '../support/running-team.js';

const room = await newsroom({ FIXITY_MINUTES: '0' });
const { amal, bo, carol, leila, mikael, ines, tomas } = room;

/** A body that fits, for every route that could reach a claim; the others get one that says what a forger would say. */
const REASON = 'For a reason that is long enough to be one.';
const BODIES: Partial<Record<RouteName, unknown>> = {
  gradeEvidence: { grade: { sourceReliability: 'B', informationCredibility: '3' }, reason: REASON },
  withdrawEvidence: { reason: REASON },
  changeStance: { stance: 'refutes', reason: REASON },
  noteSource: { protectedSource: true, reason: REASON },
  answerChecklist: { item: 'both-sides', done: false, note: REASON },
  giveOpinion: { rating: 'supported', reason: REASON },
  fileDissent: { rating: 'refuted', reason: REASON },
  returnProposal: { comment: REASON },
  withdrawDissent: { reason: REASON },
  closeNotCheckable: { reason: 'opinion', explanation: REASON },
  reopenClaim: { reason: REASON },
  correctPublication: { kind: 'retraction', before: 'x', after: '', reason: REASON, notice: REASON },
  publishClaim: { contentHash: '0'.repeat(64) },
  approveProposal: { contentHash: '0'.repeat(64), password: PASSWORD, reason: REASON },
  proposeVerdict: { rating: 'supported', contentHash: '0'.repeat(64) },
  attachEvidence: { kind: 'quote', quote: 'x', stance: 'supports' },
  withdrawAppearance: { reason: REASON },
  withdrawDerivation: { reason: REASON },
};
/** Acts that may change where a dissent stands, and are told as their own act by their own author: tried below. */
const SPEAKS_TO_DISSENT: readonly RouteName[] = ['answerDissent', 'adoptDissent'];
/** These end the session or the membership that the test speaks with: tried below, on people who came for that. */
const ENDS_THE_TEST: readonly RouteName[] = ['signOut', 'changeRole', 'removeMember'];

test('DS2 every route as every role: a dissent that stood before stands after, word for word, and everyone sees it', {
  timeout: 240_000,
}, async () => {
  const id = await room.worked('The gate was shut');
  const proposal = await room.propose(amal, id);
  const { id: dissent } = await bo.post(`/api/proposals/${proposal}/dissents`, { rating: 'refuted', reason: 'It stood ajar.' });
  const evidence = (await room.view(amal, id)).evidence[0]?.id ?? '';
  const standing = async (reader: Speaker) => {
    const found = (await room.view(reader, id)).dissents.find((one) => one.id === dissent);
    return (
      found && {
        state: found.state,
        by: found.by.id,
        rating: found.rating.id,
        reason: found.reason,
        hash: found.hash,
        evidence: found.evidence,
      }
    );
  };
  const before = await standing(bo);
  assert.equal(before?.state, 'open');
  let tried = 0;
  let accepted = 0;
  for (const [name, route] of Object.entries(routes) as [RouteName, (typeof routes)[RouteName]][]) {
    if (route.method === 'GET' || ENDS_THE_TEST.includes(name) || SPEAKS_TO_DISSENT.includes(name)) continue;
    for (const member of [amal, carol, leila, mikael, ines, tomas]) {
      const body = BODIES[name] ?? { id: dissent, dissents: [], state: 'withdrawn', reason: REASON };
      for (const target of route.path.includes(':id') ? [dissent, proposal, id, evidence] : ['']) {
        const answer = await member.send(route.method, route.path.replace(':id', target), body);
        assert.ok(answer.status < 500, `${name} by ${member.name}: ${JSON.stringify(answer.body)}`);
        tried += 1;
        if (answer.status === 200) accepted += 1;
      }
      assert.deepEqual(await standing(ines), before, `after ${name} by ${member.name}`);
    }
  }
  assert.ok(tried > 500 && accepted > 20, `${tried} tried, ${accepted} accepted: the calls were real ones`);
  for (const reader of [amal, carol, leila, mikael, ines, tomas]) assert.deepEqual(await standing(reader), before, reader.name);
  const flags = await onDesk(leila, id);
  assert.ok(flags.openDissents >= 1 && flags.standingDissents >= flags.openDissents, 'the desk shows it');
  // Control: its own author can end it, and then it says so.
  await bo.post(`/api/dissents/${dissent}/withdrawal`, { reason: 'I looked again.' });
  assert.equal((await standing(ines))?.state, 'withdrawn');
  assert.equal((await onDesk(leila, id)).standingDissents, flags.standingDissents - 1);
});

/** What its author signed, as this person reads it. */
async function onDesk(reader: Speaker, claimId: string): Promise<ClaimRowData> {
  const { claims } = await reader.get<{ claims: ClaimRowData[] }>('/api/claims');
  return must(
    claims.find(({ id }) => id === claimId),
    'a row of the desk',
  );
}

function signedWords({ by, rating, reason, evidence, hash, at }: DissentData) {
  return { by: by.id, name: by.name, rating: rating.id, reason, evidence, hash, at };
}

/** The other acts: what ends a session, a role or a membership, and what a lead does to a dissent. */
const ENDINGS: readonly {
  readonly name: string;
  readonly act: (author: Speaker, dissent: string) => Promise<unknown>;
  readonly state: DissentData['state'];
  /** The code that the author's own withdrawal meets afterwards; null where it is still theirs to withdraw. */
  readonly thenWithdraws: string | null;
}[] = [
  { name: 'its author signs out', act: (author) => author.send('DELETE', '/api/session'), state: 'open', thenWithdraws: 'not-signed-in' },
  {
    name: 'its author becomes an auditor',
    act: (author) => tomas.post(`/api/members/${author.id}/role`, { role: 'auditor', password: PASSWORD }),
    state: 'open',
    thenWithdraws: 'not-permitted',
  },
  {
    name: 'its author becomes a lead',
    act: (author) => tomas.post(`/api/members/${author.id}/role`, { role: 'lead', password: PASSWORD }),
    state: 'open',
    thenWithdraws: null,
  },
  {
    name: 'its author is removed',
    act: (author) => tomas.post(`/api/members/${author.id}/removal`, { reason: REASON, password: PASSWORD }),
    state: 'open',
    thenWithdraws: 'not-signed-in',
  },
  {
    name: 'a lead answers, twice',
    act: async (_, dissent) => {
      await leila.post(`/api/dissents/${dissent}/answer`, { answer: 'It was shut: see the picture.' });
      await mikael.post(`/api/dissents/${dissent}/answer`, { answer: 'The picture is of another day.' });
    },
    state: 'answered',
    thenWithdraws: null,
  },
  {
    name: 'a lead adopts it',
    act: (_, dissent) => mikael.post(`/api/dissents/${dissent}/adoption`, { reason: 'It did stand ajar.' }),
    state: 'adopted',
    thenWithdraws: 'dissent-closed',
  },
];

for (const { name, act, state, thenWithdraws } of ENDINGS) {
  test(`DS2 ${name}: the words of the dissent stay as they were signed, for everyone`, async () => {
    const id = await room.worked(`The gate was shut when ${name}`);
    const proposal = await room.propose(amal, id);
    const author = await room.team.member(`Author, ${name}`, 'checker');
    const { id: dissent } = await author.post(`/api/proposals/${proposal}/dissents`, { rating: 'refuted', reason: 'It stood ajar.' });
    const read = async (reader: Speaker): Promise<DissentData> => {
      const found = (await room.view(reader, id)).dissents.find((one) => one.id === dissent);
      assert.ok(found, `${reader.name} sees it`);
      return found;
    };
    const before = signedWords(await read(author));
    assert.equal(before.hash, dissentHash(before), 'the hash is of the words that are shown');
    // Control: of other words it would be another.
    assert.notEqual(before.hash, dissentHash({ ...before, reason: 'It stood ajar' }));
    await act(author, dissent);
    for (const reader of [amal, bo, carol, leila, mikael, ines, tomas]) {
      const now = await read(reader);
      assert.deepEqual([now.state, signedWords(now)], [state, before], reader.name);
    }
    const withdrawn = await author.send('POST', `/api/dissents/${dissent}/withdrawal`, { reason: REASON });
    assert.equal(withdrawn.status === 200 ? null : withdrawn.body['code'], thenWithdraws);
    assert.deepEqual(signedWords(await read(ines)), before);
    if (thenWithdraws !== null) assert.equal((await read(ines)).state, state);
  });
}
