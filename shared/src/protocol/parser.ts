import * as msgpack from 'socket.io-msgpack-parser';
import { lengthen, shorten } from '../document/frame.js';
import { UintReader, uintSize, writeUint } from '../lib/uints.js';

/**
 * The parser of our sockets: MessagePack for everything but the two messages there are thousands of. Those are one block of
 * bytes, begun by a byte that no MessagePack packet begins with:
 *
 *   1 handle lease clientSeq bytes       an update, client → server; 3 instead of 1 where the bytes are short (see `frame.ts`)
 *   2 handle frame                       a frame, server → client
 */
const UPDATE = 1;
const FRAME = 2;
const SHORT_UPDATE = 3;
/** MessagePack writes a packet as a map: 0x80 and more. */
const PACKED = 0x80;

interface Packet {
  readonly type: number;
  readonly nsp: string;
  readonly id?: number;
  readonly data?: unknown;
}

export class Encoder extends msgpack.Encoder {
  override encode(packet: Packet): ArrayBuffer {
    const hot = packet.nsp === '/' && packet.id === undefined ? hotBytes(packet.data) : null;
    return hot ? ([hot] as unknown as ArrayBuffer) : super.encode(packet); // typed as one buffer, but is a list of them
  }
}

export class Decoder extends msgpack.Decoder {
  override add(chunk: unknown): void {
    const bytes = chunk instanceof ArrayBuffer ? new Uint8Array(chunk) : chunk;
    if (!(bytes instanceof Uint8Array)) throw new Error('a packet is bytes');
    if ((bytes[0] ?? 0) >= PACKED) super.add(chunk);
    else this.emit('decoded', { type: msgpack.PacketType.EVENT, nsp: '/', data: hotMessage(bytes) });
  }
}

function hotBytes(data: unknown): Uint8Array | null {
  if (!Array.isArray(data)) return null;
  if (data[0] === 'f' && data[2] instanceof Uint8Array) return encoded(FRAME, [data[1]], data[2]);
  if (data[0] !== 'u' || !(data[4] instanceof Uint8Array)) return null;
  const numbers = data.slice(1, 4);
  if (!numbers.every((value) => Number.isSafeInteger(value) && value >= 0)) return null;
  const { short, body } = shorten(data[2], data[4]);
  return encoded(short ? SHORT_UPDATE : UPDATE, numbers, body);
}

function encoded(kind: number, numbers: readonly number[], bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(1 + numbers.reduce((sum, value) => sum + uintSize(value), 0) + bytes.length);
  out[0] = kind;
  let at = 1;
  for (const value of numbers) at = writeUint(out, at, value);
  out.set(bytes, at);
  return out;
}

/** Throws where the bytes are no message: the socket is closed then. */
function hotMessage(bytes: Uint8Array): unknown[] {
  const reader = new UintReader(bytes, 1);
  const handle = reader.uint();
  if (bytes[0] === FRAME) return ['f', handle, new Uint8Array(bytes.subarray(reader.at))];
  if (bytes[0] !== UPDATE && bytes[0] !== SHORT_UPDATE) throw new Error('unknown kind of packet');
  const lease = reader.uint();
  const clientSeq = reader.uint();
  const body = bytes.subarray(reader.at);
  return ['u', handle, lease, clientSeq, bytes[0] === SHORT_UPDATE ? lengthen(lease, body) : new Uint8Array(body)];
}
