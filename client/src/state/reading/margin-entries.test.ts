import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MarginEntry, marginEntries } from './margin-entries.js';

const cardsAt = (...tops: number[]) => tops.map((top, i) => ({ id: `m${i}`, top }));
const said = (entries: readonly MarginEntry[]): string[] =>
  entries.map((entry) => (entry.kind === 'card' ? `${entry.id}${entry.inLine ? ' in line' : ''}` : `${entry.ids.length} in ${entry.id}`));

test('few cards beside a stretch stand by themselves, in text order', () => {
  assert.deepEqual(said(marginEntries(cardsAt(10, 200, 900), null, new Set())), ['m0', 'm1', 'm2']);
});

test('many beside one stretch stand together; whoever opens them sees each in a line, and the active one whole', () => {
  const cards = cardsAt(600, 610, 620, 630, 640, 650, 660, 1_200);
  assert.deepEqual(said(marginEntries(cards, null, new Set())), ['7 in band-1', 'm7']);
  assert.deepEqual(said(marginEntries(cards, 'm3', new Set())), ['7 in band-1', 'm3', 'm7']);
  const opened = said(marginEntries(cards, 'm3', new Set([1])));
  assert.deepEqual(opened.slice(0, 5), ['7 in band-1', 'm0 in line', 'm1 in line', 'm2 in line', 'm3']);
  assert.equal(opened.length, 9);
});

test('five thousand marks are no more entries than the page has stretches, and none is lost', () => {
  const cards = Array.from({ length: 5_000 }, (_, i) => ({ id: String(i), top: i * 9 }));
  const entries = marginEntries(cards, null, new Set());
  assert.ok(entries.length <= 82, String(entries.length));
  assert.equal(entries.flatMap((entry) => (entry.kind === 'group' ? entry.ids : [entry.id])).length, 5_000);
});
