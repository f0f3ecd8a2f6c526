import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IndexedOutboxStore } from './indexed-outbox-store.js';

const fail = (error: unknown): never => assert.fail(String(error));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('SY10 edits not yet acknowledged outlive their tab and are taken over by the next one of the same person', async () => {
  const dead = new IndexedOutboxStore('ann', 'tab-1', fail);
  dead.put('sheet/1', 3, { clientSeq: 1, bytes: bytes('stored') }, 'epoch');
  dead.put('sheet/1', 3, { clientSeq: 2, bytes: bytes('two') }, 'epoch');
  dead.put('sheet/1', 3, { clientSeq: 10, bytes: bytes('ten') }, 'epoch');
  dead.put('sheet/2', 8, { clientSeq: 1, bytes: bytes('elsewhere') }, 'epoch');
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

test('SY21 what was refused is kept for the next tab until it is put aside', async () => {
  const edit = { document: 'sheet/7', at: '2026-01-01T00:00:00.000Z', code: 'READ_ONLY' as const, message: 'not yours', text: 'words' };
  const first = new IndexedOutboxStore('ann', 'tab-3', fail);
  first.keepRefused(edit);
  first.keepRefused({ ...edit, document: 'sheet/8' });
  await first.settled();
  const next = new IndexedOutboxStore('ann', 'tab-4', fail);
  assert.deepEqual(
    (await next.refusedEdits('sheet/7')).map(({ text, code }) => [text, code]),
    [['words', 'READ_ONLY']],
  );
  assert.deepEqual(await new IndexedOutboxStore('bo', 'tab-5', fail).refusedEdits('sheet/7'), []);
  next.putRefusedAside('sheet/7');
  await next.settled();
  assert.deepEqual(await next.refusedEdits('sheet/7'), []);
  assert.equal((await next.refusedEdits('sheet/8')).length, 1);
});
