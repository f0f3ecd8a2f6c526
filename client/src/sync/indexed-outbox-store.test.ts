import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IndexedOutboxStore } from './indexed-outbox-store.js';

const fail = (error: unknown): never => assert.fail(String(error));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('SY10 edits not yet acknowledged outlive their tab and are taken over by the next one of the same person', async () => {
  const dead = new IndexedOutboxStore('ann', 'tab-1', fail);
  dead.put('sheet/1', 3, { clientSeq: 1, bytes: bytes('stored') });
  dead.put('sheet/1', 3, { clientSeq: 2, bytes: bytes('two') });
  dead.put('sheet/1', 3, { clientSeq: 10, bytes: bytes('ten') });
  dead.put('sheet/2', 8, { clientSeq: 1, bytes: bytes('elsewhere') });
  dead.removeUpTo('sheet/1', 3, 1);
  await dead.settled();

  const next = new IndexedOutboxStore('ann', 'tab-2', fail);
  const [outbox, ...more] = await next.adopt('sheet/1');
  assert.equal(more.length, 0);
  assert.deepEqual(
    outbox?.entries.map((entry) => [entry.clientSeq, new TextDecoder().decode(entry.bytes)]),
    [
      [2, 'two'],
      [10, 'ten'],
    ],
  );
  assert.equal(outbox?.lease, 3);
  assert.deepEqual(await next.adopt('sheet/1'), [], 'what is this tab’s own is not taken over again');
  assert.deepEqual(await new IndexedOutboxStore('ben', 'tab-3', fail).adopt('sheet/1'), [], 'another person’s are not touched');

  next.removeAll('sheet/1', 3);
  await next.settled();
  assert.deepEqual(await new IndexedOutboxStore('ann', 'tab-4', fail).adopt('sheet/1'), []);
});
