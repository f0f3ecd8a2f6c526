import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { z } from 'zod';
import { DOCUMENT_SCHEMA, LAYOUTS } from '../document/layout.js';
import { Encoder } from './parser.js';
import { JoinRequest, LIMITS, PROTOCOL_VERSION, PresenceState } from './socket.js';

/** What both sides have to agree on, as far as a program can see it. */
function contract(): string {
  const shapes = [JoinRequest, PresenceState].map((shape) => z.toJSONSchema(shape, { unrepresentable: 'any' }));
  const hot = [
    ['u', 7, 300, 2, Uint8Array.of(1, 2, 3)],
    ['f', 7, Uint8Array.of(4, 5)],
  ].map((data) => String(new Encoder().encode({ type: 2, nsp: '/', data } as never)));
  return createHash('sha256').update(JSON.stringify({ shapes, hot, LIMITS, LAYOUTS, DOCUMENT_SCHEMA })).digest('hex');
}

/** When this fails, old tabs and the new server would misunderstand each other: raise PROTOCOL_VERSION, then pin both anew. */
test('messages and documents of another shape have another number', () => {
  assert.deepEqual({ version: PROTOCOL_VERSION, contract: contract().slice(0, 16) }, { version: 4, contract: 'b7c72b9d92357888' });
});
