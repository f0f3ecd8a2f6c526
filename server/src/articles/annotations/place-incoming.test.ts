import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeAnchor } from '#shared/text/anchors.js';
import { PageText, placeIncoming } from './place-incoming.js';

const TEXT = 'Iran denied it on Monday. The army left the port of Varna. Later Iran admitted it in a letter.';
const text = new PageText(TEXT);
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
    source: null,
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
  assert.deepEqual([contradicted.outcome, contradicted.anchor], ['moved', makeAnchor(TEXT, second, second + 4)]);
  const agreed = placeIncoming(text, incoming({ prefix: '', suffix: ' denied it on Monday.' }));
  assert.deepEqual([agreed.outcome, agreed.anchor], ['exact', makeAnchor(TEXT, 0, 4)]);
  const short = placeIncoming(text, incoming({ prefix: 'Later ', at: second }));
  assert.deepEqual([short.outcome, short.anchor], ['exact', makeAnchor(TEXT, second, second + 4)]);
});

test('AN9 a position with the words alone, or with surroundings that stand nowhere, is believed', () => {
  for (const around of [{}, { prefix: 'From another page altogether: ', suffix: ' — and so it went on.' }]) {
    const placed = placeIncoming(text, incoming({ ...around, at: second }));
    assert.deepEqual([placed.outcome, placed.anchor], ['exact', makeAnchor(TEXT, second, second + 4)]);
  }
  assert.equal(placeIncoming(text, incoming({ exact: 'Oman', at: 0 })).anchor, null);
});

test('AN9 white space and invisible characters are no difference, in the quote or around it', () => {
  const page = new PageText('It rained. The board bought two cranes\nin May & paid. The board sold “&amp;” signs.\nشش مرد 🚢 آمدند.');
  const start = page.text.indexOf('bought');
  const standing = makeAnchor(page.text, start, start + 'bought two cranes\nin May'.length);
  for (const exact of [
    'bought\u00a0two  cranes in\tMay',
    'bought two\r\n  cranes\n\n in May',
    '\u200fbou\u00adght two cranes\nin May\u200b',
    ' bought two cranes in May ',
  ]) {
    for (const around of [{}, { prefix: 'The\u00a0 board ', suffix: '\n &\u00a0paid.' }]) {
      const [nowhere, there, elsewhere] = [null, start, 3].map((at) => placeIncoming(page, incoming({ exact, ...around, at })));
      for (const placed of [nowhere, there, elsewhere]) assert.deepEqual(placed?.anchor, standing, JSON.stringify([exact, placed]));
      assert.deepEqual([nowhere?.outcome, there?.outcome, elsewhere?.outcome], ['exact', 'exact', 'moved'], exact);
      assert.doesNotMatch(nowhere?.reason ?? '', /another place/);
    }
  }
  assert.equal(placeIncoming(page, incoming({ exact: '“&amp;”', at: null })).anchor?.exact, '“&amp;”', 'a quote has no references');
  assert.equal(placeIncoming(page, incoming({ exact: '\u200fشش مرد', at: null })).outcome, 'exact');
  assert.equal(
    placeIncoming(page, incoming({ exact: 'bought ten cranes in May', at: null })).outcome,
    'unsure',
    'other words are a difference',
  );
  const twice = new PageText('They spoke\nof it. Later they spoke of it. Then rain.');
  assert.equal(placeIncoming(twice, incoming({ exact: 'spoke  of', at: null })).outcome, 'ambiguous');
});
