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
