import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Role } from '#shared/domain/actor.js';
import { ROLES } from '#shared/domain/actor.js';
import { may } from '#shared/domain/permissions.js';
import { type Route, routes } from '#shared/protocol/routes.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { Database } from '../../server/src/database/database.service.js';
import { Ledger } from '../../server/src/ledger/ledger.service.js';
import { newsroom } from '../support/newsroom.js';
import { PASSWORD, type Speaker } from '../support/running-team.js';

const room = await newsroom();
const { amal, bo, leila } = room;
const { server } = room.team;
const speakers: Record<Role, Speaker> = { checker: room.carol, lead: room.mikael, auditor: room.ines, admin: room.tomas };

const TEXT = 'A report on a meeting\n\nOfficials approved the plan at a meeting on Monday, it said.\n';
const EXACT = 'Officials approved the plan';

/** Ids of real objects, and for each route of the table with a body one that it would take. */
async function acceptable(): Promise<Record<string, { id?: string; body: Record<string, unknown> }>> {
  const { id: articleId } = await amal.post('/api/articles', { text: TEXT, title: 'A report', source: 'The Gazette' });
  const article = await amal.get<{ text: string; regions: { start: number; end: number }[] }>(`/api/articles/${articleId}`);
  const start = article.text.indexOf(EXACT);
  const anchor = { start, end: start + EXACT.length, exact: EXACT, prefix: '', suffix: '' };
  const id = await room.worked();
  const appearance = { articleId, anchor, attitude: 'reports', attribution: [{ name: 'Someone', anonymous: true }], annotationId: 'x' };
  const { id: from } = await amal.post(`/api/claims/${id}/appearances`, appearance);
  const { id: derivation } = await amal.post(`/api/claims/${id}/derivations`, { from, to: { report: 'R' }, kind: 'rewrites', reason: 'x' });
  const refused = { from, to: { report: 'Refused' }, kind: 'quotes', reason: 'x' };
  const { id: refusal } = await amal.post(`/api/claims/${id}/derivation-refusals`, refused);
  const [other, third, merged] = [await room.worked('The same again'), await room.worked('The same'), await room.worked('And again')];
  await amal.post(`/api/claims/${other}/merges`, { claimId: merged, reason: 'x' });
  const { id: judgement } = await amal.post('/api/name-judgements', { one: 'Qaani', other: 'Ghaani', same: true, reason: 'x' });
  const proposal = await room.propose(amal, id);
  const { id: dissent } = await bo.post(`/api/proposals/${proposal}/dissents`, { rating: 'refuted', reason: 'x' });
  const { contentHash, evidence } = await room.view(leila, id);
  const evidenceId = evidence[0]?.id ?? '';
  const fresh = await room.worked('Closed in the end');
  const { id: publisherRequest } = await amal.post(`/api/claims/${fresh}/publisher-requests`, { publisher: 'P', request: 'x' });
  const { id: read } = await amal.post('/api/articles', { text: TEXT });
  await amal.post(`/api/articles/${read}/versions`, { text: `Updated on Friday. ${TEXT}` });
  const { versions } = await amal.get<ArticleData>(`/api/articles/${read}`);
  const stretch = { versionId: versions[0]?.id, start: 0, end: 3 };
  const placed = { from: { ...stretch, exact: [...TEXT].slice(0, 3).join('') }, versionId: versions[1]?.id, place: null };
  await amal.post(`/api/articles/${read}/placements`, placed);
  const proposedPolicy = { scale: { id: 'four-labels', version: 1 }, blindOpinions: true, opinionsNeeded: 1, publicNames: 'names' };
  const policy = { ...proposedPolicy, reason: 'x' };
  const group = { name: 'Standards desk', members: [leila.id], reason: 'x' };
  const { id: groupId } = await room.tomas.post('/api/groups', group);
  const grade = { sourceReliability: 'B', informationCredibility: '2' };
  return {
    signIn: { body: { email: 'nobody@example.org', password: 'x' } },
    setUp: { body: { teamName: 'T', name: 'N', email: 'n@example.org', password: PASSWORD } },
    inviteMember: { body: { name: 'Guest', email: `${randomUUID()}@example.org`, role: 'checker' } },
    acceptInvitation: { body: { token: 'x'.repeat(43), password: PASSWORD } },
    changeRole: { id: bo.id, body: { role: 'checker', password: PASSWORD } },
    removeMember: { id: bo.id, body: { reason: 'x', password: 'not this one' } },
    changePolicy: { body: policy },
    previewPolicy: { body: proposedPolicy },
    makeGroup: { body: { ...group, name: 'Science editors' } },
    changeGroup: { id: groupId, body: { ...group, members: [], version: 1 } },
    importUrl: { body: { url: 'https://nowhere.invalid/' } },
    importArticle: {
      body: { text: TEXT, title: 'T', source: 'S', byline: 'B', url: 'https://example.org/', publishedOn: '2024-01-01', language: 'en' },
    },
    addArticleVersion: { id: read, body: { text: `${TEXT} One more sentence.`, marked: [{ kind: 'body', text: 'x' }] } },
    placeAnchor: { id: read, body: { ...placed, place: { start: 19, end: 22, exact: placed.from.exact } } },
    releaseAnchor: { id: read, body: { from: stretch, versionId: versions[1]?.id } },
    importAnnotations: {
      id: read,
      body: { annotations: [{ type: 'Annotation', bodyValue: 'x', target: { selector: { type: 'TextQuoteSelector', exact: 'x' } } }] },
    },
    correctRegion: { id: articleId, body: { start: article.regions[0]?.start, end: article.regions[0]?.end, kind: 'caption' } },
    openClaim: { body: { wording: 'W', claimant: 'C', appearance } },
    addAppearance: { id: fresh, body: appearance },
    withdrawAppearance: { id: from, body: { reason: 'x' } },
    assignMember: { id, body: { userId: bo.id, assigned: true } },
    addDerivation: { id, body: { from, to: { report: 'Another' }, kind: 'rewrites', reason: 'x' } },
    withdrawDerivation: { id: derivation, body: { reason: 'x' } },
    refuseDerivation: { id, body: { ...refused, to: { report: 'Refused too' }, seen: { score: 0.5, reasons: ['x'] } } },
    withdrawRefusal: { id: refusal, body: { reason: 'x' } },
    mergeClaims: { id: other, body: { claimId: third, reason: 'x' } },
    unmergeClaim: { id: merged, body: { reason: 'x' } },
    judgeNames: { body: { one: 'Ismail', other: 'Esmail', same: true, reason: 'x' } },
    withdrawNameJudgement: { id: judgement, body: { reason: 'x' } },
    judgeSuggestion: { id: articleId, body: { start: 0, end: 5, accepted: true } },
    attachEvidence: {
      id: fresh,
      body: {
        kind: 'link',
        url: 'https://example.org/',
        excerpt: 'E',
        stance: 'supports',
        note: 'N',
        source: 'S',
        grade,
        gradeReason: 'G',
      },
    },
    gradeEvidence: { id: evidenceId, body: { grade, reason: 'x' } },
    withdrawEvidence: { id: evidenceId, body: { reason: 'x' } },
    capturePage: { id: evidenceId, body: {} },
    checkLivePage: { id: evidenceId, body: {} },
    changeStance: { id: evidenceId, body: { stance: 'refutes', reason: 'x' } },
    noteSource: { id: evidenceId, body: { interests: 'x', protectedSource: false, reason: 'x' } },
    answerChecklist: { id: fresh, body: { item: 'primary-source', done: true, note: 'x' } },
    decideRequest: { id: fresh, body: { outcome: 'declined', reason: 'x' } },
    askPublisher: { id: fresh, body: { publisher: 'P', request: 'x' } },
    recordPublisherAnswer: { id: publisherRequest, body: { outcome: 'refused', note: 'x' } },
    giveOpinion: { id, body: { rating: 'supported', reason: 'x' } },
    proposeVerdict: { id, body: { rating: 'supported', contentHash } },
    fileDissent: { id: proposal, body: { rating: 'refuted', reason: 'x', evidence: [evidenceId] } },
    answerDissent: { id: dissent, body: { answer: 'x' } },
    returnProposal: { id: proposal, body: { comment: 'x' } },
    approveProposal: { id: proposal, body: { contentHash, password: 'not this one', reason: 'x' } },
    withdrawDissent: { id: dissent, body: { reason: 'x' } },
    adoptDissent: { id: dissent, body: { reason: 'x' } },
    publishClaim: { id, body: { contentHash, asOf: '2024-01-01' } },
    correctPublication: { id, body: { kind: 'correction', before: 'x', after: 'x', reason: 'x', notice: 'x' } },
    closeNotCheckable: { id: fresh, body: { reason: 'opinion', explanation: 'x' } },
    reopenClaim: { id: fresh, body: { reason: 'x' } },
  };
}

const bodies = await acceptable();
const posts: [string, Route][] = Object.entries(routes).filter(([, route]) => route.method === 'POST');

function speakerFor(route: Route): Speaker {
  const { action } = route;
  const role = action === 'public' ? 'admin' : ROLES.find((one) => may({ role: one }, action));
  assert.ok(role);
  return speakers[role];
}

function attempt(name: string, route: Route, raw: string, headers: Record<string, string> = {}) {
  const path = route.path.replace(':id', bodies[name]?.id ?? '');
  return server.send(route.method, path, { raw, headers: { cookie: speakerFor(route).cookie, ...headers } });
}

/** The body with one leaf of it replaced, for each leaf of that type. */
function* replacing(body: unknown, type: 'string' | 'number', value: unknown): Generator<{ path: string; body: unknown }> {
  if (typeof body === type) yield { path: '', body: value };
  else if (typeof body === 'object' && body !== null) {
    for (const [key, member] of Object.entries(body)) {
      for (const { path, body: changed } of replacing(member, type, value)) {
        const copy = Array.isArray(body) ? [...(body as unknown[])] : { ...body };
        (copy as Record<string, unknown>)[key] = changed;
        yield { path: `${key}.${path}`, body: copy };
      }
    }
  }
}

const HOSTILE_TEXTS: Record<string, string> = {
  nul: 'a\u0000b',
  'a lone high surrogate': 'a\ud800b',
  'a lone low surrogate': '\udc00',
  'right-to-left override': '\u202Eevil\u202C',
  markup: '"><script>alert(1)</script><img src=x onerror=alert(1)>',
  'SQL and templates': `'; DROP TABLE claim; -- \${7*7} {{7*7}} %s %00 \\x00`,
  prototype: '__proto__',
  'invisible characters': '\u200b\u2060',
};

test('AU12 every route with a body has its attack written, on a body that it would take', async () => {
  assert.deepEqual(
    posts.map(([name]) => name).filter((name) => !(name in bodies)),
    [],
  );
  for (const [name, route] of posts) {
    if (route.action === 'public') continue;
    const check = route.body.safeParse(bodies[name]?.body);
    assert.ok(check.success, `${name}: ${check.error?.message}`);
  }
});

test('AU12 no text in any field of any body makes the server fail', { timeout: 240_000 }, async () => {
  const failures: string[] = [];
  for (const [what, hostile] of Object.entries(HOSTILE_TEXTS)) {
    for (const [name, route] of posts) {
      for (const { path, body } of replacing(bodies[name]?.body, 'string', hostile)) {
        const answer = await attempt(name, route, JSON.stringify(body));
        if (answer.status >= 500) failures.push(`${name} ${path} ${what}: ${answer.status}`);
      }
    }
  }
  assert.deepEqual(failures, []);
});

test('AU12 no number in any field of any body makes the server fail', async () => {
  const failures: string[] = [];
  for (const raw of ['-1', '1e308', '9007199254740991', '2147483648', '0.5', '1e400', '-0']) {
    for (const [name, route] of posts) {
      for (const { path, body } of replacing(bodies[name]?.body, 'number', '@@')) {
        const answer = await attempt(name, route, JSON.stringify(body).replace('"@@"', raw));
        if (answer.status >= 500) failures.push(`${name} ${path} ${raw}: ${answer.status}`);
      }
    }
  }
  assert.deepEqual(failures, []);
});

test('AU12 days that are none are refused', async () => {
  for (const day of ['0000-01-01', '0000-00-00', '2024-02-30', '99999-01-01', '+012024-01-01', '2024-1-1', 'infinity', 'now']) {
    for (const [name, field] of [
      ['importArticle', 'publishedOn'],
      ['publishClaim', 'asOf'],
    ] as const) {
      const answer = await attempt(name, routes[name], JSON.stringify({ ...bodies[name]?.body, [field]: day }));
      assert.ok(answer.status < 500, `${name} ${day}: ${answer.status}`);
      if (name === 'importArticle') assert.equal(answer.body.code, 'malformed', day);
    }
  }
});

const AUTHORS = [
  'by',
  'userId',
  'actor',
  'actorId',
  'author',
  'teamId',
  'team_id',
  'role',
  'id',
  'at',
  'seq',
  'hash',
  'type',
  'number',
  'claimId',
  'isAdmin',
];

test('AU12 an extra field is refused on every route, whatever it is called, and no prototype is reached', {
  timeout: 240_000,
}, async () => {
  for (const [name, route] of posts) {
    const body = bodies[name]?.body ?? {};
    for (const field of AUTHORS) {
      if (field in body) continue;
      const answer = await attempt(name, route, JSON.stringify({ ...body, [field]: leila.id }));
      assert.deepEqual([answer.status, answer.body.code], [400, 'malformed'], `${name} ${field}`);
    }
    for (const extra of [
      '"constructor":{"prototype":{"polluted":true}}',
      '"prototype":{"polluted":true}',
      '"toString":1',
      '"hasOwnProperty":1',
    ]) {
      const answer = await attempt(name, route, JSON.stringify(body).replace('{', `{${extra},`));
      assert.deepEqual([answer.status, answer.body.code], [400, 'malformed'], `${name} ${extra}`);
    }
    const raw = JSON.stringify(body).replaceAll('{', '{"__proto__":{"polluted":true,"role":"admin","isAdmin":true},').replaceAll(',}', '}');
    const answer = await attempt(name, route, raw);
    assert.ok(answer.status < 500, `${name} __proto__: ${answer.status}`);
    assert.ok(!JSON.stringify(answer.body).includes('polluted'), name);
  }
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('AU12 queries are read as text alone: no NUL, no structure, no repetition fails', async () => {
  const failures: string[] = [];
  for (const path of ['/api/claims', '/api/articles']) {
    for (const query of [
      'search=%00',
      'search=a%00b',
      'search=%ed%a0%80',
      'search=%',
      'search[]=a',
      'search[a]=b',
      'search=a&search=b',
      'stage=__proto__',
      'assigned=x',
      'search=%25%5f%5c',
      `search=${'a%20'.repeat(60)}`,
      '__proto__[x]=1',
      'search=%F0%9F%98%80',
    ]) {
      const answer = await server.send('GET', `${path}?${query}`, { headers: { cookie: amal.cookie } });
      if (answer.status >= 500) failures.push(`${path}?${query}: ${answer.status}`);
    }
  }
  const id = bodies['giveOpinion']?.id ?? '';
  for (const seq of ['-1', '1e9', '9007199254740991', '1e30', 'NaN', '', '0x10', '1.5', '%00']) {
    const answer = await server.send('GET', `/api/claims/${id}/history/moment?seq=${seq}`, { headers: { cookie: amal.cookie } });
    if (answer.status >= 500) failures.push(`seq=${seq}: ${answer.status}`);
  }
  for (const range of ['from=-1', 'length=0', 'length=20001', 'from=9007199254740991&length=20000', 'from=NaN', 'field=__proto__']) {
    const answer = await server.send('GET', `/api/claims/${id}/history/blame?seq=3&field=wording&${range}`, {
      headers: { cookie: amal.cookie },
    });
    if (answer.status >= 500) failures.push(`${range}: ${answer.status}`);
  }
  for (const path of [
    '/v/%00',
    '/v/%ff',
    '/v/a%2fb',
    '/v/a/%00',
    `/v/${'a'.repeat(5_000)}`,
    '/v/a/1e5',
    '/v/__proto__',
    '/api/captures/%00',
    '/api/claims/%00',
    '/%00',
    '/assets/%00',
    '/assets/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%5c..%5cpackage.json',
  ]) {
    const answer = await server.send('GET', path, { headers: { cookie: amal.cookie } });
    if (answer.status >= 500) failures.push(`${path}: ${answer.status}`);
    assert.equal(answer.body?.['name'] ?? null, null, path);
  }
  assert.deepEqual(failures, []);
});

test('LG6 an id in capitals names the same object or none: the log and the sheet stay whole', async () => {
  const id = await room.worked('Capitals');
  const upper = id.toUpperCase();
  for (const [method, path, body] of [
    ['GET', `/api/claims/${upper}`, undefined],
    ['GET', `/api/claims/${upper}/history`, undefined],
    ['POST', `/api/claims/${upper}/evidence`, { kind: 'quote', quote: 'x', stance: 'supports' }],
    ['POST', `/api/claims/${upper}/opinions`, { rating: 'supported' }],
    [
      'POST',
      '/api/claims',
      {
        wording: 'With capitals',
        appearance: {
          ...bodies['addAppearance']?.body,
          articleId: String(bodies['addAppearance']?.body['articleId']).toUpperCase(),
        },
      },
    ],
  ] as const) {
    const answer = await amal.send(method, path, body);
    assert.ok(answer.status === 200 || answer.status === 404, `${method} ${path}: ${answer.status}`);
    if (answer.status === 200) assert.ok(!JSON.stringify(answer.body).includes(upper), `${method} ${path} goes on in capitals`);
  }
  const member = await room.tomas.send('POST', `/api/members/${bo.id.toUpperCase()}/role`, { role: 'checker', password: PASSWORD });
  assert.ok(member.status < 500);
  const verified = await server.app.get(Database).read((tx) => server.app.get(Ledger).verify(tx));
  assert.ok(!JSON.stringify(verified).includes('wrong') && (verified as { ok?: boolean }).ok !== false, JSON.stringify(verified));
});

test('LG8 a key used for one command is refused for any other, on every route, and never makes the server fail', async () => {
  const key = `a-key-${randomUUID()}`;
  const headers = { 'idempotency-key': key };
  const first = await attempt(
    'inviteMember',
    routes.inviteMember,
    JSON.stringify({ name: 'Once', email: 'once@example.org', role: 'checker' }),
    headers,
  );
  assert.equal(first.status, 200);
  for (const [name, route] of posts) {
    const answer = await attempt(name, route, JSON.stringify(bodies[name]?.body), headers);
    assert.ok(answer.status < 500, `${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  const again = await attempt(
    'inviteMember',
    routes.inviteMember,
    JSON.stringify({ name: 'Twice', email: 'twice@example.org', role: 'checker' }),
    headers,
  );
  assert.equal(again.body.code, 'idempotency-mismatch', JSON.stringify(again.body));
});
