import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnchorText } from '#shared/text/anchors.js';
import { placeIncoming } from './place-incoming.js';

const TEXT = 'Iran denied it on Monday. The army left the port of Varna. Later Iran admitted it in a letter.';
const text = new AnchorText(TEXT);
const second = TEXT.lastIndexOf('Iran');

const incoming = (parts: { exact?: string; prefix?: string; suffix?: string; at?: number | null }) => {
  const { exact = 'Iran', prefix = '', suffix = '', at = 0 } = parts;
  return {
    id: 'incoming',
    kind: 'note' as const,
    exact,
    prefix,
    suffix,
    position: at === null ? null : { start: at, end: at + exact.length },
    sha256: null,
    claimId: null,
    messages: [],
    resolved: false,
    creator: null,
    original: null,
    unread: [],
  };
};

test('AN9 a position that the words around the quote contradict is not believed, and what is marked has the surroundings of this text', () => {
  const contradicted = placeIncoming(text, incoming({ prefix: 'Later ', suffix: ' admitted it in a letter.' }));
  assert.deepEqual([contradicted.outcome, contradicted.anchor], ['moved', text.anchorAt(second, second + 4)]);
  const agreed = placeIncoming(text, incoming({ prefix: '', suffix: ' denied it on Monday.' }));
  assert.deepEqual([agreed.outcome, agreed.anchor], ['exact', text.anchorAt(0, 4)]);
  const short = placeIncoming(text, incoming({ prefix: 'Later ', at: second }));
  assert.deepEqual([short.outcome, short.anchor], ['exact', text.anchorAt(second, second + 4)]);
});

test('AN9 a position with the words alone, or with surroundings that stand nowhere, is believed', () => {
  for (const around of [{}, { prefix: 'From another page altogether: ', suffix: ' — and so it went on.' }]) {
    const placed = placeIncoming(text, incoming({ ...around, at: second }));
    assert.deepEqual([placed.outcome, placed.anchor], ['exact', text.anchorAt(second, second + 4)]);
  }
  assert.equal(placeIncoming(text, incoming({ exact: 'Oman', at: 0 })).anchor, null);
});
