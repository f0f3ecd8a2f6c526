import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { DOCUMENT_SCHEMA } from '#shared/document/layout.js';
import { MemoryUpdateLog } from '../log/memory-update-log.js';
import type { Outlet } from './room.js';
import { Rooms } from './rooms.js';

const OUTLET: Outlet = { toSocket: () => {}, toRoom: () => {}, toNodes: () => {} };
const ANN = { id: 'ann', name: 'Ann', role: 'checker', removed: false } as const;
const UPDATES = 600;

/** A document with a writer in it, and joiners who come with whatever they have. */
async function desk() {
  const log = new MemoryUpdateLog();
  let rooms = new Rooms(log, OUTLET, () => new Date(0));
  let sockets = 0;
  const actor = { userId: ANN.id, teamId: 'team', name: ANN.name, role: ANN.role, sessionHash: '' };
  const knocking = (vector: Uint8Array) => ({
    visitor: { socketId: `s${++sockets}`, actor, person: ANN, mayWrite: () => true },
    request: {
      document: 'bench/joining',
      schema: DOCUMENT_SCHEMA,
      vector: new Uint8Array(vector),
      lease: null,
      outboxes: [],
      claims: [],
    },
  });
  const join = async (vector: Uint8Array, leaseAhead: Promise<number> | null = null) => {
    const { visitor, request } = knocking(vector);
    const record = await rooms.find('team', request.document, true);
    assert.ok(record);
    const joined = await rooms.join(visitor, record, request, leaseAhead);
    assert.ok(joined.ok);
    return { ...joined.value, socketId: visitor.socketId };
  };
  const { lease, handle, socketId } = await join(Uint8Array.of(0));
  assert.ok(lease !== null);
  const doc = new Y.Doc({ gc: false });
  doc.clientID = lease;
  let [sent, refused] = [0, 0];
  doc.on('update', (update: Uint8Array) => {
    if (rooms.get(handle)?.receive(socketId, lease, ++sent, update) !== null) refused++;
  });
  return {
    doc,
    join,
    ahead() {
      const { visitor, request } = knocking(Uint8Array.of(0));
      return rooms.leaseAhead(visitor, request);
    },
    async type(times: number) {
      for (let i = 0; i < times; i++) {
        doc.getText('text').insert(0, String(i % 10));
        if (i % 50 === 0) await rooms.drained();
      }
      await rooms.drained();
      assert.equal(refused, 0);
    },
    restart: () => {
      rooms = new Rooms(log, OUTLET, () => new Date(0));
    },
  };
}

function holds(from: Y.Doc, updates: readonly Uint8Array[], whole: Y.Doc): void {
  for (const update of updates) Y.applyUpdate(from, update);
  assert.deepEqual(Y.encodeStateVector(from), Y.encodeStateVector(whole));
  assert.equal(from.getText('text').toString(), whole.getText('text').toString());
}

test('SY12 who joins gets what they lack to the very head, however many come and whatever was typed between them', async () => {
  const { doc, join, type, restart } = await desk();
  await type(3);
  const early = new Y.Doc({ gc: false });
  Y.applyUpdate(early, Y.encodeStateAsUpdate(doc));
  const vector = Y.encodeStateVector(early);
  const copy = (): Y.Doc => {
    const again = new Y.Doc({ gc: false });
    Y.applyUpdate(again, Y.encodeStateAsUpdate(early));
    return again;
  };
  for (const typed of [0, 1, 40, UPDATES]) {
    await type(typed);
    for (let i = 0; i < 2; i++) {
      holds(copy(), (await join(vector)).updates, doc);
      holds(new Y.Doc({ gc: false }), (await join(Uint8Array.of(0))).updates, doc);
    }
  }
  const others: Y.Doc[] = [];
  for (let i = 0; i < 6; i++) {
    const other = new Y.Doc({ gc: false });
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    others.push(other);
    await type(1);
  }
  for (const other of others) holds(other, (await join(Y.encodeStateVector(other))).updates, doc);
  restart();
  holds(copy(), (await join(vector)).updates, doc);
  holds(new Y.Doc({ gc: false }), (await join(new Uint8Array())).updates, doc);
});

test('SY3 the answer names who wrote and whose tab it is, not every tab that ever looked; a number asked for ahead is the one given', async () => {
  const { doc, join, type, restart, ahead } = await desk();
  await type(3);
  for (let i = 0; i < 20; i++) await join(Uint8Array.of(0));
  const writer = doc.clientID;
  const names = (joined: Awaited<ReturnType<typeof join>>) => joined.authors.map(({ lease }) => lease);
  const joined = await join(Uint8Array.of(0));
  assert.deepEqual(names(joined), [writer, joined.lease]);
  const asked = ahead();
  assert.equal((await join(Uint8Array.of(0), asked)).lease, await asked);
  restart();
  assert.equal(ahead(), null, 'of a document that is not open here nothing is known yet');
  const later = await join(Uint8Array.of(0));
  assert.deepEqual(names(later), [writer, later.lease]);
});
