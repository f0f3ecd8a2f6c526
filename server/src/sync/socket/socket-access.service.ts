import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { PersonView } from '#shared/protocol/views.js';
import { Rights } from '../../identity/rights.js';
import { Sessions } from '../../identity/sessions.service.js';
import { AllowedOrigins } from '../../transport/allowed-origins.js';

/** Who a socket belongs to. `current` turns false for good the moment a right of theirs changed. */
export interface SocketIdentity {
  readonly actor: Actor;
  readonly person: PersonView;
  readonly current: () => boolean;
}

/** Who asks for a connection, as far as it is known yet. */
export interface Knock {
  readonly actor: Promise<Actor | null>;
  /** Changes of rights that this node had heard of when it asked, and when that was. */
  readonly changes: number;
  readonly askedMs: number;
}

/** An answer older than this is asked for again. */
const ANSWER_MS = 1_000;

/** Who may hold a socket, and until when (AU2, AU4). */
@Injectable()
export class SocketAccess {
  private readonly actors = new Map<string, Actor>();
  private readonly lostListeners = new Set<(socketId: string, reason: string) => void>();
  private changes = 0;

  constructor(
    private readonly sessions: Sessions,
    rights: Rights,
    private readonly origins: AllowedOrigins,
  ) {
    rights.onChanged((change) => {
      this.changes++;
      for (const [socketId, actor] of this.actors) {
        const theirs = 'userId' in change ? actor.userId === change.userId : actor.sessionHash === change.sessionHash;
        if (theirs) this.lose(socketId, 'userId' in change ? 'rights-changed' : 'signed-out');
      }
    });
  }

  /** A browser always names its origin in the handshake; whoever names none is refused too. */
  originAllowed(origin: string | undefined): boolean {
    return origin !== undefined && this.origins.has(origin);
  }

  /** Asks whose session the cookie is, while the connection is still being made. */
  ask(cookieHeader: string | undefined): Knock {
    const actor = this.sessions.actorOfCookie(cookieHeader);
    actor.catch(() => undefined); // whoever does not come in does not hear of it
    return { actor, changes: this.changes, askedMs: performance.now() };
  }

  /** The identity that the session cookie proves, or null. What was asked before a right changed is asked again. */
  async admit(socketId: string, cookieHeader: string | undefined, knock: Knock | undefined): Promise<SocketIdentity | null> {
    let asked = knock ?? this.ask(cookieHeader);
    let actor = await asked.actor;
    while (asked.changes !== this.changes || performance.now() - asked.askedMs > ANSWER_MS) {
      asked = this.ask(cookieHeader);
      actor = await asked.actor;
    }
    if (!actor) return null;
    this.actors.set(socketId, actor);
    return {
      actor,
      person: { id: actor.userId, name: actor.name, role: actor.role, removed: false },
      current: () => this.actors.get(socketId) === actor,
    };
  }

  forget(socketId: string): void {
    this.actors.delete(socketId);
  }

  /** Ids of the people with a live socket in the team. */
  online(teamId: string): ReadonlySet<string> {
    return new Set([...this.actors.values()].filter((actor) => actor.teamId === teamId).map((actor) => actor.userId));
  }

  onLost(listener: (socketId: string, reason: string) => void): void {
    this.lostListeners.add(listener);
  }

  /** Closes sockets whose session ended or whose role is another: whoever ended it may be a node that could not say so (SY16). */
  async check(): Promise<void> {
    const actors = [...this.actors];
    if (actors.length === 0) return;
    const roles = await this.sessions.rolesNow([...new Set(actors.map(([, actor]) => actor.sessionHash))]);
    for (const [socketId, actor] of actors) {
      const role = roles.get(actor.sessionHash);
      if (role !== actor.role && this.actors.get(socketId) === actor) this.lose(socketId, role ? 'rights-changed' : 'signed-out');
    }
  }

  private lose(socketId: string, reason: string): void {
    this.actors.delete(socketId);
    for (const listener of this.lostListeners) listener(socketId, reason);
  }
}
