import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import pg from 'pg';
import { rationaleOf } from '#shared/document/layout.js';
import type { Role } from '#shared/domain/actor.js';
import { ROLES } from '#shared/domain/actor.js';
import { may } from '#shared/domain/permissions.js';
import { type Route, routes } from '#shared/protocol/routes.js';
import type { ArticleData, ClaimData } from '#shared/protocol/views.js';
import { insertRequest } from '../../server/src/claims/after/claim-facts.store.js';
import { Database } from '../../server/src/database/database.service.js';
import { addParagraph, newsroom } from '../support/newsroom.js';
import { PASSWORD } from '../support/running-team.js';
import { SocketSide } from '../support/socket-side.js';

const room = await newsroom();
const { amal, bo, leila } = room;
const { server } = room.team;

/** No route makes a second team in one database: it is put there past the server, by the owner. */
async function strangers(): Promise<Record<Role, { readonly cookie: string; readonly id: string }>> {
  const owner = new pg.Client({ connectionString: server.database.ownerUrl });
  await owner.connect();
  const teamId = randomUUID();
  await owner.query('INSERT INTO team (id, name) VALUES ($1, $2)', [teamId, 'Other desk']);
  const people = {} as Record<Role, { cookie: string; id: string }>;
  for (const role of ROLES) {
    const [id, token] = [randomUUID(), randomUUID().replaceAll('-', '') + '_'.repeat(11)];
    await owner.query('INSERT INTO member (id, team_id, name, email, role) VALUES ($1, $2, $3, $4, $5)', [
      id,
      teamId,
      `Other ${role}`,
      `${role}@other.example`,
      role,
    ]);
    const hash = createHash('sha256').update(token).digest();
    await owner.query(`INSERT INTO session (token_sha256, user_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`, [hash, id]);
    // The password of everyone in the first team, so that nothing fails for want of one.
    await owner.query('INSERT INTO credential (user_id, password_hash) SELECT $1, password_hash FROM credential LIMIT 1', [id]);
    people[role] = { id, cookie: `assay_session=${token}` };
  }
  await owner.query(
    `INSERT INTO policy_version (team_id, version, scale_id, scale_version, blind_opinions, opinions_needed, public_names, reason, made_by)
     SELECT $1, 1, scale_id, scale_version, blind_opinions, opinions_needed, public_names, 'As theirs.', $2 FROM policy_version LIMIT 1`,
    [teamId, people.admin.id],
  );
  await owner.end();
  return people;
}

const others = await strangers();
const send = (role: Role, method: string, path: string, body?: unknown, headers = {}) =>
  server.send(method, path, { body, headers: { cookie: others[role].cookie, ...headers } });

const TEXT = 'A report on a meeting\n\nOfficials approved the plan at a meeting on Monday, it said.\n\nA spokesperson denied it.\n';

/** A claim with a part of every kind. */
async function everything() {
  const { id: article } = await amal.post('/api/articles', { text: TEXT, again: true, title: 'Secret article', source: 'Gazette' });
  const { text, version, regions } = await amal.get<ArticleData>(`/api/articles/${article}`);
  const exact = 'Officials approved the plan';
  const anchor = { start: text.indexOf(exact), end: text.indexOf(exact) + exact.length, exact, prefix: '', suffix: '' };
  const id = await room.worked('Secret claim');
  const { id: appearance } = await amal.post(`/api/claims/${id}/appearances`, { articleId: article, anchor, attitude: 'reports' });
  const { id: derivation } = await amal.post(`/api/claims/${id}/derivations`, {
    from: appearance,
    to: { report: 'Secret report' },
    kind: 'rewrites',
    reason: 'Names it.',
  });
  const proposal = await room.propose(amal, id);
  const { id: dissent } = await bo.post(`/api/proposals/${proposal}/dissents`, { rating: 'refuted', reason: 'Secret reason.' });
  // A private address is refused before anything is sent, so its capture has failed before the attacks begin.
  const { id: link } = await amal.post(`/api/claims/${id}/evidence`, { kind: 'link', url: 'http://10.0.0.1/', stance: 'context' });
  const { id: publisherRequest } = await amal.post(`/api/claims/${id}/publisher-requests`, {
    publisher: 'Secret Gazette',
    request: 'Secret',
  });
  const request = randomUUID();
  const teamId = (await amal.get<{ team: { id: string } }>('/api/session')).team.id;
  const words = { version: 1, wrong: 'Secret words of a reader.', evidence: '', contact: 'Secret' };
  await server.app.get(Database).inTransaction((tx) => insertRequest(tx, { id: request, teamId, claimId: id, ...words }));
  const claim = await room.view(leila, id);
  const evidence = claim.evidence[0]?.id ?? '';
  const secretGroup = { name: `Secret group ${randomUUID()}`, members: [leila.id], reason: 'x' };
  const { id: group } = await room.tomas.post('/api/groups', secretGroup);
  return {
    article,
    anchor,
    version,
    regions,
    id,
    appearance,
    derivation,
    proposal,
    dissent,
    evidence,
    link,
    publisherRequest,
    request,
    claim,
    group,
  };
}

const RULES = { scale: { id: 'four-labels', version: 1 }, blindOpinions: true, opinionsNeeded: 1, publicNames: 'names' };

type Everything = Awaited<ReturnType<typeof everything>>;

/** Which of our ids belongs into the path, and a body that a member of ours could send. */
function attack(name: string, ours: Everything): { id: string; body?: unknown } {
  const { contentHash } = ours.claim;
  const quote = { kind: 'quote', quote: 'x', stance: 'supports' };
  const appearance = { articleId: ours.article, anchor: ours.anchor, attitude: 'reports' };
  const derivation = { from: ours.appearance, to: { report: 'x' }, kind: 'rewrites', reason: 'x' };
  const stretch = { versionId: ours.version.id, start: ours.anchor.start, end: ours.anchor.end };
  const known: Record<string, { id: string; body?: unknown }> = {
    changeRole: { id: bo.id, body: { role: 'auditor', password: PASSWORD } },
    removeMember: { id: bo.id, body: { reason: 'x', password: PASSWORD } },
    changeGroup: { id: ours.group, body: { name: 'x', members: [], version: 1, reason: 'x' } },
    article: { id: ours.article },
    articleHistory: { id: ours.article },
    articleMoment: { id: ours.article },
    addArticleVersion: { id: ours.article, body: { text: 'Another text for them.' } },
    placeAnchor: { id: ours.article, body: { from: { ...stretch, exact: ours.anchor.exact }, versionId: ours.version.id, place: null } },
    releaseAnchor: { id: ours.article, body: { from: stretch, versionId: ours.version.id } },
    exportAnnotations: { id: ours.article },
    importAnnotations: { id: ours.article, body: { annotations: [] } },
    correctRegion: { id: ours.article, body: { start: ours.regions[0]?.start, end: ours.regions[0]?.end, kind: 'caption' } },
    claim: { id: ours.id },
    claimHistory: { id: ours.id },
    claimMoment: { id: ours.id },
    claimBlame: { id: ours.id },
    claimMilestones: { id: ours.id },
    claimDifference: { id: ours.id },
    addAppearance: { id: ours.id, body: appearance },
    withdrawAppearance: { id: ours.appearance, body: { reason: 'x' } },
    assignMember: { id: ours.id, body: { userId: bo.id, assigned: true } },
    addDerivation: { id: ours.id, body: derivation },
    withdrawDerivation: { id: ours.derivation, body: { reason: 'x' } },
    claimOrigins: { id: ours.id },
    derivationEvidence: { id: ours.id },
    refuseDerivation: { id: ours.id, body: derivation },
    withdrawRefusal: { id: ours.derivation, body: { reason: 'x' } },
    mergeClaims: { id: ours.id, body: { claimId: ours.derivation, reason: 'x' } },
    unmergeClaim: { id: ours.id, body: { reason: 'x' } },
    articleRelatives: { id: ours.article },
    articleSuggestions: { id: ours.article },
    judgeSuggestion: { id: ours.article, body: { start: 0, end: 5, accepted: true } },
    withdrawNameJudgement: { id: ours.derivation, body: { reason: 'x' } },
    closeNotCheckable: { id: ours.id, body: { reason: 'opinion', explanation: 'x' } },
    reopenClaim: { id: ours.id, body: { reason: 'x' } },
    attachEvidence: { id: ours.id, body: quote },
    gradeEvidence: { id: ours.evidence, body: { grade: { sourceReliability: 'B', informationCredibility: '2' }, reason: 'x' } },
    withdrawEvidence: { id: ours.evidence, body: { reason: 'x' } },
    capturePage: { id: ours.link, body: {} },
    checkLivePage: { id: ours.link, body: {} },
    changeStance: { id: ours.evidence, body: { stance: 'refutes', reason: 'x' } },
    noteSource: { id: ours.evidence, body: { protectedSource: false, reason: 'x' } },
    answerChecklist: { id: ours.id, body: { item: 'primary-source', done: true, note: 'x' } },
    decideRequest: { id: ours.request, body: { outcome: 'declined', reason: 'x' } },
    askPublisher: { id: ours.id, body: { publisher: 'x', request: 'x' } },
    recordPublisherAnswer: { id: ours.publisherRequest, body: { outcome: 'refused', note: 'x' } },
    giveOpinion: { id: ours.id, body: { rating: 'supported' } },
    proposeVerdict: { id: ours.id, body: { rating: 'supported', contentHash } },
    fileDissent: { id: ours.proposal, body: { rating: 'refuted', reason: 'x' } },
    returnProposal: { id: ours.proposal, body: { comment: 'x' } },
    approveProposal: { id: ours.proposal, body: { contentHash, password: PASSWORD, reason: 'x' } },
    answerDissent: { id: ours.dissent, body: { answer: 'x' } },
    withdrawDissent: { id: ours.dissent, body: { reason: 'x' } },
    adoptDissent: { id: ours.dissent, body: { reason: 'x' } },
    publishClaim: { id: ours.id, body: { contentHash } },
    correctPublication: { id: ours.id, body: { kind: 'correction', before: 'x', reason: 'x', notice: 'x' } },
  };
  const found = known[name];
  assert.ok(found, `the attack on the route ${name} is written`);
  return found;
}

/** Everything that the database holds, as one hash; what only counts attempts and sessions is left out. */
async function databaseState(): Promise<string> {
  const owner = new pg.Client({ connectionString: server.database.ownerUrl });
  await owner.connect();
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'audit') AND tablename NOT IN ('session', 'rate_limit') ORDER BY 1`,
  );
  const hash = createHash('sha256');
  for (const { name } of tables) {
    const { rows } = await owner.query(`SELECT row_to_json(t)::text AS row FROM ${name} t ORDER BY 1`);
    hash.update(JSON.stringify([name, rows]));
  }
  await owner.end();
  return hash.digest('hex');
}

const SECRETS = /Secret|Gazette|Officials|amal|leila|One report says so/;

test('AU2 another team’s ids name nothing: every route answers not-found and nothing is changed', async () => {
  const ours = await everything();
  await new Promise((resolve) => setTimeout(resolve, 600)); // projections of what was typed
  const before = await databaseState();
  const entries: [string, Route][] = Object.entries(routes);
  let tried = 0;
  for (const [name, route] of entries) {
    if (!route.path.includes(':id')) continue;
    const { id, body } = attack(name, ours);
    const role = ROLES.find((one) => route.action === 'public' || may({ role: one }, route.action));
    assert.ok(role, name);
    const path =
      route.path.replace(':id', id) +
      (/\/(?:moment|blame)$/.test(route.path)
        ? '?seq=3&field=wording'
        : /\/difference$/.test(route.path)
          ? '?from=1&to=3'
          : /-evidence$/.test(route.path)
            ? `?from=${id}`
            : '');
    for (const key of [undefined, 'a-key-of-the-strangers']) {
      const answer = await send(role, route.method, path, body, key ? { 'idempotency-key': key + name } : {});
      assert.deepEqual([answer.status, answer.body.code], [404, 'not-found'], `${name}: ${JSON.stringify(answer.body)}`);
      assert.doesNotMatch(JSON.stringify(answer.body), SECRETS, name);
    }
    tried += 1;
  }
  assert.ok(tried >= 29, `${tried} routes`);
  assert.equal(await databaseState(), before, 'nothing was changed');
  // Control: the same attacks, sent from our team, do act.
  assert.equal((await leila.send('POST', `/api/dissents/${ours.dissent}/answer`, { answer: 'x' })).status, 200);
  assert.notEqual(await databaseState(), before);
});

test('AU2 lists, counts and searches hold nothing of another team', async () => {
  await everything();
  for (const role of ROLES) {
    for (const path of [
      '/api/claims',
      '/api/claims?search=Secret',
      '/api/articles',
      '/api/articles?search=Officials',
      '/api/members',
      '/api/policy',
      '/api/groups',
      '/api/ledger',
      '/api/agreement',
      '/api/session',
    ]) {
      const answer = await send(role, 'GET', path);
      assert.equal(answer.status, 200, path);
      assert.doesNotMatch(JSON.stringify(answer.body), SECRETS, `${role} ${path}`);
    }
    assert.deepEqual((await send(role, 'GET', '/api/claims')).body['claims'], []);
    assert.deepEqual((await send(role, 'GET', '/api/ledger')).body, { entries: 0, head: null });
  }
});

test('AU2 ids of another team in bodies name nothing either', async () => {
  const ours = await everything();
  const { body: made } = await send('checker', 'POST', '/api/claims', { wording: 'A claim of theirs' });
  const theirs = `/api/claims/${String(made['id'])}`;
  const { body: bodyOfUpload } = await upload(amal.cookie, 'Secret bytes');
  const bodies: [Role, string, unknown][] = [
    ['checker', `${theirs}/appearances`, { articleId: ours.article, anchor: ours.anchor, attitude: 'reports' }],
    ['checker', `${theirs}/evidence`, { kind: 'article-span', articleId: ours.article, anchor: ours.anchor, stance: 'supports' }],
    ['checker', `${theirs}/evidence`, { kind: 'file', capture: bodyOfUpload['sha256'], stance: 'supports' }],
    ['checker', `${theirs}/derivations`, { from: ours.appearance, to: { report: 'x' }, kind: 'rewrites', reason: 'x' }],
    ['lead', `${theirs}/assignments`, { userId: bo.id, assigned: true }],
    ['admin', '/api/groups', { name: 'x', members: [bo.id], reason: 'x' }],
    ['admin', '/api/policy', { ...RULES, groupApprovals: [{ approvals: 1, groups: [ours.group] }], reason: 'x' }],
    ['checker', '/api/claims', { wording: 'x', appearance: { articleId: ours.article, anchor: ours.anchor, attitude: 'reports' } }],
  ];
  for (const [role, path, body] of bodies) {
    const answer = await send(role, 'POST', path, body);
    assert.equal(answer.status, 404, `${path}: ${JSON.stringify(answer.body)}`);
    assert.doesNotMatch(JSON.stringify(answer.body), SECRETS);
  }
});

async function upload(cookie: string, bytes: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { cookie, 'content-type': 'application/octet-stream', 'x-file-name': 'Secret.txt' };
  const response = await fetch(`${server.url}/api/captures`, { method: 'POST', headers, body: bytes });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('EV1 a capture of another team is not given out by its hash, and storing the same bytes tells nothing of theirs', async () => {
  const { body } = await upload(amal.cookie, 'Bytes that both teams hold');
  const path = `/api/captures/${String(body['sha256'])}`;
  assert.equal((await send('checker', 'GET', path)).status, 404);
  assert.equal((await server.send('GET', path)).status, 401);
  const headers = { cookie: others.checker.cookie, 'content-type': 'application/octet-stream', 'x-file-name': 'ours.txt' };
  const own = await fetch(`${server.url}/api/captures`, { method: 'POST', headers, body: 'Bytes that both teams hold' });
  assert.deepEqual(((await own.json()) as { fileName: string }).fileName, 'ours.txt');
  const download = await fetch(server.url + path, { headers: { cookie: others.checker.cookie } });
  assert.match(download.headers.get('content-disposition') ?? '', /ours\.txt/);
  assert.equal((await fetch(server.url + path, { headers: { cookie: amal.cookie } })).status, 200, 'control: our own');
});

test('AU2 sockets open no document of another team and hear none of its news', async () => {
  const ours = await everything();
  const side = await SocketSide.open(server.url, others.lead.cookie);
  for (const document of [`sheet/${ours.id}`, `notes/${ours.id}`, `article/${ours.version.id}`]) {
    const reply = await side.join(document);
    assert.equal(reply.ok ? 'opened' : reply.refusal.code, 'not-found', document);
  }
  const { rows } = { rows: await (await server.database.source()).query('SELECT id FROM doc') } as { rows: { id: number }[] };
  // Handles are small numbers: updates and presence to documents that were never joined go nowhere.
  for (const { id } of rows) {
    side.socket.emit('u', id, 1, 1, new Uint8Array([1, 1, 1, 0, 4, 1, 1, 0x77, 1, 0x78, 0]));
    side.socket.emit('p', id, { cursor: null, selection: null, reading: 1 });
  }
  await room.write(amal, `sheet/${ours.id}`, (doc) => addParagraph(rationaleOf(doc), 'Secret words.'));
  await amal.post(`/api/claims/${ours.id}/opinions`, { rating: 'supported' });
  await new Promise((resolve) => setTimeout(resolve, 700));
  assert.deepEqual([side.news.length, side.frames.length], [0, 0]);
  assert.ok(side.nacks.every((nack) => nack[3] === 'BUSY'));
  const control = await SocketSide.open(server.url, bo.cookie);
  assert.ok((await control.join(`sheet/${ours.id}`)).ok);
  for (const one of [side, control]) one.close();
});

test('LG8 another team’s idempotency key is free: it neither answers their receipt nor stands in the way', async () => {
  const key = 'one-key-in-two-teams';
  const first = await amal.post('/api/claims', { wording: 'Secret wording' }, key);
  const answer = await send('checker', 'POST', '/api/claims', { wording: 'Secret wording' }, { 'idempotency-key': key });
  assert.equal(answer.status, 200);
  assert.notEqual(answer.body['id'], first.id);
  const theirs = await send('checker', 'GET', `/api/claims/${String(answer.body['id'])}`);
  assert.equal((theirs.body as unknown as ClaimData).openedBy.name, 'Other checker');
});
