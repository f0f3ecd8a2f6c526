import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodePoints } from './code-points.js';
import { countWords, looksBinary, normaliseText } from './normalise.js';
import { randomFrom, randomText } from './random-text.test-data.js';

test('AR1 normalising composes letters, decodes references, drops the invisible and collapses white space', () => {
  const raw = '\ufeffCafe\u0301 &amp; bar&#8217;s\u200b  “big”\u00a0news \r\n\r\n\t second&nbsp;line\u00ad \r third ';
  assert.equal(normaliseText(raw), 'Café & bar’s “big” news\nsecond line\nthird');
});

test('AR1 an unknown reference, a lone ampersand and a forbidden code stay as printed', () => {
  assert.equal(normaliseText('AT&T &bogus; &#0; &#xD800; &Eacute;tude'), 'AT&T &bogus; &#0; &#xD800; Étude');
});

test('AR1 joiners stay where a script needs them and go elsewhere', () => {
  assert.equal(normaliseText('می\u200cخواهم a\u200cb \u{1f468}\u200d\u{1f469}'), 'می\u200cخواهم ab \u{1f468}\u200d\u{1f469}');
});

test('AR1 direction controls that could make text read otherwise than it is are removed', () => {
  assert.equal(normaliseText('not \u202eguilty\u202c'), 'not guilty');
});

test('AR1 normalising is deterministic and changes nothing the second time', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const text = randomText(randomFrom(seed)).replaceAll('&', '');
    const once = normaliseText(text);
    assert.equal(normaliseText(once), once, `seed ${seed}`);
    assert.doesNotMatch(once, /\n\n|^\s|\s$| {2}|\t|\r/, `seed ${seed}`);
  }
});

test('AR4 bytes opened as text are told from text', () => {
  assert.ok(looksBinary('%PDF-1.7\n\u0000\u0001'));
  assert.ok(looksBinary('\ufffd\u0001\ufffd\u0002\ufffd\u0003'.repeat(20)));
  assert.ok(!looksBinary('A line.\n\tAnother “line” with 😀 and é.\n'));
});

test('words are counted as a person counts them', () => {
  assert.equal(countWords('Brig.-Gen. Ryder’s 2,500 men — “well-known”.'), 6);
});

test('AN1 code points and code units map to each other at every offset', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const text = randomText(randomFrom(seed));
    const points = new CodePoints(text);
    const characters = [...text];
    assert.equal(points.length, characters.length);
    let unit = 0;
    for (let point = 0; point <= characters.length; point++) {
      assert.equal(points.toUnits(point), unit, `seed ${seed}`);
      assert.equal(points.toPoints(unit), point, `seed ${seed}`);
      unit += characters[point]?.length ?? 0;
    }
  }
});
