import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeFrame, encodeFrame } from '#shared/document/frame.js';
import { type Reader, SlowSockets } from './slow-sockets.js';

const KIB = 1024;

class FakeReader implements Reader {
  readonly id = 'slow';
  readonly in = new Set<string>();
  readonly got: unknown[][] = [];
  enter(room: string): void {
    this.in.add(room);
  }
  leave(room: string): void {
    this.in.delete(room);
  }
  rooms(): Iterable<string> {
    return this.in;
  }
  send(...message: unknown[]): void {
    this.got.push(message);
  }
  ends = 0;
  onEnd = (): void => {};
  end(): void {
    this.ends++;
    this.onEnd();
  }
}

function slowReader(): { sockets: SlowSockets; reader: FakeReader } {
  const sockets = new SlowSockets();
  const reader = new FakeReader();
  sockets.add(reader);
  for (const room of ['t1', 'd5', 'd6']) sockets.enter('slow', room);
  sockets.queued('slow', 600 * KIB);
  return { sockets, reader };
}

const frame = (fromSeq: number, size = 3): Uint8Array =>
  encodeFrame(fromSeq, [{ lease: 1, clientSeq: fromSeq, bytes: new Uint8Array(size) }]);

test('SY18 a socket that does not read leaves its rooms; drained, it gets what it missed as one frame, in order', () => {
  const { sockets, reader } = slowReader();
  assert.deepEqual([...reader.in], []);
  assert.equal(sockets.slow, 1);
  for (const seq of [11, 12, 13]) sockets.told('d5', 'f', [5, frame(seq)]);
  sockets.told('d5', 'p', [5, [{ lease: 9, state: null }]]);
  sockets.told('d5', 'p', [5, [{ lease: 9, state: { cursor: null } }]]);
  sockets.told('t1', 'news', [{ objects: [] }]);
  assert.equal(reader.got.length, 0);
  sockets.drained('slow');
  const frames = reader.got.filter(([event]) => event === 'f');
  assert.equal(frames.length, 1);
  const merged = decodeFrame(frames[0]?.[2] as Uint8Array);
  assert.deepEqual([merged.fromSeq, merged.entries.map((entry) => entry.clientSeq)], [11, [11, 12, 13]]);
  assert.deepEqual(
    reader.got.filter(([event]) => event !== 'f').map(([event]) => event),
    ['news', 'p'],
  );
  assert.deepEqual(reader.in, new Set(['t1', 'd5', 'd6']));
  assert.equal(sockets.slow, 0);
  // Control: who keeps up is left alone.
  sockets.queued('slow', 10);
  assert.equal(reader.in.size, 3);
});

test('SY18 what a slow socket misses is kept up to a limit; beyond it the client is made to join again', () => {
  const { sockets, reader } = slowReader();
  for (let seq = 1; seq <= 30; seq++) sockets.told('d5', 'f', [5, frame(seq, 100 * KIB)]);
  sockets.drained('slow');
  const [, , bytes] = reader.got.find(([event]) => event === 'f') ?? [];
  assert.deepEqual(decodeFrame(bytes as Uint8Array), { fromSeq: 31, entries: [] });
  // It may fall behind again at once, and joins documents while it does.
  sockets.queued('slow', 600 * KIB);
  sockets.enter('slow', 'd7');
  assert.deepEqual([...reader.in], []);
  sockets.drained('slow');
  assert.ok(reader.in.has('d7'));
  reader.onEnd = () => sockets.queued('slow', 1); // the word of the end is a packet too
  sockets.queued('slow', 40 * KIB * KIB);
  assert.equal(reader.ends, 1, 'who sends without reading the answers is cut off');
});
