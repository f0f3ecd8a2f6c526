import assert from 'node:assert/strict';
import { test } from 'node:test';
import { otherPage } from './other-page.js';

test('AN9 an annotation that was made on another page says so; other ways to write an address are the same page', () => {
  const own = ['https://www.example.org/news/cranes/?ref=home#top'];
  for (const same of [
    'http://example.org/news/cranes',
    'https://m.example.org/News/cranes/index.html',
    'https://example.org/news/cranes/amp',
  ]) {
    assert.equal(otherPage(same, own), '', same);
  }
  assert.equal(
    otherPage('https://example.com/news/cranes', own),
    ' It was made on https://example.com/news/cranes, another page than this.',
  );
  assert.match(otherPage('https://example.org/news/ships', own), /another page/);
  for (const untold of [null, 'urn:uuid:7f6a4b1e-0000-4000-8000-0000000000a1', 'file:///a.html', 'words'])
    assert.equal(otherPage(untold, own), '');
  assert.equal(otherPage('https://example.com/', []), '', 'the article names no address');
});
