import type { PresenceChange, PresenceState } from '#shared/protocol/socket.js';
import type { PersonView } from '#shared/protocol/views.js';

/** A tab in the document, as presence needs it. */
export interface PresentTab {
  readonly socketId: string;
  readonly key: number;
  readonly person: PersonView;
}

/**
 * Who shows what in one document, latest only. The server stamps the person; nothing is stored; it ends with the connection
 * (SY13), or with the node that the connection was to.
 */
export class RoomPresence {
  private readonly here = new Map<string, PresenceChange>();
  private readonly elsewhere = new Map<number, { node: string; change: PresenceChange }>();
  private readonly changed = new Map<number, PresenceChange>();

  constructor(
    /** Tells other nodes what a tab of this one shows. */
    private readonly tellOthers: (change: PresenceChange) => void,
  ) {}

  all(): PresenceChange[] {
    return [...this.here.values(), ...[...this.elsewhere.values()].map(({ change }) => change)];
  }

  set(tab: PresentTab, state: PresenceState): void {
    const change = { lease: tab.key, user: tab.person, state };
    this.elsewhere.delete(tab.key);
    this.here.set(tab.socketId, change);
    this.changed.set(tab.key, change);
    this.tellOthers(change);
  }

  leave(tab: PresentTab): void {
    if (!this.here.delete(tab.socketId)) return;
    const change = { lease: tab.key, user: tab.person, state: null };
    this.changed.set(tab.key, change);
    this.tellOthers(change);
  }

  /** What another node says of one of its tabs. A tab that has moved here meanwhile is ours to tell of. */
  hear(node: string, change: PresenceChange): void {
    if ([...this.here.values()].some(({ lease }) => lease === change.lease)) return;
    const known = this.elsewhere.get(change.lease);
    if (change.state === null && known?.node !== node) return;
    if (change.state === null) this.elsewhere.delete(change.lease);
    else this.elsewhere.set(change.lease, { node, change });
    this.changed.set(change.lease, change);
  }

  /** That node is gone, and its tabs with it. */
  forgetNode(node: string): void {
    for (const { node: at, change } of [...this.elsewhere.values()]) if (at === node) this.hear(node, { ...change, state: null });
  }

  tellOthersAll(): void {
    for (const change of this.here.values()) this.tellOthers(change);
  }

  /** What changed since the last tick. */
  takeChanges(): PresenceChange[] {
    const changes = [...this.changed.values()];
    this.changed.clear();
    return changes;
  }
}
