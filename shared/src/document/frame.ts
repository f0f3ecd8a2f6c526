/**
 * The bytes of a frame: committed updates of one document in order of their sequence numbers, made once and sent to every
 * member, the senders included. A sender's own entry, known by lease and number, is its ack (SY7).
 *
 *   frame := fromSeq entry*        entry := lease clientSeq length bytes        numbers as LEB128
 */
export interface FrameEntry {
  readonly lease: number;
  readonly clientSeq: number;
  readonly bytes: Uint8Array;
}

export function encodeFrame(fromSeq: number, entries: readonly FrameEntry[]): Uint8Array {
  let size = uintSize(fromSeq);
  for (const entry of entries)
    size += uintSize(entry.lease) + uintSize(entry.clientSeq) + uintSize(entry.bytes.length) + entry.bytes.length;
  const out = new Uint8Array(size);
  let at = writeUint(out, 0, fromSeq);
  for (const entry of entries) {
    at = writeUint(out, at, entry.lease);
    at = writeUint(out, at, entry.clientSeq);
    at = writeUint(out, at, entry.bytes.length);
    out.set(entry.bytes, at);
    at += entry.bytes.length;
  }
  return out;
}

/** Throws when the frame is cut short. */
export function decodeFrame(frame: Uint8Array): { fromSeq: number; entries: FrameEntry[] } {
  let at = 0;
  const uint = (): number => {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = frame[at++];
      if (byte === undefined) throw new Error('frame is cut short');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
  };
  const fromSeq = uint();
  const entries: FrameEntry[] = [];
  while (at < frame.length) {
    const lease = uint();
    const clientSeq = uint();
    const length = uint();
    if (at + length > frame.length) throw new Error('frame is cut short');
    entries.push({ lease, clientSeq, bytes: frame.subarray(at, at + length) });
    at += length;
  }
  return { fromSeq, entries };
}

function uintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++;
  return size;
}

export function writeUint(out: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest >= 128) {
    out[at++] = (rest % 128) | 0x80;
    rest = Math.floor(rest / 128);
  }
  out[at++] = rest;
  return at;
}
