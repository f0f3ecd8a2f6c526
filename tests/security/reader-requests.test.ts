import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newsroom } from '../support/newsroom.js';

const room = await newsroom({ TRUSTED_PROXIES: '1' });
const { amal, leila, tomas, ines } = room;
const { server } = room.team;
const id = await room.worked('The bridge fell on Friday');
const slug = await room.published(id);
const WRONG = 'It fell on Saturday, as the fire brigade says.';
let address = 0;

/** Every call comes from an address of its own, unless one is named. */
async function ask(fields: Record<string, string>, from = `198.51.100.${++address}`, to = slug, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server.url}/v/${to}/request-correction`, {
    method: 'POST',
    headers: { 'x-forwarded-for': from, ...headers },
    body: new URLSearchParams(fields),
  });
  return { status: answer.status, page: await answer.text() };
}
const requests = async () => (await room.view(leila, id)).correctionRequests;

test('PB5 a reader’s request reaches the claim; a lead decides it once, and nobody outside the team sees it', async () => {
  const sent = await ask({ wrong: WRONG, evidence: 'https://brigade.example', contact: 'reader@example.org' });
  assert.equal(sent.status, 200);
  const [request] = await requests();
  assert.deepEqual(
    [request?.wrong, request?.evidence, request?.contact, request?.version, request?.decision],
    [WRONG, 'https://brigade.example', 'reader@example.org', 1, null],
  );
  for (const member of [amal, tomas, ines]) {
    const refused = await member.send('POST', `/api/correction-requests/${request?.id}/decision`, { outcome: 'declined', reason: 'No.' });
    assert.equal(refused.status, 403, member.name);
  }
  await leila.post(`/api/correction-requests/${request?.id}/decision`, { outcome: 'accepted', reason: 'The brigade confirms it.' });
  const again = await leila.send('POST', `/api/correction-requests/${request?.id}/decision`, { outcome: 'declined', reason: 'No.' });
  assert.equal(again.body['code'], 'request-closed');
  assert.equal((await requests())[0]?.decision?.outcome, 'accepted');
  for (const path of [`/v/${slug}`, `/v/${slug}/record.json`, `/v/${slug}/request-correction`]) {
    assert.doesNotMatch(await (await fetch(server.url + path)).text(), /reader@example\.org|fire brigade/, path);
  }
  // The log holds the decision and the hash of the words, never the reader.
  const source = await server.database.source();
  const found = await source.query(`SELECT convert_from(body, 'UTF8') AS body FROM audit.payload`);
  const log = JSON.stringify(found);
  assert.match(log, /The brigade confirms it/);
  assert.doesNotMatch(log, /reader@example\.org|fire brigade/);
});

test('PB5 markup, too much, too little and other types are refused in a sentence, and what was typed is given back', async () => {
  const before = (await requests()).length;
  for (const [fields, words] of [
    [{ wrong: `${WRONG} <a href="https://spam.example">Buy</a>` }, /holds HTML/],
    [{ wrong: `${WRONG} <script>alert(1)</script>` }, /holds HTML/],
    [{ wrong: 'Wrong.' }, /at least 20 characters/],
    [{ wrong: '' }, /at least 20 characters/],
    [{ wrong: 'x'.repeat(4_001) }, /up to 4,000 characters; this has 4,001/],
    [{ wrong: WRONG, contact: 'x'.repeat(321) }, /up to 320/],
    [{ wrong: `${WRONG}\0\ud800` }, /characters that no text has/],
  ] as const) {
    const { status, page } = await ask(fields);
    assert.equal(status, 422, JSON.stringify(fields));
    assert.match(page, words);
    assert.doesNotMatch(page, /<script|<a href="https:\/\/spam/);
  }
  const json = await fetch(`${server.url}/v/${slug}/request-correction`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-forwarded-for': '198.51.100.250' },
    body: 'wrong=x',
  });
  assert.equal(json.status, 400);
  assert.equal((await ask({ wrong: 'x'.repeat(70_000) })).status, 413);
  assert.equal((await ask({ wrong: WRONG }, undefined, 'no-such-claim')).status, 404);
  assert.equal((await requests()).length, before, 'nothing was stored');
  // Control: signs of less and more in plain words are no markup.
  assert.equal((await ask({ wrong: `${WRONG} Temperatures were < 3 and > 1.` })).status, 200);
  assert.equal((await requests()).length, before + 1);
});

test('PB5 the field that nobody sees is filled by programs only: they are thanked and stored nowhere', async () => {
  const before = (await requests()).length;
  const { status, page } = await ask({ wrong: WRONG, website: 'https://spam.example' });
  assert.equal(status, 200);
  assert.match(page, /Thank you/);
  assert.equal((await requests()).length, before);
});

test('PB5 five requests of an address within an hour are taken, the sixth is not; others are not kept out by it', async () => {
  const before = (await requests()).length;
  const codes: number[] = [];
  for (let n = 0; n < 7; n += 1) codes.push((await ask({ wrong: `${WRONG} ${n}` }, '203.0.113.9')).status);
  assert.deepEqual(codes, [200, 200, 200, 200, 200, 429, 429]);
  assert.equal((await ask({ wrong: WRONG }, '203.0.113.10')).status, 200);
  assert.equal((await requests()).length, before + 6);
});

test('PB5 the form works without script and sends nowhere else; from another site nothing is taken', async () => {
  const form = await fetch(`${server.url}/v/${slug}/request-correction`);
  const policy = form.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/);
  assert.equal(form.headers.get('referrer-policy'), 'same-origin');
  assert.doesNotMatch(await form.text(), /<script/);
  assert.match((await fetch(`${server.url}/v/${slug}`)).headers.get('content-security-policy') ?? '', /form-action 'none'/);
  assert.equal((await ask({ wrong: WRONG }, undefined, slug, { origin: 'https://evil.example' })).status, 403);
  assert.equal((await ask({ wrong: WRONG }, undefined, slug, { origin: server.url })).status, 200, 'control: from our own page');
});

test('DS7 the record beside ClaimReview holds every dissent in full, its answers and the corrections', async () => {
  const other = await room.worked('The tower leans');
  const proposal = await room.propose(amal, other);
  const { id: dissent } = await room.bo.post(`/api/proposals/${proposal}/dissents`, { rating: 'refuted', reason: 'It stood straight.' });
  await room.mikael.post(`/api/dissents/${dissent}/answer`, { answer: 'It was measured.' });
  const { contentHash } = await room.view(leila, other);
  await leila.post(`/api/proposals/${proposal}/approval`, { contentHash, password: 'correct horse battery', reason: 'Measured.' });
  await leila.post(`/api/claims/${other}/publication`, { contentHash });
  const correction = { kind: 'clarification', before: 'leans', after: 'leans by 2 degrees', reason: 'Asked.', notice: 'By how much.' };
  await leila.post(`/api/claims/${other}/corrections`, correction);
  const at = (await room.view(leila, other)).publications[0]?.slug;
  const record = (await (await fetch(`${server.url}/v/${at}/record.json`)).json()) as {
    claimReview: { claimReviewed: string };
    dissents: { reason: string; answers: { answer: string }[] }[];
    corrections: { notice: string }[];
  };
  assert.equal(record.claimReview.claimReviewed, 'The tower leans');
  assert.deepEqual(
    record.dissents.map(({ reason, answers }) => [reason, answers[0]?.answer]),
    [['It stood straight.', 'It was measured.']],
  );
  assert.deepEqual(
    record.corrections.map(({ notice }) => notice),
    ['By how much.'],
  );
  assert.equal((await fetch(`${server.url}/v/no-such-thing/record.json`)).status, 404);
});
