import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { parseDocumentName } from '#shared/document/layout.js';
import type { PersonView } from '#shared/protocol/views.js';
import { News } from '../broadcast/news.js';
import type { Rooms } from './room/rooms.js';
import { ROOMS } from './tokens.js';

const LOOK_MS = 700;

/** Who has which claim open on this node, for the desk. Told as news when it changes; never stored. */
@Injectable()
export class WhoIsHere implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private seen = new Map<string, string>();

  constructor(
    @Inject(ROOMS) private readonly rooms: Rooms,
    private readonly news: News,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), LOOK_MS);
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** People with the claim open in some tab, each once, by name. */
  onClaim(claimId: string): PersonView[] {
    const people = new Map<string, PersonView>();
    for (const documentId of this.rooms.openIds) {
      const room = this.rooms.get(documentId);
      if (!room || claimOf(room.record.name) !== claimId) continue;
      for (const { person } of room.members.values()) people.set(person.id, person);
    }
    return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  private look(): void {
    const now = new Map<string, string>();
    const teams = new Map<string, string>();
    for (const documentId of this.rooms.openIds) {
      const room = this.rooms.get(documentId);
      const claimId = room ? claimOf(room.record.name) : null;
      if (!room || claimId === null) continue;
      teams.set(claimId, room.record.teamId);
      const people = [...room.members.values()].map(({ person }) => person.id);
      if (people.length > 0) now.set(claimId, [...new Set(people)].sort((a, b) => (a < b ? -1 : 1)).join(' '));
    }
    for (const claimId of new Set([...now.keys(), ...this.seen.keys()])) {
      const teamId = teams.get(claimId);
      if (now.get(claimId) !== this.seen.get(claimId) && teamId !== undefined) this.news.tell(teamId, [{ type: 'presence', id: claimId }]);
    }
    this.seen = now;
  }
}

function claimOf(documentName: string): string | null {
  const parsed = parseDocumentName(documentName);
  return parsed?.kind === 'sheet' ? parsed.id : null;
}
