import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { SeededRandom } from '../../../tests/support/seeded-random.js';
import { rewriteUpdate } from './rewrite-update.js';

test('SY11 edits rewritten to another lease give the same text', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = new SeededRandom(seed);
    const server = new Y.Doc({ gc: false });
    server.clientID = 3;
    server.getText('text').insert(0, 'what the server has ”');
    const tab = new Y.Doc({ gc: false });
    Y.applyUpdate(tab, Y.encodeStateAsUpdate(server));
    tab.clientID = 300;
    const updates: Uint8Array[] = [];
    tab.on('update', (update: Uint8Array) => updates.push(update));
    const text = tab.getText('text');
    for (let i = 0; i < 20; i++) {
      if (random.chance(0.3) && text.length > 2) text.delete(random.below(text.length - 1), 1);
      else text.insert(random.below(text.length + 1), random.pick(['x', '”', 'word ', '🗞️']));
    }
    const stored = random.below(updates.length);
    for (const update of updates.slice(0, stored)) Y.applyUpdate(server, update);
    const acked = Y.getState(server.store, 300);
    for (const update of updates.slice(stored)) Y.applyUpdate(server, rewriteUpdate(update, { from: 300, acked, to: 4, base: 0 }));
    assert.equal(server.getText('text').toString(), text.toString(), `seed ${seed}`);
    assert.equal(server.store.pendingStructs, null, `seed ${seed}`);
    assert.equal(Y.getState(server.store, 300), acked, 'nothing more under the old lease');
  }
});
