import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ROLES, type Role } from '#shared/domain/actor.js';
import { may } from '#shared/domain/permissions.js';
import { type Route, routes } from '#shared/protocol/routes.js';
import { HANDLING, type Handling } from '../../server/src/transport/handle.js';
import { everyRole, type Member, startTestServer, type TestServer } from '../support/test-server.js';

/** Handlers outside the table: raw bytes, pages, the OpenAPI text. */
const OUTSIDE = [
  'GET /api/openapi.json',
  'GET /metrics',
  'POST /api/imports',
  'POST /api/captures',
  'GET /api/captures/:sha256',
  'GET /v/:slug',
  'GET /v/:slug/:version',
  'GET /v/:slug/record.json',
  'GET /v/:slug/request-correction',
  'POST /v/:slug/request-correction',
];

let server: TestServer;
let members: Record<Role, Member>;
before(async () => {
  server = await startTestServer();
  members = await everyRole(server);
});

const all: readonly [string, Route][] = Object.entries(routes);
const pathOf = (route: Route): string => route.path.replace(/:[a-z0-9]+/gi, randomUUID());

/** Every method of every controller, with what it says it handles. */
function handlers(): { readonly name: string; readonly handling: Handling | undefined }[] {
  const discovery = new DiscoveryService(server.app.get(ModulesContainer));
  return discovery.getControllers().flatMap(({ metatype }) => {
    const prototype = metatype?.prototype as Record<string, object> | undefined;
    if (prototype === undefined) return [];
    return new MetadataScanner()
      .getAllMethodNames(prototype)
      .filter((name) => Reflect.hasMetadata('path', prototype[name] ?? {}))
      .map((name) => ({
        name: `${metatype?.name}.${name}`,
        handling: Reflect.getMetadata(HANDLING, prototype[name] ?? {}) as Handling | undefined,
      }));
  });
}

test('AU2 every route of the table has one handler, and no handler stands outside the table unlisted', () => {
  const found = handlers();
  assert.ok(found.length > 20, 'handlers are found at all');
  assert.deepEqual(
    found.filter(({ handling }) => handling === undefined),
    [],
  );
  const handled = found.flatMap(({ handling }) => (handling?.route ? [`${handling.method} ${handling.path}`] : []));
  assert.deepEqual(handled.toSorted(), all.map(([, route]) => `${route.method} ${route.path}`).toSorted());
  const raw = found.flatMap(({ handling }) => (handling?.route === null ? [`${handling.method} ${handling.path}`] : []));
  assert.deepEqual(
    raw.filter((route) => !OUTSIDE.includes(route)),
    [],
  );
});

test('AU2 without a session every route that has an action answers 401', async () => {
  for (const [name, route] of all) {
    if (route.action === 'public') continue;
    const answer = await server.send(route.method, pathOf(route));
    assert.deepEqual([answer.status, answer.body.code], [401, 'not-signed-in'], name);
  }
});

test('AU2 every route refuses every role that lacks its action, before it looks at anything else', async () => {
  let refused = 0;
  for (const [name, route] of all) {
    for (const role of ROLES) {
      if (route.action === 'public' || may({ role }, route.action)) continue;
      const answer = await server.send(route.method, pathOf(route), { as: members[role] });
      assert.deepEqual([answer.status, answer.body.code], [403, 'not-permitted'], `${name} as ${role}`);
      refused++;
    }
  }
  assert.ok(refused > 60, `${refused} refusals`);
});

test('AU2 a role that holds the action gets past the guard on every route', async () => {
  for (const [name, route] of all) {
    for (const role of ROLES) {
      if (route.action === 'public' || !may({ role }, route.action)) continue;
      const answer = await server.send(route.method, pathOf(route), {
        as: members[role],
        body: route.method === 'POST' ? { nonsense: 1 } : undefined,
      });
      assert.notEqual(answer.body?.code, 'not-permitted', `${name} as ${role}`);
      assert.notEqual(answer.status, 401, `${name} as ${role}`);
      assert.notEqual(answer.status, 500, `${name} as ${role}: ${JSON.stringify(answer.body)}`);
    }
  }
});

test('AU2 the auditor may write nothing, by no route', () => {
  const writes = all.filter(([, { method, action }]) => method !== 'GET' && action !== 'public');
  assert.ok(writes.length > 20);
  for (const [name, { action }] of writes) assert.ok(action !== 'public' && !may({ role: 'auditor' }, action), name);
});

test('AU4 unsafe methods are refused from every origin but our own, whoever is signed in', async () => {
  const foreign = [
    'http://evil.example',
    'null',
    `http://localhost.evil.example:${server.port}`,
    `https://localhost:${server.port}`,
    `http://localhost:${server.port + 1}`,
    'http://localhost',
    `http://LOCALHOST:${server.port}`,
  ];
  for (const [name, route] of all) {
    if (route.method === 'GET') continue;
    for (const origin of foreign) {
      const answer = await server.send(route.method, pathOf(route), { as: members.admin, headers: { origin } });
      assert.deepEqual([answer.status, answer.body.code], [403, 'origin-refused'], `${name} from ${origin}`);
    }
  }
});

test('AU4 our own origin and scripts without one get through; a cross-site fetch does not', async () => {
  const path = '/api/articles';
  const body = { text: 'Words that stand here. And more of them.', again: true };
  for (const headers of [{ origin: `http://localhost:${server.port}` }, { origin: `http://127.0.0.1:${server.port}` }, {}]) {
    assert.equal((await server.send('POST', path, { as: members.checker, body, headers: { ...headers } })).status, 200);
  }
  const crossSite = await server.send('POST', path, { as: members.checker, body, headers: { 'sec-fetch-site': 'cross-site' } });
  assert.equal(crossSite.body.code, 'origin-refused');
});

test('AU12 no body names its own author: unknown fields are refused with their path', async () => {
  const answer = await server.send('POST', '/api/articles', {
    as: members.checker,
    body: { text: 'Some words.', userId: members.lead.id },
  });
  assert.deepEqual([answer.status, answer.body.code, answer.body.path], [400, 'malformed', 'userId']);
});

test('AU12 malformed bodies are refused on every route that takes one, and never answer 500', async () => {
  const bodies = [
    '{"a":',
    '[]',
    '"text"',
    'null',
    '{}',
    '{"__proto__":{"x":1}}',
    `{"text":"${'\\u0000'.repeat(5)}"}`,
    '{"text":{"$gt":""}}',
  ];
  for (const [name, route] of all) {
    if (route.method !== 'POST') continue;
    const role =
      route.action === 'public' ? 'admin' : must(ROLES.find((one) => route.action !== 'public' && may({ role: one }, route.action)));
    for (const raw of bodies) {
      const answer = await server.send('POST', pathOf(route), { as: members[role], raw });
      assert.ok(answer.status >= 400 && answer.status < 500, `${name} ${raw}: ${answer.status} ${JSON.stringify(answer.body)}`);
      assert.equal(typeof answer.body.code, 'string', `${name} ${raw}`);
    }
  }
});

function must<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}

test('AU12 bodies over the limit are refused as too large', async () => {
  const answer = await server.send('POST', '/api/claims', { as: members.checker, body: { wording: 'x'.repeat(600_000) } });
  assert.deepEqual([answer.status, answer.body.code], [413, 'too-large']);
});

test('AU12 a body that is not declared as JSON is not read', async () => {
  const headers = { 'content-type': 'text/plain' };
  const answer = await server.send('POST', '/api/articles', { as: members.checker, raw: '{"text":"Some words."}', headers });
  assert.deepEqual([answer.status, answer.body.code], [400, 'malformed']);
});

test('unknown addresses of the API answer the common error, and ids that are none name nothing', async () => {
  assert.deepEqual((await server.send('GET', '/api/nowhere', { as: members.lead })).body.code, 'not-found');
  const answer = await server.send('GET', "/api/articles/1'%20OR%201=1", { as: members.lead });
  assert.deepEqual([answer.status, answer.body.code], [404, 'not-found']);
});

test('the OpenAPI text names every route of the table, and its schemas resolve', async () => {
  const { body, status } = await server.send('GET', '/api/openapi.json');
  assert.equal(status, 200);
  assert.equal(body['openapi'], '3.1.0');
  const paths = body['paths'] as unknown as Record<string, Record<string, { operationId?: string; responses?: unknown }>>;
  for (const [name, route] of all) {
    const operation = paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()];
    assert.equal(operation?.operationId, name);
    assert.ok(operation?.responses);
  }
  const ids = Object.values(paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));
  assert.equal(new Set(ids).size, ids.length, 'operation ids are unique');
  for (const [, reference] of JSON.stringify(body).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const target = (reference ?? '').split('/').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], body);
    assert.ok(target !== undefined, reference);
  }
});

test('security headers stand on every answer, and no inline script may run', async () => {
  for (const path of ['/healthz', '/api/session', '/', '/nowhere.js']) {
    const { headers } = await server.send('GET', path);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('x-powered-by'), null);
  }
  assert.equal((await server.send('GET', '/api/setup')).headers.get('cache-control'), 'no-store');
});
