import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimRowData, HistoryEntryData } from '#shared/protocol/views.js';
import type { DocumentSession, SyncClient } from '../sync/session.js';
import { connectionWords } from './connection.js';
import { deskCounts, deskRows } from './desk.js';
import { DocumentPool } from './document-pool.js';
import { staleAfter } from './query-keys.js';
import { proposedTitle, tooLong, wordCount } from './text/article-draft.js';
import { wordDifference } from './text/word-difference.js';
import { activityBars, neighbourStop, seqAt, stopsOf } from './timeline.js';
import { ageWords, initialsOf, originsWords } from './words.js';

const person = { id: '00000000-0000-4000-8000-000000000001', name: 'Ana Malik', role: 'checker' as const, removed: false };

function row(number: number, change: Partial<ClaimRowData> = {}): ClaimRowData {
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    number,
    wording: `Claim number ${number}`,
    stage: 'in-progress',
    rating: null,
    blockedBy: null,
    waitsForMe: null,
    openDissents: 0,
    standingDissents: 0,
    origins: { articles: 0, independent: 0, roots: [] },
    assigned: [],
    updatedAt: `2026-01-01T00:00:${String(number).padStart(2, '0')}.000Z`,
    ...change,
  };
}

test('the desk filters by tab, view and every word, without minding accents', () => {
  const rows = [
    row(1, { wording: 'A meeting in Beirut', assigned: [person] }),
    row(2, { wording: 'Généralissimo in Beirut', stage: 'proposed', waitsForMe: 'Give your opinion.' }),
    row(3),
  ];
  assert.deepEqual(
    deskRows(rows, 'all', 'team', 'beirut generalissimo', person.id).map((r) => r.number),
    [2],
  );
  assert.deepEqual(
    deskRows(rows, 'waiting', 'team', '', person.id).map((r) => r.number),
    [2],
  );
  assert.deepEqual(
    deskRows(rows, 'all', 'mine', '', person.id).map((r) => r.number),
    [1],
  );
  assert.deepEqual(
    deskRows(rows, 'all', 'team', '', person.id).map((r) => r.number),
    [3, 2, 1],
    'newest first',
  );
  assert.equal(deskCounts(rows, 'unassigned', person.id).get('all'), 2);
});

test('the connection is told in words, never left out', () => {
  assert.equal(connectionWords({ kind: 'saved' }).short, 'saved');
  assert.equal(connectionWords({ kind: 'offline', kept: 14 }).short, 'offline, 14 changes kept here');
  assert.equal(connectionWords({ kind: 'offline', kept: 1 }).short, 'offline, 1 change kept here');
});

test('news makes exactly the touched screens stale; a reconnect all of them', () => {
  assert.equal(staleAfter(null), 'everything');
  const stale = staleAfter({
    objects: [
      { type: 'claim', id: 'x' },
      { type: 'claim', id: 'x' },
    ],
  });
  assert.ok(stale !== 'everything');
  assert.equal(stale.filter((key) => JSON.stringify(key) === '["claim","x"]').length, 1);
});

test('the word difference gives back both texts', () => {
  const before = 'The report names two people and one place.';
  const after = 'The report names three people, and one place only.';
  const pieces = wordDifference(before, after);
  const side = (kind: 'removed' | 'added'): string =>
    pieces
      .filter((p) => p.kind === 'same' || p.kind === kind)
      .map((p) => p.text)
      .join('');
  assert.equal(side('removed'), before);
  assert.equal(side('added'), after);
  assert.deepEqual(wordDifference('same', 'same'), [{ kind: 'same', text: 'same' }]);
});

const burst = (fromSeq: number, toSeq: number, at: string, until: string): HistoryEntryData => ({
  kind: 'burst',
  updates: 1,
  at,
  until,
  by: person,
  document: 'sheet/x',
  fromSeq,
  toSeq,
  inserted: 10,
  deleted: 0,
});

test('the timeline steps from burst to burst and finds the moment of an act', () => {
  const entries = [
    burst(1, 10, '2026-01-01T10:00:00.000Z', '2026-01-01T10:01:00.000Z'),
    burst(11, 20, '2026-01-01T11:00:00.000Z', '2026-01-01T11:01:00.000Z'),
  ];
  const stops = stopsOf(entries, 'sheet/x');
  assert.equal(neighbourStop(stops, 0, 1), 10);
  assert.equal(neighbourStop(stops, 10, 1), 20);
  assert.equal(neighbourStop(stops, 20, 1), null);
  assert.equal(neighbourStop(stops, 10, -1), 0);
  assert.equal(neighbourStop(stops, 0, -1), null);
  assert.equal(seqAt(entries, 'sheet/x', '2026-01-01T10:30:00.000Z'), 10);
  assert.equal(seqAt(entries, 'sheet/x', '2026-01-01T09:00:00.000Z'), 0);
  assert.deepEqual(activityBars(entries, 'sheet/x', 20, 4), [1, 1, 1, 1]);
});

test('one session serves all who show a document, and closes after the last', async () => {
  let opened = 0;
  let closed = 0;
  const client = { open: () => ({ close: () => closed++, n: opened++ }) as unknown as DocumentSession } as unknown as SyncClient;
  const pool = new DocumentPool(client, 1);
  const first = pool.open('sheet/x');
  assert.equal(pool.open('sheet/x'), first);
  pool.release('sheet/x');
  await new Promise((done) => setTimeout(done, 10));
  assert.equal(closed, 0);
  pool.release('sheet/x');
  assert.equal(pool.open('sheet/x'), first, 'comes back while it lingers');
  pool.release('sheet/x');
  await new Promise((done) => setTimeout(done, 10));
  assert.deepEqual([opened, closed], [1, 1]);
});

test('a document that is expected is on its way before it is shown, and never keeps anybody waiting for long', async () => {
  let opened = 0;
  const session = (known: Promise<void>) => ({ open: () => ({ close: () => {}, known, n: opened++ }) }) as unknown as SyncClient;
  const quick = new DocumentPool(session(Promise.resolve()), 50);
  await quick.expect('article/x', 1_000);
  quick.open('article/x');
  assert.equal(opened, 1, 'whoever shows it finds that session');
  quick.release('article/x');
  await new DocumentPool(session(new Promise(() => {})), 1).expect('article/x', 5); // a device that does not answer
});

test('ages, initials and origins read as a newsroom would write them', () => {
  const now = Date.parse('2026-01-10T12:00:00.000Z');
  assert.equal(ageWords('2026-01-10T11:59:40.000Z', now), 'now');
  assert.equal(ageWords('2026-01-10T10:00:00.000Z', now), '2 h');
  assert.equal(initialsOf('Ana Malik'), 'AM');
  assert.equal(initialsOf('Bo'), 'BO');
  assert.equal(originsWords({ articles: 5, independent: 2, roots: [] }), '5 articles → 2 origins');
});

test('AR4 a text that is too long is told so with both numbers before it is sent; white space does not count', () => {
  assert.equal(tooLong('word '.repeat(200_001)), 'An article may have up to 1,000,000 characters; this has 1,000,005.');
  assert.equal(tooLong('x'.repeat(2_100_000)), 'An article may have up to 1,000,000 characters; this has 2,100,000.');
  assert.equal(tooLong(`${' \n'.repeat(600_000)}word`), null);
  assert.equal(tooLong(`${' \n'.repeat(1_200_000)}word`), 'An article may have up to 2,000,000 characters; this has 2,400,004.');
  assert.equal(tooLong('word '.repeat(200_000).trim()), null);
  assert.equal(wordCount('Two cranes came. 港湾局は五月に'), 7);
});

test('a title is proposed from a headline, or else from the first sentence', () => {
  assert.equal(proposedTitle('\n Ministers met in secret, paper says \n\nThe story begins.'), 'Ministers met in secret, paper says');
  const glued =
    'It was them and they met last Monday to prepare what later came, as a paper reported in detail on the following weekend. A second sentence.\nMore.';
  assert.equal(
    proposedTitle(glued),
    'It was them and they met last Monday to prepare what later came, as a paper reported in detail on the following weekend.',
  );
  assert.ok(proposedTitle('word '.repeat(100)).length <= 162);
});
