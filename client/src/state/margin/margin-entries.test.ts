import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crowdedBands, type MarginEntry, type MarginState, marginEntries } from './margin-entries.js';

const cardsAt = (...tops: number[]) => tops.map((top, i) => ({ id: `m${i}`, top }));
const PLAIN: MarginState = { active: null, held: null, opened: new Set(), crowded: null };
const said = (entries: readonly MarginEntry[]): string[] =>
  entries.map((entry) => (entry.kind === 'card' ? `${entry.id}${entry.inLine ? ' in line' : ''}` : `${entry.ids.length} in ${entry.id}`));

test('few cards beside a stretch stand by themselves, in text order', () => {
  assert.deepEqual(said(marginEntries(cardsAt(10, 200, 900), PLAIN)), ['m0', 'm1', 'm2']);
});

test('many beside one stretch stand together; whoever opens them sees each in a line, and the active one whole', () => {
  const cards = cardsAt(600, 610, 620, 630, 640, 650, 660, 1_200);
  assert.deepEqual(said(marginEntries(cards, PLAIN)), ['7 in band-1', 'm7']);
  assert.deepEqual(said(marginEntries(cards, { ...PLAIN, active: 'm3' })), ['7 in band-1', 'm3', 'm7']);
  const opened = said(marginEntries(cards, { ...PLAIN, active: 'm3', opened: new Set([1]) }));
  assert.deepEqual(opened.slice(0, 5), ['7 in band-1', 'm0 in line', 'm1 in line', 'm2 in line', 'm3']);
  assert.equal(opened.length, 9);
});

test('a card in focus stays what it is, whole or in a line, and whole once it is active', () => {
  const cards = cardsAt(600, 610, 620, 630, 640, 650, 660);
  const withHeld = (state: Partial<MarginState>): string[] => said(marginEntries(cards, { ...PLAIN, ...state }));
  assert.deepEqual(withHeld({ held: { id: 'm2', inLine: false } }), ['7 in band-1', 'm2']);
  assert.deepEqual(withHeld({ held: { id: 'm2', inLine: true }, opened: new Set([1]) }).slice(2, 5), [
    'm1 in line',
    'm2 in line',
    'm3 in line',
  ]);
  assert.deepEqual(withHeld({ held: { id: 'm2', inLine: true }, active: 'm2' }), ['7 in band-1', 'm2']);
});

test('cards that stood apart when all was read are not put together by the next few; those that were together stay so', () => {
  const seven = cardsAt(600, 610, 620, 630, 640, 650, 660);
  const apart = crowdedBands(seven.slice(0, 6));
  assert.equal(said(marginEntries(seven, { ...PLAIN, crowded: apart })).length, 7);
  assert.deepEqual(said(marginEntries(seven, { ...PLAIN, crowded: crowdedBands(seven) })), ['7 in band-1']);
  const thirteen = cardsAt(...Array.from({ length: 13 }, (_, i) => 600 + i));
  assert.deepEqual(said(marginEntries(thirteen, { ...PLAIN, crowded: apart })), ['13 in band-1']);
});

test('five thousand marks are no more entries than the page has stretches, and none is lost', () => {
  const cards = Array.from({ length: 5_000 }, (_, i) => ({ id: String(i), top: i * 9 }));
  const entries = marginEntries(cards, PLAIN);
  assert.ok(entries.length <= 82, String(entries.length));
  assert.equal(entries.flatMap((entry) => (entry.kind === 'group' ? entry.ids : [entry.id])).length, 5_000);
});
