import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describedOver, proposedDescription } from './article-draft.js';

test('AR17 over a newer version what was as before is as in the newer one, and what was said anew stays', () => {
  const before = { source: 'Harbour Pots', publishedOn: '2024-05-03', byline: '', url: '', language: 'en' };
  const newer = { source: 'Harbour Post', publishedOn: '2024-05-03', byline: 'Ana Ruiz', url: 'https://example.org/a', language: 'en' };
  const proposed = { ...before, text: 'read from a page', publishedOn: '2024-05-05', url: 'https://example.org/b' };
  assert.deepEqual(describedOver(proposed, before, newer), {
    text: 'read from a page',
    source: 'Harbour Post',
    publishedOn: '2024-05-05',
    byline: 'Ana Ruiz',
    url: 'https://example.org/b',
    language: 'en',
  });
  assert.deepEqual(describedOver(proposed, before, before), proposed);
});

test('AR7 byline, day and language of a pasted text are proposed where its first lines say them', () => {
  const text =
    'Cranes and the school\n\nBy Ana Ruiz\n9 October 2023\n\nThe harbour board bought two cranes in May, according to three people.';
  assert.deepEqual(proposedDescription(text), { byline: 'Ana Ruiz', publishedOn: '2023-10-09', language: 'en' });
  assert.deepEqual(proposedDescription('Two cranes'), { byline: '', publishedOn: '', language: '' });
});
