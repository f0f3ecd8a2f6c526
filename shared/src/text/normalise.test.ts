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

test('AR1 what Windows-1252 prints is kept where it was read as control characters', () => {
  assert.equal(normaliseText('Iran\u0092s \u0093plan\u0094 \u0096 \u0080500 &#146;s &#150; &#x85;'), 'Iran’s “plan” – €500 ’s – …');
});

test('words are counted as a person counts them', () => {
  // Two letters a word in Chinese and Japanese, five in Thai, about; marks on letters divide no word.
  assert.equal(countWords('港湾局は五月に二基のクレーンを購入した。'), 10);
  assert.equal(countWords('据三名看过合同的人士说，他否认了 2 次。'), 10);
  assert.equal(countWords('คณะกรรมการท่าเรือซื้อเครน'), 5);
  assert.equal(countWords('हिन्दी में שָׁלוֹם עוֹלָם'), 4);
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
