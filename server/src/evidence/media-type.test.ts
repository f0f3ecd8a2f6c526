import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mediaTypeOf } from './media-type.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('EV2 the type of a file is what its bytes say', () => {
  const cases: [Uint8Array, string][] = [
    [bytes('%PDF-1.7 …'), 'application/pdf'],
    [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0), 'image/png'],
    [Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    [bytes('RIFF....WEBPVP8 '), 'image/webp'],
    [bytes('<!doctype html><script>alert(1)</script>'), 'text/plain'],
    [bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'text/plain'],
    [bytes('Ein Satz. جملة.'), 'text/plain'],
    [Uint8Array.of(0xc3, 0x28), 'application/octet-stream'],
    [Uint8Array.of(0, 1, 2), 'application/octet-stream'],
  ];
  for (const [content, expected] of cases) assert.equal(mediaTypeOf(content), expected);
});

test('EV2 recordings and tables are known by their content; an archive that only calls itself a table is an archive', () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from([...text].map((character) => character.charCodeAt(0)));
  const zip = (names: string): Uint8Array => bytes(`PK\u0003\u0004${'\0'.repeat(26)}${names}`);
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  assert.equal(mediaTypeOf(zip('[Content_Types].xml … xl/workbook.xml')), sheet);
  assert.equal(mediaTypeOf(zip('table.xlsx')), 'application/zip');
  const open = 'application/vnd.oasis.opendocument.spreadsheet';
  assert.equal(mediaTypeOf(zip(`mimetype${open}PK`)), open);
  assert.equal(mediaTypeOf(bytes('\0\0\0\u0014ftypqt  ')), 'video/quicktime');
  assert.equal(mediaTypeOf(bytes('\0\0\0\u0014ftypisom')), 'video/mp4');
  assert.equal(mediaTypeOf(bytes('\0\0\0\u0014ftypM4A ')), 'audio/mp4');
  assert.equal(mediaTypeOf(bytes('RIFF\0\0\0\0AVI LIST')), 'video/x-msvideo');
  assert.equal(mediaTypeOf(bytes('fLaC\0')), 'audio/flac');
  assert.equal(mediaTypeOf(bytes('name,deaths\nGaza,1\n')), 'text/plain', 'a CSV is text');
});
