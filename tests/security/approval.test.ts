import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rationaleOf } from '#shared/document/layout.js';
import { sheetOf } from '#shared/document/sheet-of.js';
import { canonicalJson } from '#shared/log/canonical-json.js';
import { contentHash, textHash } from '#shared/log/hash.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { Database } from '../../server/src/database/database.service.js';
import { DOCUMENTS, type Documents } from '../../server/src/sync/documents.js';
import { addParagraph, newsroom } from '../support/newsroom.js';
import { PASSWORD, type Speaker } from '../support/running-team.js';
import { SeededRandom } from '../support/seeded-random.js';
import { SocketSide, Typist } from '../support/socket-side.js';

const RACES = 100;
/** The pause before the word is aimed at the middle of the approval: longer after a refusal, shorter after an approval. */
const PAUSE_MS = { first: 400, longer: 1.2, shorter: 0.75 };

const room = await newsroom();
const { amal, bo, leila, mikael, tomas } = room;
const source = await room.team.server.database.source();

const approval = (seen: string, extra: Record<string, unknown> = {}) => ({ contentHash: seen, password: PASSWORD, ...extra });

async function approvalsOf(claimId: string): Promise<{ approver_id: string; content_hash: Buffer }[]> {
  return source.query('SELECT approver_id, content_hash FROM approval WHERE claim_id = $1', [claimId]);
}

/** What the log says was approved: the content itself, hashed again here. */
async function approvedContents(claimId: string): Promise<{ hash: string; rationale: unknown; approved: string }[]> {
  const rows: { body: Buffer }[] = await source.query(
    `SELECT p.body FROM audit.entry e JOIN audit.payload p ON p.sha256 = e.payload_sha256
     WHERE e.object_id = $1 AND e.type = 'VerdictApproved' ORDER BY e.seq`,
    [claimId],
  );
  return rows.map(({ body }) => {
    const data = JSON.parse(body.toString('utf8')) as { content: ClaimData['content']; contentHash: string };
    return { hash: textHash(canonicalJson(data.content)), rationale: data.content.rationale, approved: data.contentHash };
  });
}

/** Whether the sheet had that rationale at the moment of the approval: every stored update is replayed up to its time. */
async function rationaleAt(claimId: string, upTo: number): Promise<unknown> {
  const Y = await import('yjs');
  const rows: { bytes: Buffer }[] = await source.query(
    'SELECT u.bytes FROM doc_update u JOIN doc d ON d.id = u.doc WHERE d.name = $1 AND u.seq <= $2 ORDER BY u.seq',
    [`sheet/${claimId}`, upTo],
  );
  const doc = new Y.Doc({ gc: false });
  for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
  return sheetOf(doc).rationale;
}

async function race(n: number, pauseMs: number): Promise<'approved' | 'refused'> {
  const id = await room.worked(`Race ${n}`);
  const proposal = await room.propose(amal, id);
  const seen = await room.view(leila, id);
  const side = await SocketSide.open(room.team.server.url, bo.cookie);
  const typist = new Typist(side, await side.joined(`sheet/${id}`));
  const approve = leila.send('POST', `/api/proposals/${proposal}/approval`, approval(seen.contentHash));
  // An approval takes its time over the password: the word comes anywhere before, during and after its transaction.
  const pause = new Promise((resolve) => setTimeout(resolve, pauseMs));
  const edit = pause.then(() => typist.edit((doc) => addParagraph(rationaleOf(doc), 'Slipped in.')));
  const [answer] = await Promise.all([approve, edit]);
  side.close();
  const after = await room.view(leila, id);
  const [stored] = await approvedContents(id);
  if (answer.status === 200) {
    assert.equal(stored?.hash, seen.contentHash, 'what is in the log is what was seen');
    assert.equal(stored?.approved, stored?.hash);
    assert.equal((await approvalsOf(id))[0]?.content_hash.toString('hex'), seen.contentHash);
    // The word came after: the approved text is the one without it, and what stands now is told to differ from it.
    assert.deepEqual(stored?.rationale, seen.content.rationale);
    assert.notEqual(after.contentHash, seen.contentHash);
    const publish = await mikael.send('POST', `/api/claims/${id}/publication`, { contentHash: seen.contentHash });
    assert.equal(publish.body['code'], 'content-changed');
    return 'approved';
  }
  assert.equal(answer.body['code'], 'content-changed', JSON.stringify(answer.body));
  assert.equal(stored, undefined);
  assert.deepEqual(after.content.rationale, await rationaleAt(id, 1_000));
  return 'refused';
}

test(`VD3 ${RACES} races of a typed word against an approval: never is approved what was not stored`, { timeout: 240_000 }, async () => {
  const random = new SeededRandom(20_26);
  const outcomes = { approved: 0, refused: 0 };
  let aim = PAUSE_MS.first;
  for (let n = 0; n < RACES; n += 4) {
    const four = await Promise.all([0, 1, 2, 3].map((k) => race(n + k, aim * 2 * random.next())));
    for (const outcome of four) {
      outcomes[outcome] += 1;
      aim *= outcome === 'refused' ? PAUSE_MS.longer : PAUSE_MS.shorter;
    }
  }
  // Control: both orders really happened, so the race was one.
  assert.ok(outcomes.approved > 5 && outcomes.refused > 5, JSON.stringify(outcomes));
});

test('VD3 the sheet is locked while an approval is judged: a word waits for the end of the transaction', async () => {
  const id = await room.worked('Locked');
  const documents: Documents = room.team.server.app.get(DOCUMENTS);
  const teamId = (await amal.get<{ team: { id: string } }>('/api/session')).team.id;
  const side = await SocketSide.open(room.team.server.url, bo.cookie);
  const typist = new Typist(side, await side.joined(`sheet/${id}`));
  let stored: Promise<number | null> | null = null;
  await room.team.server.app.get(Database).inTransaction(async (tx) => {
    await documents.readLocked(tx, teamId, `sheet/${id}`);
    stored = typist.edit((doc) => addParagraph(rationaleOf(doc), 'Waiting.'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(side.frames.length, 0, 'nothing is acknowledged under the lock');
    assert.equal((await room.view(leila, id)).content.rationale.length, 1);
  });
  assert.ok(((await stored) ?? 0) >= 250, 'and then it is stored');
  side.close();
});

test('VD3 two leads who approve at the same moment make one approval', async () => {
  for (let n = 0; n < 10; n += 1) {
    const id = await room.worked(`Two leads ${n}`);
    const proposal = await room.propose(amal, id);
    const { contentHash: seen } = await room.view(leila, id);
    const answers = await Promise.all(
      [leila, mikael, leila, mikael].map((lead) => lead.send('POST', `/api/proposals/${proposal}/approval`, approval(seen))),
    );
    assert.equal(answers.filter(({ status }) => status === 200).length, 1, JSON.stringify(answers));
    for (const { status, body } of answers) if (status !== 200) assert.match(String(body['code']), /proposal-closed|stage-refuses/);
    assert.equal((await approvalsOf(id)).length, 1);
  }
});

test('VD3 a stale hash, none, one of another claim and one that is no hash are refused; the right one is taken', async () => {
  const [id, other] = [await room.worked('Hashes'), await room.worked('Other hashes')];
  const proposal = await room.propose(amal, id);
  await room.propose(amal, other);
  const stale = (await room.view(leila, id)).contentHash;
  const another = (await room.view(leila, other)).contentHash;
  await bo.post(`/api/proposals/${proposal}/dissents`, { rating: 'refuted', reason: 'I see it otherwise.' });
  const { id: dissent } = (await room.view(leila, id)).dissents[0] ?? { id: '' };
  await mikael.post(`/api/dissents/${dissent}/answer`, { answer: 'Considered.' });
  const seen = (await room.view(leila, id)).contentHash;
  const path = `/api/proposals/${proposal}/approval`;
  const wrong: [unknown, string][] = [
    [approval(stale, { reason: 'All the same.' }), 'content-changed'],
    [approval(another, { reason: 'All the same.' }), 'content-changed'],
    [approval('0'.repeat(64), { reason: 'All the same.' }), 'content-changed'],
    [approval(seen.toUpperCase(), { reason: 'All the same.' }), 'malformed'],
    [{ password: PASSWORD, reason: 'x' }, 'malformed'],
    [{ contentHash: null, password: PASSWORD }, 'malformed'],
    [{ contentHash: [seen], password: PASSWORD }, 'malformed'],
    [approval(seen, { reason: 'x', password: 'wrong password' }), 'password-wrong'],
    [approval(seen, { reason: 'x', approver: mikael.id }), 'malformed'],
    [approval(seen), 'dissent-open'],
  ];
  for (const [body, code] of wrong) assert.equal((await leila.send('POST', path, body)).body['code'], code, JSON.stringify(body));
  assert.equal((await approvalsOf(id)).length, 0);
  assert.equal((await leila.send('POST', path, approval(seen, { reason: 'All the same.' }))).status, 200);
});

test('LG8 a replayed approval answers its receipt; its key with another body, claim or person approves nothing', async () => {
  const [id, other] = [await room.worked('Keys'), await room.worked('Other keys')];
  const [proposal, second] = [await room.propose(amal, id), await room.propose(amal, other)];
  const key = 'the-key-of-one-approval';
  const seen = (await room.view(leila, id)).contentHash;
  const send = (lead: Speaker, to: string, body: unknown) => lead.send('POST', `/api/proposals/${to}/approval`, body, key);
  const first = await send(leila, proposal, approval(seen));
  assert.equal(first.status, 200);
  assert.deepEqual((await send(leila, proposal, approval(seen))).body, first.body);
  for (const [lead, to, body] of [
    [leila, proposal, approval(seen, { reason: 'Another reason.' })],
    [leila, second, approval((await room.view(leila, other)).contentHash)],
    [mikael, proposal, approval(seen)],
    [mikael, second, approval((await room.view(leila, other)).contentHash)],
  ] as const) {
    assert.equal((await send(lead, to, body)).body['code'], 'idempotency-mismatch');
  }
  assert.deepEqual([(await approvalsOf(id)).length, (await approvalsOf(other)).length], [1, 0]);
  const wrongPassword = await send(leila, proposal, { ...approval(seen), password: 'wrong password' });
  assert.equal(wrongPassword.body['code'], 'password-wrong', 'a replay is no way around the password');
});

/** Each way a lead can have a hand in the content, and how it is done. */
const HANDS: readonly [string, (lead: Speaker, id: string) => Promise<unknown>][] = [
  ['wrote a word', (lead, id) => room.write(lead, `sheet/${id}`, (doc) => addParagraph(rationaleOf(doc), 'By the lead.'))],
  [
    'wrote a word and took it back',
    async (lead, id) => {
      await room.write(lead, `sheet/${id}`, (doc) => addParagraph(rationaleOf(doc), 'By the lead.'));
      await room.write(lead, `sheet/${id}`, (doc) => rationaleOf(doc).delete(rationaleOf(doc).length - 1, 1));
    },
  ],
  [
    'attached evidence',
    (lead, id) => lead.post(`/api/claims/${id}/evidence`, { kind: 'quote', quote: 'x', stance: 'context', source: 'The lead' }),
  ],
  [
    'graded evidence',
    async (lead, id) => {
      const item = (await room.view(lead, id)).evidence[0]?.id;
      const grade = { sourceReliability: 'B', informationCredibility: '2' };
      await lead.post(`/api/evidence/${item}/grades`, { grade, reason: 'Known.' });
    },
  ],
];

/** An approval inserted past all code, as the role the server works with. */
async function insertApproval(claimId: string, teamId: string, approver: string): Promise<string> {
  const proposal = '00000000-0000-4000-8000-000000000000';
  const sql = `INSERT INTO approval (team_id, claim_id, seq, proposal_id, approver_id, content_hash, at) VALUES ($1, $2, 99, $3, $4, $5, now())`;
  try {
    await source.query(sql, [teamId, claimId, proposal, approver, Buffer.alloc(32)]);
    return 'inserted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test('VD2 whoever opened, wrote, attached, graded or proposed approves by no route, and not past the code either', async () => {
  const [me] = await source.query<{ current_user: string }[]>('SELECT current_user');
  assert.equal(me?.current_user, 'assay_app');
  const teamId = (await amal.get<{ team: { id: string } }>('/api/session')).team.id;
  const judged = async (id: string, proposal: string, what: string): Promise<void> => {
    const answer = await room.approve(leila, id, proposal);
    assert.deepEqual([answer.status, answer.body['code']], [403, 'approver-is-contributor'], what);
    assert.match(await insertApproval(id, teamId, leila.id), /approver-is-contributor/, `${what}, by SQL`);
    assert.notEqual(await insertApproval(id, tomas.id, leila.id), 'inserted', `${what}, by SQL under another team`);
  };
  for (const [what, act] of HANDS) {
    const id = await room.worked(`A lead who ${what}`);
    await act(leila, id);
    await judged(id, await room.propose(amal, id), what);
  }
  const proposed = await room.worked('A lead who proposed');
  await judged(proposed, await room.propose(leila, proposed), 'proposed');
  const { id: opened } = await leila.post('/api/claims', { wording: 'A lead who opened' });
  await amal.post(`/api/claims/${opened}/evidence`, { kind: 'quote', quote: 'x', stance: 'supports' });
  await room.write(amal, `sheet/${opened}`, (doc) => addParagraph(rationaleOf(doc), 'Words.'));
  await amal.post(`/api/claims/${opened}/opinions`, { rating: 'supported' });
  await judged(opened, await room.propose(amal, opened), 'opened');

  // Control: a lead who did none of it approves, by both ways.
  const id = await room.worked('A lead who did nothing');
  const proposal = await room.propose(amal, id);
  assert.equal((await room.approve(leila, id, proposal)).status, 200);
  assert.equal(await insertApproval(id, teamId, mikael.id), 'inserted');
});

test('VD2 a word typed by the approver while they approve: one of the two fails', async () => {
  for (let n = 0; n < 12; n += 1) {
    const id = await room.worked(`Typing lead ${n}`);
    const proposal = await room.propose(amal, id);
    const seen = await room.view(leila, id);
    const side = await SocketSide.open(room.team.server.url, leila.cookie);
    const typist = new Typist(side, await side.joined(`sheet/${id}`));
    const edit = typist.edit((doc) => addParagraph(rationaleOf(doc), 'By the approver.'));
    const answer = await leila.send('POST', `/api/proposals/${proposal}/approval`, approval(seen.contentHash));
    await edit;
    side.close();
    if (answer.status !== 200) assert.match(String(answer.body['code']), /approver-is-contributor|content-changed/);
    else {
      const published = await mikael.send('POST', `/api/claims/${id}/publication`, { contentHash: seen.contentHash });
      assert.equal(published.body['code'], 'content-changed');
    }
    const now = await room.view(leila, id);
    assert.equal(contentHash(now.content), now.contentHash);
  }
});
