import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, refusalOf } from './call.js';
import { CommandKeys } from './command-keys.js';
import { newId } from './new-id.js';
import { untilLoaded } from './until-loaded.js';

test('an address has its parameters filled in and its query appended, empty ones left out', () => {
  assert.equal(addressOf('/api/claims/:id/evidence', { id: 'a/b' }), '/api/claims/a%2Fb/evidence');
  assert.equal(addressOf('/api/claims', {}, { search: 'Beirut 2 Oct', stage: undefined }), '/api/claims?search=Beirut+2+Oct');
  assert.throws(() => addressOf('/api/claims/:id', {}), /missing path parameter id/);
});

test('a refusal without a known body still says something', () => {
  assert.equal(refusalOf(null, 502).body.code, 'unavailable');
  assert.equal(refusalOf({ code: 'dissent-open', message: 'One dissent is open.' }, 409).body.message, 'One dissent is open.');
});

test('a command keeps its key over retries and gets a new one after success or with another input', () => {
  let n = 0;
  const keys = new CommandKeys(() => `key-${++n}`);
  assert.equal(keys.keyFor({ a: 1 }), 'key-1');
  assert.equal(keys.keyFor({ a: 1 }), 'key-1');
  assert.equal(keys.keyFor({ a: 2 }), 'key-2');
  keys.succeeded();
  assert.equal(keys.keyFor({ a: 2 }), 'key-3');
});

test('a new id is a version 4 UUID', () => {
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a part of the program that does not come is asked for again, ever later, until it is there', async () => {
  const waited: number[] = [];
  let tries = 0;
  const stays = async (): Promise<boolean> => false;
  const load = (): Promise<string> => (++tries < 7 ? Promise.reject(new Error('no server')) : Promise.resolve('here'));
  assert.equal(await untilLoaded(load, async (ms) => void waited.push(ms), stays), 'here');
  assert.deepEqual(waited, [500, 1_000, 2_000, 4_000, 4_000, 4_000]);
  const after = tries;
  const gone = untilLoaded(
    () => Promise.reject(new Error(`try ${++tries}`)),
    async () => undefined,
    async () => true,
  );
  assert.equal(await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 20, 'still waiting'))]), 'still waiting');
  assert.equal(tries, after + 1, 'what the server no longer has is not asked for again');
});
