import type { News } from '../../broadcast/news.js';
import type { Outlet } from '../room/room.js';

/** The part of a socket.io server that the outlet needs. */
export interface Emitter {
  to(room: string): { emit(event: string, ...args: unknown[]): unknown };
}

export const documentRoom = (documentId: number): string => `d${documentId}`;
export const teamRoom = (teamId: string): string => `t${teamId}`;

/** The way from rooms and acts to sockets. A frame is encoded once for all members. Silent until bound to the server. */
export class SocketOutlet implements Outlet {
  private io: Emitter | null = null;

  constructor(news: News) {
    news.onNews((teamId, message) => this.io?.to(teamRoom(teamId)).emit('news', message));
  }

  bind(io: Emitter): void {
    this.io = io;
  }

  toSocket(socketId: string, event: string, ...args: unknown[]): void {
    this.io?.to(socketId).emit(event, ...args);
  }

  toRoom(documentId: number, event: string, ...args: unknown[]): void {
    this.io?.to(documentRoom(documentId)).emit(event, ...args);
  }
}
