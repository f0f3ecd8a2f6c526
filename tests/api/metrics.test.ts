import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SocketSide, Typist, until } from '../support/socket-side.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const TOKEN = 'a token of some length';

async function numbers(server: TestServer): Promise<(name: string) => number> {
  const response = await fetch(`${server.url}/metrics`);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
  const lines = (await response.text()).split('\n');
  return (name) => Number(lines.find((line) => line.startsWith(`${name} `))?.split(' ')[1] ?? Number.NaN);
}

test('RU6 /metrics counts what was accepted, refused and waits, and says how long commits and acknowledgements take', async () => {
  const server = await startTestServer({ ASSAY_BENCH: '1', METRICS_TOKEN: TOKEN });
  const before = await numbers(server);
  assert.equal(before('assay_updates_accepted_total'), 0);
  assert.equal(before('assay_updates_refused_total{code="MALFORMED"}'), 0);
  const { cookie } = await server.member('checker');
  const side = await SocketSide.open(server.url, cookie);
  const typist = new Typist(side, await side.joined('bench/metrics'));
  for (let i = 0; i < 3; i++) assert.ok(await typist.edit((doc) => doc.getText('text').insert(0, 'x')));
  typist.send(4, Uint8Array.of(9, 9, 9));
  await until(() => side.nacks.length === 1, 'a refusal');
  const after = await numbers(server);
  assert.equal(after('assay_updates_accepted_total'), 3);
  assert.equal(after('assay_updates_refused_total{code="MALFORMED"}'), 1);
  assert.equal(after('assay_updates_refused_total{code="BUSY"}'), 0);
  assert.equal(after('assay_commit_updates_sum'), 3);
  assert.equal(after('assay_ack_seconds_count'), 3);
  assert.ok(after('assay_ack_seconds_sum') >= after('assay_commit_seconds_sum') && after('assay_commit_seconds_sum') > 0);
  assert.deepEqual(['assay_rooms', 'assay_room_members', 'assay_sockets', 'assay_updates_waiting'].map(after), [1, 1, 1, 0]);
  assert.deepEqual(['assay_slow_sockets', 'assay_slow_socket_bytes'].map(after), [0, 0]);
  assert.ok(after('nodejs_eventloop_lag_p99_seconds') >= 0 && after('process_resident_memory_bytes') > 1e6);
  side.close();
});

test('RU6 from elsewhere /metrics is read with its token only', async () => {
  const server = await startTestServer({ METRICS_TOKEN: TOKEN });
  const status = async (headers: Record<string, string>): Promise<number> => (await fetch(`${server.url}/metrics`, { headers })).status;
  const elsewhere = { 'x-forwarded-for': '203.0.113.5' };
  assert.equal(await status(elsewhere), 404);
  assert.equal(await status({ ...elsewhere, authorization: `Bearer ${TOKEN.slice(0, -1)}!` }), 404);
  assert.equal(await status({ ...elsewhere, authorization: `Bearer ${TOKEN}` }), 200);
  assert.equal(await status({}), 200); // control: this machine itself
});
