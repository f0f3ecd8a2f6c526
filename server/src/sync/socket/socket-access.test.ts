import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#shared/domain/actor.js';
import { Rights } from '../../identity/rights.js';
import type { Sessions } from '../../identity/sessions.service.js';
import type { AllowedOrigins } from '../../transport/allowed-origins.js';
import { SocketAccess } from './socket-access.service.js';

const ANN: Actor = { userId: 'ann', teamId: 'team', name: 'Ann', role: 'checker', sessionHash: 'hash' };

/** A door, and what the database would say of whoever knocks. */
function door() {
  const rights = new Rights();
  const known = { actor: ANN as Actor | null, asked: 0 };
  const sessions = {
    async actorOfCookie() {
      known.asked++;
      return known.actor;
    },
  };
  const access = new SocketAccess(sessions as unknown as Sessions, rights, { has: () => true } as unknown as AllowedOrigins);
  return { access, rights, known };
}

test('AU2 who was asked for while the connection was made is let in by that answer, and asked for again when a right changed meanwhile', async () => {
  const { access, rights, known } = door();
  const identity = await access.admit('one', 'cookie', access.ask('cookie'));
  assert.equal(identity?.actor.role, 'checker');
  assert.equal(known.asked, 1);

  const knock = access.ask('cookie');
  known.actor = { ...ANN, role: 'auditor' };
  assert.equal((await access.admit('control', 'cookie', knock))?.actor.role, 'checker', 'as long as this node has heard of no change');
  rights.changed({ userId: ANN.userId });
  assert.equal((await access.admit('two', 'cookie', knock))?.actor.role, 'auditor');

  const removed = access.ask('cookie');
  await removed.actor;
  known.actor = null;
  rights.changed({ userId: ANN.userId }, 'elsewhere');
  assert.equal(await access.admit('three', 'cookie', removed), null);
});

test('AU2 a right that changes during the asking, or an answer that is a second old, is asked for again', async () => {
  const { access, rights, known } = door();
  const knock = access.ask('cookie');
  known.actor = null;
  const admitted = access.admit('one', 'cookie', knock);
  rights.changed({ sessionHash: ANN.sessionHash });
  assert.equal(await admitted, null);
  known.actor = ANN;
  const old = { ...access.ask('cookie'), askedMs: performance.now() - 1_500 };
  known.actor = null;
  assert.equal(await access.admit('two', 'cookie', old), null);
});
