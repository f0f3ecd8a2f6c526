import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markPaints, type PaintedMark } from './mark-paints.js';

const mark = (kind: PaintedMark['kind'], start: number, end: number): PaintedMark => ({ kind, start, end });

/** What is painted, by highlight. */
function painted(...marks: PaintedMark[]): Record<string, string> {
  const said = markPaints(marks).map(({ name, stretches }): [string, string] => [
    name,
    stretches.map(({ start, end }) => `${start}-${end}`).join(' '),
  ]);
  return Object.fromEntries(said.filter(([, stretches]) => stretches !== ''));
}

/** The background that a word has in the end: of all highlights the one with the highest rank. */
function seenAt(marks: readonly PaintedMark[], offset: number): { kind: string; shade: string | undefined } {
  const here = markPaints(marks).filter(({ stretches }) => stretches.some(({ start, end }) => start <= offset && offset < end));
  const colours = here.filter(({ name }) => !name.startsWith('nested')).sort((a, b) => b.rank - a.rank);
  return { kind: colours[0]?.name.replace(/^(mark|over)-/, '') ?? '', shade: here.find(({ name }) => name.startsWith('nested'))?.name };
}

test('marks that share no words are painted once, also where one begins where the other ends', () => {
  assert.deepEqual(painted(mark('note', 0, 5), mark('note', 5, 9), mark('claim', 20, 30)), {
    'mark-note': '0-5 5-9',
    'mark-claim': '20-30',
  });
});

test('AR20 a short mark is seen over a long one of any other kind, and the long one beside it', () => {
  for (const long of ['note', 'question', 'claim', 'evidence'] as const) {
    for (const short of ['note', 'question', 'claim', 'evidence'] as const) {
      const marks = [mark(long, 0, 100), mark(short, 40, 50)];
      assert.equal(seenAt(marks, 45).kind, short);
      assert.equal(seenAt(marks, 60).kind, long);
      assert.equal(seenAt(marks, 45).shade, long === short ? 'nested' : undefined);
    }
  }
});

test('on the same words notes and claims are seen over evidence; all lines stay', () => {
  assert.equal(seenAt([mark('claim', 3, 9), mark('evidence', 3, 9)], 4).kind, 'claim');
  assert.equal(seenAt([mark('evidence', 3, 9), mark('note', 3, 9), mark('claim', 3, 9)], 4).kind, 'note');
  assert.deepEqual(painted(mark('claim', 3, 9), mark('evidence', 3, 9)), { 'mark-claim': '3-9', 'mark-evidence': '3-9' });
});

test('marks of one kind inside each other are shaded, deeper ones more', () => {
  const nested = painted(mark('note', 0, 30), mark('note', 5, 25), mark('note', 10, 12), mark('note', 20, 40));
  assert.deepEqual(nested, { 'mark-note': '0-30 5-25 10-12 20-40', nested: '5-10 12-20 25-30', 'nested-more': '10-12 20-25' });
});

test('over a hundred marks at random the paint is that of looking at each word', () => {
  let seed = 5;
  const random = (n: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % n;
  };
  const kinds = ['note', 'question', 'claim', 'evidence'] as const;
  const marks = Array.from({ length: 120 }, () => {
    const start = random(400);
    return mark(kinds[random(4)] ?? 'note', start, start + 1 + random(40));
  });
  for (let offset = 0; offset < 440; offset += 3) {
    const here = marks.filter(({ start, end }) => start <= offset && offset < end);
    const shortest = Math.min(...here.map(({ start, end }) => end - start));
    const fitting = here.filter(({ start, end }) => end - start === shortest).map(({ kind }) => kind);
    const { kind, shade } = seenAt(marks, offset);
    if (here.length === 0) assert.equal(kind, '');
    else assert.ok(fitting.includes(kind as PaintedMark['kind']), `${kind} at ${offset}`);
    const depth = here.filter((one) => one.kind === kind).length;
    assert.equal(shade, depth > 2 ? 'nested-more' : depth === 2 ? 'nested' : undefined);
  }
});
