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
  const join = async (vector: Uint8Array) => {
    const record = await rooms.find('team', 'bench/joining', true);
    assert.ok(record);
    const actor = { userId: ANN.id, teamId: 'team', name: ANN.name, role: ANN.role, sessionHash: '' };
    const visitor = { socketId: `s${++sockets}`, actor, person: ANN, mayWrite: () => true };
    const request = {
      document: record.name,
      schema: DOCUMENT_SCHEMA,
      vector: new Uint8Array(vector),
      lease: null,
      outboxes: [],
      claims: [],
    };
    const joined = await rooms.join(visitor, record, request);
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
