import type { NackCode } from '#shared/protocol/refusals.js';
import type { News } from '../../broadcast/news.js';
import type { Outlet } from '../room/room.js';
import { SlowSockets } from './slow-sockets.js';

/** The part of a socket.io server that the outlet needs. */
export interface Emitter {
  to(room: string): { emit(event: string, ...args: unknown[]): unknown };
  emit(event: string, ...args: unknown[]): unknown;
}

export const documentRoom = (documentId: number): string => `d${documentId}`;
export const teamRoom = (teamId: string): string => `t${teamId}`;

/** The way from rooms and acts to sockets. A frame is encoded once for all members. Silent until bound to the server. */
export class SocketOutlet implements Outlet {
  readonly slow = new SlowSockets();
  private io: Emitter | null = null;

  constructor(
    news: News,
    /** The way to the other nodes. */
    readonly toNodes: Outlet['toNodes'],
    /** Told of every refusal. */
    private readonly onRefused: (code: NackCode) => void,
  ) {
    news.onNews((teamId, message) => this.emit(teamRoom(teamId), 'news', [message]));
  }

  bind(io: Emitter): void {
    this.io = io;
  }

  /** News may have been missed: everyone reads everything again. */
  readAllAgain(): void {
    this.io?.emit('news', { objects: [] });
  }

  toSocket(socketId: string, event: string, ...args: unknown[]): void {
    if (event === 'n') this.onRefused(args[3] as NackCode);
    this.io?.to(socketId).emit(event, ...args);
  }

  toRoom(documentId: number, event: string, ...args: unknown[]): void {
    this.emit(documentRoom(documentId), event, args);
  }

  private emit(room: string, event: string, args: readonly unknown[]): void {
    this.io?.to(room).emit(event, ...args);
    this.slow.told(room, event, args);
  }
}
