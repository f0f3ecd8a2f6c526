import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeHints, encodeHints, type Hint, subjectOf } from './hints.js';

test('SY15 hints fit into notifications and come out as they went in; a subject has one hint', () => {
  const hints: Hint[] = Array.from({ length: 1_500 }, (_, i) => ['head', i + 1, 1_000_000 + i]);
  const user = { id: '00000000-0000-4000-8000-000000000001', name: 'Zoë 😀', role: 'checker' as const, removed: false };
  hints.push(['here', 7, -12, user, null], ['news', 'team', 'claim', 'one'], ['user', 'u'], ['session', 's'], ['who', 3], ['beat']);
  const payloads = encodeHints('node-1', hints);
  assert.ok(payloads.length > 3);
  for (const payload of payloads) assert.ok(Buffer.byteLength(payload) <= 7_900);
  const decoded = payloads.map(decodeHints);
  assert.deepEqual(
    decoded.flatMap((one) => one?.hints ?? []),
    hints,
  );
  assert.ok(decoded.every((one) => one?.node === 'node-1'));
  assert.equal(subjectOf(['head', 5, 1]), subjectOf(['head', 5, 2]));
  assert.notEqual(subjectOf(['news', 't', 'claim', 'a']), subjectOf(['news', 't', 'claim', 'b']));
});

test('SY15 what others write into the channel is left alone', () => {
  for (const payload of ['', '{}', '[]', '["n",["head",-1,2]]', '["n",["drop","table"]]', '["n",["head",1]]', 'null', '["n",["user",7]]'])
    assert.equal(decodeHints(payload), null, payload);
  assert.deepEqual(encodeHints('n', [['user', 'x'.repeat(9_000)]]), [], 'what fits nowhere is left out');
});
