import { Adapter, type BroadcastOptions } from 'socket.io-adapter';
import { Encoder } from '#shared/protocol/parser.js';

/** What a broadcast hands to the adapter. */
type Packet = Parameters<Adapter['broadcast']>[0];

/**
 * Makes the WebSocket frame of a broadcast to one room once for all who are in it, header and payload in one buffer, so that
 * each member costs one write of one buffer (SY7: told once, to all). engine.io takes a ready frame as an option of `write`
 * (socket.io itself uses it for text); where it does not know the option, it frames the payload that comes with it.
 */
export class FrameOnceAdapter extends Adapter {
  private readonly bytesOf = new Encoder();

  override broadcast(packet: Packet, options: BroadcastOptions): void {
    const [room] = options.rooms;
    const plain = options.rooms.size === 1 && !options.except?.size && !options.flags?.volatile;
    if (room === undefined || !plain) return super.broadcast(packet, options);
    packet.nsp = this.nsp.name;
    const [bytes] = this.bytesOf.encode(packet) as unknown as Uint8Array[];
    if (!bytes) return;
    const ready = { wsPreEncodedFrame: [webSocketFrame(bytes)] };
    for (const socketId of this.rooms.get(room) ?? []) this.nsp.sockets.get(socketId)?.conn.write(bytes, ready);
  }
}

/** One unmasked, final, binary WebSocket frame (RFC 6455, section 5.2). */
export function webSocketFrame(payload: Uint8Array): Buffer {
  const { length } = payload;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x82;
  if (header === 2) frame[1] = length;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(payload, header);
  return frame;
}
