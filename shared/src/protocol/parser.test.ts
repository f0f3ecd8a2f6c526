import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as msgpack from 'socket.io-msgpack-parser';
import * as Y from 'yjs';
import { decodeFrame, encodeFrame } from '../document/frame.js';
import { Decoder, Encoder } from './parser.js';

const encode = (data: unknown[]): Uint8Array => {
  const [bytes] = new Encoder().encode({ type: 2, nsp: '/', data }) as unknown as Uint8Array[];
  assert.ok(bytes);
  return bytes;
};

function decode(chunk: unknown): { type: number; nsp: string; data: unknown[] } {
  const decoder = new Decoder();
  let decoded: unknown = null;
  decoder.on('decoded', (packet: unknown) => {
    decoded = packet;
  });
  decoder.add(chunk);
  return decoded as { type: number; nsp: string; data: unknown[] };
}

function keystrokes(lease: number): Uint8Array[] {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = lease;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = doc.getText('text');
  for (let i = 0; i < 300; i++) text.insert(text.length, 'x');
  text.delete(3, 5);
  text.format(0, 10, { bold: true });
  return updates;
}

test('an update is the same bytes on both sides, whatever is in it', () => {
  for (const lease of [1, 127, 128, 40_000, 2 ** 32 - 1]) {
    for (const bytes of [...keystrokes(lease), new Uint8Array(0), Uint8Array.of(1, 1, 0), Uint8Array.of(1, 1, lease & 0x7f, 0)]) {
      const { type, nsp, data } = decode(encode(['u', 7, lease, 300, bytes]));
      assert.deepEqual([type, nsp, data], [2, '/', ['u', 7, lease, 300, bytes]]);
      assert.deepEqual(decodeFrame(encodeFrame(9, [{ lease, clientSeq: 300, bytes }])).entries, [{ lease, clientSeq: 300, bytes }]);
    }
  }
});

test('a keystroke costs at most 16 bytes up and down; a browser reads them from an ArrayBuffer', () => {
  const [, second, third] = keystrokes(23);
  assert.ok(second && third);
  assert.ok(encode(['u', 5, 23, 2, second]).length <= 16);
  const frame = encodeFrame(700, [{ lease: 23, clientSeq: 3, bytes: third }]);
  const sent = encode(['f', 5, frame]);
  assert.ok(sent.length <= 16, `${sent.length} bytes`);
  const { data } = decode(new Uint8Array(sent).buffer);
  assert.deepEqual(data, ['f', 5, frame]);
});

test('everything else travels as MessagePack', () => {
  const plain = encode(['n', 1, 2, 3, 'BUSY', 'later']);
  assert.ok((plain[0] ?? 0) >= 0x80);
  assert.deepEqual(decode(plain).data, ['n', 1, 2, 3, 'BUSY', 'later']);
  // An update that is none is left to the receiver's judgement, not to the parser's.
  assert.deepEqual(decode(encode(['u', 'one', 2, 3, 'bytes'])).data, ['u', 'one', 2, 3, 'bytes']);
  const ours = new Encoder().encode({ type: 3, nsp: '/', id: 4, data: [1] });
  assert.deepEqual(ours, new msgpack.Encoder().encode({ type: 3, nsp: '/', id: 4, data: [1] }));
});

test('GT3 bytes that are no message are refused at once, and no number of theirs is believed', () => {
  const cut = [[], [0], [1], [1, 0x80], [2], [4, 1, 1, 1], [127], [1, 1, 1], [1, ...Array(9).fill(0xff), 1], [3, 1, 1]];
  for (const bytes of cut) assert.throws(() => decode(Uint8Array.from(bytes)), Error, String(bytes));
  assert.throws(() => decode('1 1 1'), Error);
  assert.deepEqual(decode(Uint8Array.of(1, 1, 1, 1, 9)).data, ['u', 1, 1, 1, Uint8Array.of(9)]); // control
  const frames = [[], [1, 1], [1, 1, 1, 7, 0], [1, 1, 1, ...Array(9).fill(0xff), 1]];
  for (const bytes of frames) assert.throws(() => decodeFrame(Uint8Array.from(bytes)), Error, String(bytes));
});
