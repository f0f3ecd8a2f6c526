import { decodeFrame, encodeFrame, type FrameEntry } from '#shared/document/frame.js';
import type { PresenceChange } from '#shared/protocol/socket.js';

/** What this needs of a socket. */
export interface Reader {
  readonly id: string;
  enter(room: string): void;
  leave(room: string): void;
  rooms(): Iterable<string>;
  send(event: string, ...args: unknown[]): void;
  end(): void;
}

/** Beyond this a socket that does not read gets nothing more until what waits has gone out. */
const WAITING_MAX = { packets: 512, bytes: 512 * 1024 };
/** Answers to its own messages still go out; who sends on without reading them is cut off here. */
const CUT_OFF = { packets: 8_192, bytes: 32 * 1024 * 1024 };
/** What slow members of one document missed is kept once for all of them, up to this much. */
const TAIL_BYTES_MAX = 1024 * 1024;

interface Tail {
  events: { readonly event: 'f' | 'l'; readonly args: readonly unknown[] }[];
  bytes: number;
  /** Too much was missed to be kept. */
  broken: boolean;
  /** Number of the update that comes next, once a frame was missed. */
  next: number;
  readonly presence: Map<number, PresenceChange>;
  readers: number;
}

interface Waiting {
  readonly reader: Reader;
  packets: number;
  bytes: number;
  /** Place in the tail of each room it was taken out of; null while it keeps up. */
  cursors: Map<string, number> | null;
}

/**
 * Keeps memory bounded whoever does not read (SY18). A slow socket leaves its rooms and keeps one cursor in each document;
 * when its connection drains it gets what it missed as one frame, or, when that is too much, is made to join again.
 */
export class SlowSockets {
  private readonly sockets = new Map<string, Waiting>();
  private readonly tails = new Map<string, Tail>();

  add(reader: Reader): void {
    this.sockets.set(reader.id, { reader, packets: 0, bytes: 0, cursors: null });
  }

  remove(socketId: string): void {
    const waiting = this.sockets.get(socketId);
    this.sockets.delete(socketId);
    for (const room of waiting?.cursors?.keys() ?? []) this.letGo(room);
  }

  /** All sockets, slow or not. */
  get size(): number {
    return this.sockets.size;
  }

  get slow(): number {
    return [...this.sockets.values()].filter(({ cursors }) => cursors !== null).length;
  }

  /** Bytes kept for those who do not read: in their own queues, and in the tails that they share. */
  get bytesKept(): number {
    const queues = [...this.sockets.values()].filter(({ cursors }) => cursors !== null).reduce((sum, { bytes }) => sum + bytes, 0);
    return [...this.tails.values()].reduce((sum, tail) => sum + (tail.broken ? 0 : tail.bytes), queues);
  }

  /** A packet was put into the socket's own queue. */
  queued(socketId: string, bytes: number): void {
    const waiting = this.sockets.get(socketId);
    if (!waiting) return;
    waiting.packets++;
    waiting.bytes += bytes;
    if (exceeds(waiting, CUT_OFF)) {
      this.remove(socketId); // first: its end is a packet too
      waiting.reader.end();
    } else if (waiting.cursors === null && exceeds(waiting, WAITING_MAX)) this.takeOut(waiting);
  }

  /** The socket's own queue was handed on: there is room again. */
  drained(socketId: string): void {
    const waiting = this.sockets.get(socketId);
    if (!waiting) return;
    waiting.packets = 0;
    waiting.bytes = 0;
    if (waiting.cursors !== null) this.bringBack(waiting, waiting.cursors);
  }

  enter(socketId: string, room: string): void {
    const waiting = this.sockets.get(socketId);
    if (waiting?.cursors) this.follow(waiting.cursors, room);
    else waiting?.reader.enter(room);
  }

  leave(socketId: string, room: string): void {
    const waiting = this.sockets.get(socketId);
    if (waiting?.cursors?.delete(room)) this.letGo(room);
    waiting?.reader.leave(room);
  }

  /** Something was told to everyone in the room. */
  told(room: string, event: string, args: readonly unknown[]): void {
    const tail = this.tails.get(room);
    if (!tail) return;
    if (event === 'p') {
      for (const change of args[1] as PresenceChange[]) tail.presence.set(change.lease, change);
      return;
    }
    if (event === 'f') {
      const frame = args[1] as Uint8Array;
      const { fromSeq, entries } = decodeFrame(frame);
      tail.next = fromSeq + entries.length;
      tail.bytes += frame.length;
    }
    if (event === 'f' || event === 'l' || event === 'news') tail.bytes += 64;
    if (tail.bytes > TAIL_BYTES_MAX) tail.broken = true;
    if (tail.broken) tail.events = [];
    else if (event === 'f' || event === 'l') tail.events.push({ event, args });
  }

  private takeOut(waiting: Waiting): void {
    const cursors = new Map<string, number>();
    waiting.cursors = cursors;
    for (const room of [...waiting.reader.rooms()]) {
      if (room === waiting.reader.id) continue;
      waiting.reader.leave(room);
      this.follow(cursors, room);
    }
  }

  private follow(cursors: Map<string, number>, room: string): void {
    if (cursors.has(room)) return;
    const tail = this.tails.get(room) ?? { events: [], bytes: 0, broken: false, next: 0, presence: new Map(), readers: 0 };
    this.tails.set(room, tail);
    tail.readers++;
    cursors.set(room, tail.events.length);
  }

  private bringBack(waiting: Waiting, cursors: ReadonlyMap<string, number>): void {
    waiting.cursors = null;
    for (const [room, cursor] of cursors) {
      const tail = this.tails.get(room);
      if (tail) this.catchUp(waiting.reader, room, tail, cursor);
      this.letGo(room);
      // What it missed may have filled its queue again: then it was taken out of the rooms it is in, and stays out of this one.
      if (waiting.cursors === null) waiting.reader.enter(room);
      else this.follow(waiting.cursors, room);
    }
  }

  private catchUp(reader: Reader, room: string, tail: Tail, cursor: number): void {
    if (room.startsWith('t')) {
      if (tail.bytes > 0) reader.send('news', { objects: [] });
      return;
    }
    const handle = Number(room.slice(1));
    if (tail.broken) {
      // A frame that begins after a gap makes the client join again, which brings everything.
      reader.send('f', handle, encodeFrame(tail.next, []));
      return;
    }
    const entries: FrameEntry[] = [];
    let fromSeq = 0;
    for (const { event, args } of tail.events.slice(cursor)) {
      if (event === 'l') reader.send('l', ...args);
      else {
        const frame = decodeFrame(args[1] as Uint8Array);
        fromSeq ||= frame.fromSeq;
        entries.push(...frame.entries);
      }
    }
    if (entries.length > 0) reader.send('f', handle, encodeFrame(fromSeq, entries));
    if (tail.presence.size > 0) reader.send('p', handle, [...tail.presence.values()]);
  }

  private letGo(room: string): void {
    const tail = this.tails.get(room);
    if (tail && --tail.readers === 0) this.tails.delete(room);
  }
}

function exceeds({ packets, bytes }: Waiting, limit: { packets: number; bytes: number }): boolean {
  return packets > limit.packets || bytes > limit.bytes;
}
