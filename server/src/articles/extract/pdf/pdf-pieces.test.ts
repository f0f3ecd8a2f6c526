import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasRightToLeft, logicalOrder, withoutShapes } from './logical-order.js';
import { linesOf, type PdfItem } from './pdf-pieces.js';

type Piece = readonly [
  text: string,
  x: number,
  width: number,
  more?: { readonly y?: number; readonly size?: number; readonly dir?: string },
];

/** Pieces of one line as pdf.js gives them for a page that Chromium printed: in the order of the file, each turned round on its own. */
function line(...pieces: readonly Piece[]): PdfItem[] {
  return pieces.map(([str, x, width, { y = 700, size = 12, dir } = {}]) => ({
    str,
    dir: dir ?? (hasRightToLeft(str) ? 'rtl' : 'ltr'),
    transform: [size, 0, 0, size, x, y],
    width,
  }));
}
const read = (...pieces: readonly Piece[]): string | undefined => linesOf(line(...pieces))[0]?.text;

test('AR10 justified Hebrew, each word a piece of its own: words, numbers, brackets and marks in the order of reading', () => {
  assert.equal(
    read(
      ['250', 290, 22.6],
      ['ו-', 312.5, 7.8],
      [' ', 320.3, 10.3],
      ['איש', 328, 19.3],
      [' ', 347.3, 11],
      ['1,400', 355.5, 33.9],
      ['כ-', 389.3, 10.8],
      [' ', 400.1, 10.2],
      ['נהרגו', 407.8, 27.3],
      [' ', 435.1, 10.3],
      ['היו"ר.', 442.8, 29.6],
    ),
    'היו"ר. נהרגו כ-1,400 איש ו-250',
  );
  assert.equal(
    read(
      ['"לא', 290, 20.5],
      [' ', 310.5, 10.2],
      ['.', 318.2, 3.8],
      ['(', 321.9, 4.7],
      ['השבוע', 326.4, 33.3],
      [')', 359.4, 4.7],
      [' ', 364.1, 10.3],
      ['לעיתון', 371.9, 31.6],
    ),
    'לעיתון (השבוע). "לא',
  );
  assert.equal(
    read(
      ['מהם', 290, 23.9],
      [' ', 313.9, 8.8],
      ['30%', 320.5, 26.4],
      ['שציטט גורמים בצה״ל — ו־', 346.8, 150],
      [' ', 496.8, 8.3],
      ['Journal', 503, 42.3],
    ),
    'Journal שציטט גורמים בצה״ל — ו־30% מהם',
  );
  assert.equal(read(['.$1,500', 429.5, 45.1], [' ', 474.6, 4.8], ['זרים. המחיר:', 478.3, 66.4]), 'זרים. המחיר: $1,500.');
});

test('AR10 Arabic in the shapes of its letters: whole words of plain letters, numbers as they are read', () => {
  assert.equal(
    read(
      ['2023', 121.3, 30.1],
      [' ', 151.4, 4],
      ['ﺮ', 155, 6.6],
      ['ﺑ', 161.8, 3.3],
      ['ﻮ', 164.8, 6.2],
      ['ﺘ', 170.8, 3.6],
      ['ﻛ', 174.5, 5.7],
      ['أ', 180.5, 3.3],
      [' ', 183.8, 4],
      ['7', 187.3, 7.6],
      [' ', 194.9, 4],
      ['ﻲ', 198.5, 10],
      ['ﻓ', 208.3, 5.7],
    ),
    'في 7 أكتوبر 2023',
  );
  assert.equal(
    read(
      ['ﻞ', 291.5, 9.1],
      ['ﺘ', 300.5, 3.6],
      ['ُ', 304.3, 0, { y: 700.8 }],
      [' ', 304.1, 0],
      ['ﻗ', 304.3, 5.7],
      ['. و', 310.3, 13],
      ['(', 323.8, 4.7],
      ['ع', 328.3, 7.2],
      ['ﻮ', 335.8, 6.2],
      ['ﺒ', 341.8, 3.6],
      ['ﺳ', 345.5, 10.1],
      ['ﻷ', 355.3, 6.8],
      ['ا', 362, 3.3],
    ),
    'الأسبوع). وقُتل',
  );
  // After Arabic letters a dash divides two numbers, and the sign stands on their left.
  assert.equal(logicalOrder('%30 و 9-7 نم', 'rtl', true), 'من 7-9 و 30%');
  assert.equal(withoutShapes('ﻼ ﷲ ﷺ fi'), 'لا الله ﷺ fi');
});

test('AR10 lines that mix directions keep each in its own', () => {
  const page: PdfItem[] = [...line(['The paper wrote on Friday that nobody had asked about it in all the years', 51, 400, { y: 740 }])];
  const mixed = line(['הספר', 51, 29.6], [', ” on Friday, and', 80.2, 102.1], [' ', 182.4, 4.8], ['מועצה', 186, 40]);
  assert.deepEqual(
    linesOf([...page, ...mixed]).map(({ text }) => text),
    ['The paper wrote on Friday that nobody had asked about it in all the years', 'הספר, ” on Friday, and מועצה'],
  );
  for (const [visual, logical] of [
    ['רפסמ F-35 סוטמ', 'מטוס F-35 מספר'],
    ['לש Associated Press (AP) תועידי', 'ידיעות Associated Press (AP) של'],
    ['.Wall Street Journal', 'Wall Street Journal.'],
    ['?15:30-ב אב ימ', 'מי בא ב-15:30?'],
    ['«ונעדי אל»', '«לא ידענו»'],
  ] as const) {
    assert.equal(logicalOrder(visual, 'rtl', true), logical);
  }
  assert.equal(logicalOrder('in 2023-ב רמא he said', 'ltr', true), 'in אמר ב-2023 he said');
});

test('AR10 a raised mark is no digit of the number before it, and its line goes on', () => {
  assert.deepEqual(
    linesOf(
      line(
        ['took 1,400', 51, 63.9],
        ['2', 114.7, 6.4, { y: 704.8, size: 10 }],
        [' ', 121.1, 4.5, { y: 704.8, size: 10 }],
        ['people and took 2003', 124.5, 130.6],
      ),
    ).map(({ text }) => text),
    ['took 1,400² people and took 2003'],
  );
  assert.equal(
    read(['it was 40', 51, 50], ['2', 101, 5, { y: 702.5, size: 8 }], ['and CO', 110, 40], ['2', 150, 5, { y: 698, size: 8 }]),
    'it was 40² and CO2',
  );
});
