import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { parseDocumentName } from '#shared/document/layout.js';
import { News } from '../broadcast/news.js';
import { Database } from '../database/database.service.js';
import type { Room } from '../sync/room/room.js';
import { projectDocument } from './document-projection.store.js';

/** Committed edits reach boards and search after this long, together with all that follow meanwhile (PR2: within a second). */
const DELAY_MS = 300;

/** Projects open documents into Postgres after they were edited. */
@Injectable()
export class DocumentProjector implements BeforeApplicationShutdown {
  private readonly log = new Logger('projection');
  private readonly timers = new Map<Room, NodeJS.Timeout>();

  constructor(
    private readonly database: Database,
    private readonly news: News,
  ) {}

  readonly changed = (room: Room): void => {
    if (room.record.kind === 'bench' || room.record.kind === 'notes' || this.timers.has(room)) return;
    this.timers.set(
      room,
      setTimeout(() => {
        this.timers.delete(room);
        this.project(room).catch((error: unknown) => this.log.error(`document ${room.record.name} is not projected: ${String(error)}`));
      }, DELAY_MS),
    );
  };

  async beforeApplicationShutdown(): Promise<void> {
    const waiting = [...this.timers.keys()];
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    await Promise.allSettled(waiting.map((room) => this.project(room)));
  }

  private async project(room: Room): Promise<void> {
    const { teamId, name } = room.record;
    await this.database.inTransaction((tx) =>
      projectDocument(tx, { teamId, name, seq: room.headSeq }, room.current(), (client) => room.authorOf(client)),
    );
    const parsed = parseDocumentName(name);
    if (parsed) this.news.tell(teamId, [{ type: parsed.kind === 'sheet' ? 'claim' : 'annotations', id: parsed.id }]);
  }
}
