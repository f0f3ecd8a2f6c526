import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PresenceChange } from '#shared/protocol/socket.js';
import { RoomPresence } from './presence.js';

const person = { id: '00000000-0000-4000-8000-000000000001', name: 'Ann', role: 'checker' as const, removed: false };
const shown = { cursor: null, selection: null, reading: 3 };

test('SY13 presence of other nodes shows beside our own, and goes with its tab or its node', () => {
  const told: PresenceChange[] = [];
  const presence = new RoomPresence((change) => told.push(change));
  presence.set({ socketId: 'a', key: 1, person }, shown);
  presence.hear('node-2', { lease: 2, user: person, state: shown });
  presence.hear('node-2', { lease: 3, user: person, state: shown });
  assert.deepEqual(
    presence.all().map(({ lease }) => lease),
    [1, 2, 3],
  );
  assert.deepEqual(
    told.map(({ lease }) => lease),
    [1],
    'what others said is not said again',
  );
  // A tab that moved here from the other node stays when that node says it is gone.
  presence.set({ socketId: 'b', key: 2, person }, shown);
  presence.hear('node-2', { lease: 2, user: person, state: null });
  assert.equal(presence.all().length, 3);
  presence.takeChanges();
  presence.forgetNode('node-2');
  assert.deepEqual(presence.takeChanges(), [{ lease: 3, user: person, state: null }]);
  presence.leave({ socketId: 'a', key: 1, person });
  assert.deepEqual(told.at(-1), { lease: 1, user: person, state: null });
  assert.deepEqual(
    presence.all().map(({ lease }) => lease),
    [2],
  );
});
