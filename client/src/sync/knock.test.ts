import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { encodeFrame } from '#shared/document/frame.js';
import { type JoinReply, type JoinRequestData, LIMITS } from '#shared/protocol/socket.js';
import { DocumentSync } from './document-sync.js';
import { MemoryOutboxStore } from './outbox-store.js';

const LEASE = 7;

/** A document whose server answers by hand. */
function desk() {
  const asked: { request: JoinRequestData; knocked: boolean }[] = [];
  const sync = new DocumentSync({
    document: 'bench/knock',
    wire: {
      join: async (request, knocked) => {
        asked.push({ request, knocked });
        return reply(request);
      },
      sendUpdate: () => {},
      sendPresence: () => {},
      leave: () => {},
    },
    store: new MemoryOutboxStore(),
    later: () => {},
    now: () => new Date(0),
    mayClose: () => true,
  });
  return { sync, asked };
}

function reply({ lease, outboxes }: JoinRequestData): JoinReply {
  const mine = lease ?? LEASE;
  return {
    ok: true,
    handle: 1,
    epoch: 'one',
    lease: mine,
    key: mine,
    head: 0,
    updates: [],
    outboxes: [...new Set([mine, ...outboxes])].map((id) => ({ lease: id, stored: 0 })),
    claimed: [],
    authors: [],
    presence: [],
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('SY12 what a connection asked for while it was made is asked for once; the next opening asks anew', async () => {
  const { sync, asked } = desk();
  assert.equal(sync.knock(), null, 'what this tab keeps is not known yet');
  await settled();
  assert.equal(sync.knock()?.lease, null);
  sync.connected();
  await settled();
  assert.deepEqual(
    asked.map(({ knocked }) => knocked),
    [true],
  );
  sync.frame(1, encodeFrame(5, [])); // a gap: something was missed
  await settled();
  assert.equal(asked[1]?.knocked, false);
  sync.disconnected();
  sync.connected();
  await settled();
  assert.equal(asked[2]?.knocked, false, 'this connection asked for nothing');
});

test('SY12 typing while the answer is on its way changes nothing; a document begun anew is not mended by an answer for the old one', async () => {
  const { sync, asked } = desk();
  await settled();
  sync.connected();
  await settled();
  sync.disconnected();
  assert.equal(sync.knock()?.lease, LEASE);
  sync.doc.getText('text').insert(0, 'typed meanwhile');
  sync.connected();
  await settled();
  assert.equal(asked.at(-1)?.knocked, true);
  assert.ok(Y.decodeStateVector(asked.at(-1)?.request.vector ?? new Uint8Array()).get(LEASE), 'what it holds by now');

  sync.disconnected();
  sync.knock();
  const before = sync.doc;
  sync.doc.getText('text').insert(0, 'x'.repeat(LIMITS.updateBytes));
  assert.notEqual(sync.doc, before, 'too much for one edit: the document begins anew');
  sync.connected();
  await settled();
  assert.equal(asked.at(-1)?.knocked, false);
});
