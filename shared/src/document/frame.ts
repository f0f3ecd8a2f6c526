import { UintReader, uintSize, writeUint } from '../lib/uints.js';

/**
 * The bytes of a frame: committed updates of one document in order of their sequence numbers, made once and sent to every
 * member, the senders included. A sender's own entry, known by lease and number, is its ack (SY7).
 *
 *   frame := fromSeq entry*        entry := lease clientSeq size body        numbers as LEB128
 *
 * `size` is twice the length of the body, plus one where the body is `short`: of one struct under the lease that deletes
 * nothing, which is what a keystroke makes, the four bytes or more that say so are left out.
 */
export interface FrameEntry {
  readonly lease: number;
  readonly clientSeq: number;
  readonly bytes: Uint8Array;
}

export function encodeFrame(fromSeq: number, entries: readonly FrameEntry[]): Uint8Array {
  const bodies = entries.map((entry) => shorten(entry.lease, entry.bytes));
  let size = uintSize(fromSeq);
  entries.forEach((entry, i) => {
    const { body } = bodies[i] as ShortBody;
    size += uintSize(entry.lease) + uintSize(entry.clientSeq) + uintSize(body.length * 2) + body.length;
  });
  const out = new Uint8Array(size);
  let at = writeUint(out, 0, fromSeq);
  entries.forEach((entry, i) => {
    const { body, short } = bodies[i] as ShortBody;
    at = writeUint(out, at, entry.lease);
    at = writeUint(out, at, entry.clientSeq);
    at = writeUint(out, at, body.length * 2 + (short ? 1 : 0));
    out.set(body, at);
    at += body.length;
  });
  return out;
}

/** Throws when the frame is cut short. */
export function decodeFrame(frame: Uint8Array): { fromSeq: number; entries: FrameEntry[] } {
  const reader = new UintReader(frame);
  const fromSeq = reader.uint();
  const entries: FrameEntry[] = [];
  while (!reader.ended) {
    const lease = reader.uint();
    const clientSeq = reader.uint();
    const size = reader.uint();
    const body = reader.take(Math.floor(size / 2));
    entries.push({ lease, clientSeq, bytes: size % 2 === 1 ? lengthen(lease, body) : body });
  }
  return { fromSeq, entries };
}

export interface ShortBody {
  readonly short: boolean;
  readonly body: Uint8Array;
}

/** Without what says "one client, one struct, this lease" before and "nothing deleted" behind, where it says just that. */
export function shorten(lease: number, bytes: Uint8Array): ShortBody {
  const start = 2 + uintSize(lease);
  const fits = bytes.length > start && bytes[0] === 1 && bytes[1] === 1 && bytes.at(-1) === 0 && startsWithUint(bytes, 2, lease);
  return fits ? { short: true, body: bytes.subarray(start, -1) } : { short: false, body: bytes };
}

/** The bytes that were shortened. */
export function lengthen(lease: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(2 + uintSize(lease) + body.length + 1);
  bytes[0] = 1;
  bytes[1] = 1;
  bytes.set(body, writeUint(bytes, 2, lease));
  return bytes;
}

function startsWithUint(bytes: Uint8Array, at: number, value: number): boolean {
  let rest = value;
  for (let i = at; ; i++) {
    const byte = rest >= 128 ? (rest % 128) | 0x80 : rest;
    if (bytes[i] !== byte) return false;
    if (rest < 128) return true;
    rest = Math.floor(rest / 128);
  }
}
