import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { GroupsData } from '#shared/protocol/groups/group-fields.js';
import type { PolicyData } from '#shared/protocol/views.js';
import { Database } from '../../server/src/database/database.service.js';
import { Ledger } from '../../server/src/ledger/ledger.service.js';
import { rebuildClaims } from '../../server/src/projection/rebuild.js';
import { newsroom } from '../support/newsroom.js';
import { PASSWORD, type Speaker } from '../support/running-team.js';

const RACES = 24;
const AT_ONCE = 4;

const room = await newsroom();
const { amal, leila, mikael, tomas } = room;
const nora = await room.team.member('Nora', 'lead');
const database = room.team.server.app.get(Database);
const source = await room.team.server.database.source();
const teamId = (await amal.get<{ team: { id: string } }>('/api/session')).team.id;
const POLICY = { scale: { id: 'four-labels', version: 1 }, blindOpinions: true, opinionsNeeded: 1, publicNames: 'names' };

const groups = () => tomas.get<GroupsData>('/api/groups').then((view) => view.groups);
const group = async (name: string) => (await groups()).find((one) => one.name === name);
const setPolicy = (fields: object) => tomas.send('POST', '/api/policy', { ...POLICY, ...fields, reason: 'To see.' });
const regroup = async (id: string, name: string, members: readonly Speaker[], reason = 'To see.') => {
  const version = (await groups()).find((one) => one.id === id)?.version;
  return tomas.send('POST', `/api/groups/${id}/versions`, { name, members: members.map((one) => one.id), version, reason });
};

const { id: desk } = await tomas.post('/api/groups', { name: 'Standards desk', members: [nora.id], reason: 'Ombudsman.' });

test('VD15 a group is followed by its next version; it tells who put whom in or out, when and why; bad input is refused by field', async () => {
  const made = await tomas.post('/api/groups', { name: 'Science editors', members: [mikael.id, amal.id], reason: 'Two of them.' });
  const post = (body: object, path = '/api/groups') => tomas.send('POST', path, body);
  const good = { name: 'Others', members: [nora.id], reason: 'So.' };
  const refusals: [object, string, string, string?][] = [
    [{ ...good, name: ' ' }, 'malformed', 'name'],
    [{ ...good, reason: '' }, 'malformed', 'reason'],
    [{ ...good, name: 'science EDITORS' }, 'already-exists', 'name'],
    [{ ...good, members: [nora.id, randomUUID()] }, 'not-found', 'members.1'],
    [{ ...good, members: ['Nora'] }, 'malformed', 'members.0'],
    [{ ...good, version: 7 }, 'content-changed', 'version', `/api/groups/${made.id}/versions`],
    [
      { name: 'Science editors', members: [amal.id, mikael.id], reason: 'So.', version: 1 },
      'already-exists',
      'members',
      `/api/groups/${made.id}/versions`,
    ],
    [{ ...good, name: 'Standards desk', version: 1 }, 'already-exists', 'name', `/api/groups/${made.id}/versions`],
  ];
  for (const [body, code, path, to] of refusals) {
    const answer = await post(body, to);
    assert.deepEqual([answer.body['code'], answer.body['path']], [code, path], JSON.stringify(body));
  }
  assert.equal((await post({ ...good, version: 1 }, `/api/groups/${randomUUID()}/versions`)).body['code'], 'not-found');
  for (const person of [amal, leila, room.ines]) assert.equal((await person.send('POST', '/api/groups', good)).status, 403, person.name);

  assert.equal((await regroup(made.id, 'Science editors', [mikael, leila], 'Amal moved on.')).status, 200);
  const [second, first] = (await group('Science editors'))?.versions ?? [];
  const names = (people: readonly { name: string }[] | undefined) => people?.map(({ name }) => name);
  assert.deepEqual([names(first?.joined), names(first?.left), first?.by.name], [['amal', 'mikael'], [], 'tomas']);
  assert.deepEqual([names(second?.joined), names(second?.left), second?.reason], [['leila'], ['amal'], 'Amal moved on.']);
  const [{ n }] = await source.query(`SELECT count(*)::int AS n FROM audit.entry WHERE object_type = 'approver-group' AND object_id = $1`, [
    made.id,
  ]);
  assert.equal(n, 2, 'each version is an act in the log');
  await assert.rejects(source.query('UPDATE approver_group_version SET members = members'), /permission denied/);
});

test('VD15 a policy that its groups cannot meet is refused by field; one whose groups became too small is kept, said, and can be changed', async () => {
  const { id: idle } = await tomas.post('/api/groups', { name: 'Idle desk', members: [amal.id], reason: 'No lead in it.' });
  const one = (approvals: number, ...ids: string[]) => ({ approvals, groups: ids });
  const refusals: [object, string, string, RegExp][] = [
    [
      { groupApprovals: [one(1, idle)] },
      'group-too-small',
      'groupApprovals.0.groups',
      /Idle desk has no lead, and an approval is asked of it/,
    ],
    [
      { approvalsNeeded: 2, groupApprovals: [one(2, desk)] },
      'group-too-small',
      'groupApprovals.0.groups',
      /has 1 lead \(Nora\), and 2 approvals/,
    ],
    [{ approvalsNeeded: 1, groupApprovals: [one(2, desk)] }, 'malformed', 'groupApprovals.0.approvals', /more than the 1 approvals/],
    [{ groupApprovals: [one(1, randomUUID())] }, 'not-found', 'groupApprovals.0.groups.0', /no such group/],
    [{ groupApprovals: [one(1, desk, desk)] }, 'malformed', 'groupApprovals.0.groups.1', /named twice/],
    [{ groupApprovals: [one(1, desk), one(1, desk)] }, 'malformed', 'groupApprovals.1.groups', /asked for twice/],
    [{ groupApprovals: [one(0, desk)] }, 'malformed', 'groupApprovals.0.approvals', /./],
    [{ groupApprovals: [one(1)] }, 'malformed', 'groupApprovals.0.groups', /./],
  ];
  for (const [fields, code, path, message] of refusals) {
    const answer = await setPolicy(fields);
    assert.deepEqual([answer.body['code'], answer.body['path']], [code, path], JSON.stringify(answer.body));
    assert.match(String(answer.body['message']), message);
    assert.equal(
      (await tomas.send('POST', '/api/policy/preview', { ...POLICY, ...fields })).body['code'],
      code,
      'the preview says the same',
    );
  }
  assert.equal((await setPolicy({ approvalsNeeded: 2, groupApprovals: [one(1, desk, idle)] })).status, 200, 'any of the groups will do');
  assert.equal((await regroup(desk, 'Standards desk', [])).status, 200, 'who has to leave, leaves');
  const policy = await amal.get<PolicyData>('/api/policy');
  assert.deepEqual(
    policy.groupApprovals.map(({ leads }) => leads),
    [[]],
    'that nobody is left is told',
  );
  // Nobody is locked out: other rules, and this one, are changed as before.
  assert.equal((await setPolicy({ opinionsNeeded: 0, groupApprovals: [one(1, desk, idle)] })).status, 200);
  assert.equal((await setPolicy({})).status, 200, 'left out, it stays as it is');
  assert.equal((await setPolicy({ groupApprovals: [] })).status, 200);
  assert.equal((await regroup(desk, 'Standards desk', [nora])).status, 200);
});

interface Stored {
  readonly approver_id: string;
  readonly groups: readonly string[];
}
const approvalsOf = (id: string): Promise<Stored[]> =>
  source.query('SELECT approver_id, groups FROM approval WHERE claim_id = $1 ORDER BY seq', [id]);

async function race(n: number): Promise<'of the desk' | 'without it'> {
  const id = await room.worked(`Race ${n}`);
  const proposal = await room.propose(amal, id);
  const { contentHash } = await room.view(leila, id);
  const approve = (lead: Speaker) => lead.send('POST', `/api/proposals/${proposal}/approval`, { contentHash, password: PASSWORD });
  const order = n % 2 === 0 ? [leila, mikael, nora, leila] : [nora, mikael, leila, nora];
  const answers = await Promise.all(order.map(approve));
  for (const { status, body } of answers) {
    if (status !== 200)
      assert.match(
        String(body['code']),
        /^(?:already-approved|stage-refuses|proposal-closed|approver-outside-groups)$/,
        JSON.stringify(body),
      );
  }
  const stored = await approvalsOf(id);
  assert.ok(stored.every(({ approver_id, groups: of }) => of.includes(desk) === (approver_id === nora.id)));
  const { stage } = await room.view(leila, id);
  const ofDesk = stored.some(({ groups: of }) => of.includes(desk));
  assert.equal(stage, ofDesk && stored.length >= 2 ? 'approved' : 'proposed', JSON.stringify(stored));
  return ofDesk ? 'of the desk' : 'without it';
}

test(`VD14 ${RACES} races of four approvals for two leads, one of them of the standards desk: approved with the desk, and never without`, {
  timeout: 300_000,
}, async () => {
  assert.equal((await setPolicy({ approvalsNeeded: 2, groupApprovals: [{ approvals: 1, groups: [desk] }] })).status, 200);
  const ends = [];
  for (let n = 0; n < RACES; n += AT_ONCE) ends.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, k) => race(n + k)))));
  assert.equal(ends.filter((end) => end === 'of the desk').length, RACES, 'Nora pressed in each, and her approval was taken in each');
});

test('VD14 VD13 a lead leaves the group while her approval or its publication is on the way: published with her in it, or not at all', {
  timeout: 300_000,
}, async () => {
  for (let n = 0; n < 12; n++) {
    const id = await room.worked(`Leaving ${n}`);
    const proposal = await room.propose(amal, id);
    const { contentHash } = await room.view(leila, id);
    const approve = (lead: Speaker) => lead.send('POST', `/api/proposals/${proposal}/approval`, { contentHash, password: PASSWORD });
    assert.equal((await approve(leila)).status, 200);
    assert.equal((await approve(nora)).status, 200);
    const [left, out] = await Promise.all([
      regroup(desk, 'Standards desk', []),
      mikael.send('POST', `/api/claims/${id}/publication`, { contentHash }),
    ]);
    assert.equal(left.status, 200);
    if (out.status !== 200) assert.equal(out.body['code'], 'approval-lapsed', JSON.stringify(out.body));
    const [{ before }] = await source.query(
      `SELECT bool_and(p.at <= g.made_at) AS before FROM publication p, approver_group_version g
       WHERE p.claim_id = $1 AND g.group_id = $2 AND g.version = (SELECT max(version) FROM approver_group_version WHERE group_id = $2)`,
      [id, desk],
    );
    assert.equal(before ?? true, true, 'nothing went out after she had left');
    assert.equal((await regroup(desk, 'Standards desk', [nora])).status, 200);
  }
});

/** An insert past all code, as the role the server works with; rolled back. */
async function past(sql: string, values: unknown[]): Promise<string> {
  const runner = source.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(sql, values);
    return 'inserted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

test('VD14 the database itself refuses an approval that names a group of others, and a publication without the groups', async () => {
  const id = await room.worked('Past the code');
  const proposal = await room.propose(amal, id);
  const { contentHash, policyVersion } = await room.view(leila, id);
  const insertApproval = (by: Speaker, of: string[]) =>
    past(
      `INSERT INTO approval (team_id, claim_id, seq, proposal_id, approver_id, content_hash, at, groups)
       VALUES ($1, $2, 999, $3, $4, decode($5, 'hex'), now(), $6::uuid[])`,
      [teamId, id, proposal, by.id, contentHash, of],
    );
  assert.match(await insertApproval(leila, [desk]), /approver-outside-groups/);
  assert.equal(await insertApproval(nora, [desk]), 'inserted', 'control');
  const insertPublication = () =>
    past(`INSERT INTO publication (team_id, claim_id, version, slug, at, snapshot) VALUES ($1, $2, 99, 'past', now(), $3)`, [
      teamId,
      id,
      JSON.stringify({ contentHash, policyVersion }),
    ]);
  const approve = (lead: Speaker) => lead.post(`/api/proposals/${proposal}/approval`, { contentHash, password: PASSWORD });
  await approve(leila);
  await approve(mikael);
  assert.match(await insertPublication(), /publication-without-groups/, 'two leads, none of the desk');
  const outside = await room.team.member('Zoe', 'lead');
  const refused = await outside.send('POST', `/api/proposals/${proposal}/approval`, { contentHash, password: PASSWORD });
  assert.deepEqual([refused.status, refused.body['code']], [403, 'approver-outside-groups']);
  assert.deepEqual((refused.body['facts'] as { could: string[] }).could, ['Nora']);
  await approve(nora);
  assert.equal(await insertPublication(), 'inserted', 'control: with the desk it is taken');
  await regroup(desk, 'Standards desk', []);
  assert.match(await insertPublication(), /publication-without-groups/, 'she left before it was published');
  await regroup(desk, 'Standards desk', [nora]);
});

test('VD14 the preview names the claims for which nobody of the group is left; everybody sees the gate; PR1 LG6 log and rebuild hold', async () => {
  assert.equal((await setPolicy({ approvalsNeeded: 2, groupApprovals: [] })).status, 200);
  const { id } = await nora.post('/api/claims', { wording: 'Opened by the desk itself' });
  const other = await room.worked('Opened by another');
  const wanted = { ...POLICY, approvalsNeeded: 2, groupApprovals: [{ approvals: 1, groups: [desk] }] };
  const { blocked } = await tomas.post<{ blocked: { id: string; gates: string[] }[] }>('/api/policy/preview', wanted);
  assert.deepEqual(blocked.find((claim) => claim.id === id)?.gates, ['Nobody of Standards desk is left who could approve it.']);
  assert.equal(
    blocked.some((claim) => claim.id === other),
    false,
  );
  await setPolicy({ approvalsNeeded: 2, groupApprovals: wanted.groupApprovals });
  for (const person of [amal, leila, room.ines, tomas]) {
    const gate = (await room.view(person, other)).gates.find((one) => one.id === 'approvals');
    assert.match(gate?.detail ?? '', /^0 of 2 .*1 from Standards desk is missing: Nora could give it\.$/, person.name);
  }
  const boards = (): Promise<unknown[]> => source.query('SELECT to_jsonb(c) AS row FROM claim c ORDER BY id');
  const before = await boards();
  const ledger = room.team.server.app.get(Ledger);
  await database.inTransaction((tx) => rebuildClaims(tx, ledger));
  assert.deepEqual(await boards(), before);
  assert.equal((await database.read((tx) => ledger.verify(tx))).ok, true);
});
