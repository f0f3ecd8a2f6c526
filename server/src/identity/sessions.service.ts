import { Inject, Injectable } from '@nestjs/common';
import type { Actor, Role } from '#shared/domain/actor.js';
import type { SessionData } from '#shared/protocol/views.js';
import { CONFIG, type Config } from '../config.js';
import { AskedTogether } from '../database/asked-together.js';
import { Database } from '../database/database.service.js';
import type { Tx } from '../database/tx.js';
import { clearedCookie, cookieWith, tokenOf } from '../transport/session-cookie.js';
import { deleteSession, insertSession, liveSessions, memberById, type SessionRow, teamName, touchSession } from './identity.store.js';
import { freshToken, tokenSha256 } from './passwords.js';
import { Rights } from './rights.js';

/** A session ends after three days unused, and after fourteen days in any case. */
const IDLE_SECONDS = 3 * 24 * 3600;
const LIFE_SECONDS = 14 * 24 * 3600;

/** Sessions are opaque random tokens in a cookie; the server keeps only their hash (AU3). */
@Injectable()
export class Sessions {
  private readonly live = new AskedTogether((sha256s: readonly Buffer[]) => this.liveOf(sha256s));

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly rights: Rights,
  ) {}

  /** Whoever the cookie proves, with the role that they hold now; null for no, an ended or an unknown session. */
  async actorOfCookie(header: string | undefined): Promise<Actor | null> {
    const token = tokenOf(header, this.config.publicUrl);
    if (token === null) return null;
    const sha256 = tokenSha256(token);
    const found = await this.live.ask(sha256);
    if (found === null) return null;
    if (found.stale) await this.database.single((tx) => touchSession(tx, sha256));
    return { userId: found.user_id, teamId: found.team_id, name: found.name, role: found.role, sessionHash: sha256.toString('hex') };
  }

  /** Role by session hash, of those sessions that are alive at this moment. */
  async rolesNow(sessionHashes: readonly string[]): Promise<Map<string, Role>> {
    const hashes = sessionHashes.map((hash) => Buffer.from(hash, 'hex'));
    const live = await this.database.single((tx) => liveSessions(tx, hashes, IDLE_SECONDS));
    return new Map(live.map(({ sha256, role }) => [sha256.toString('hex'), role]));
  }

  private async liveOf(sha256s: readonly Buffer[]): Promise<(SessionRow | null)[]> {
    const live = await this.database.single((tx) => liveSessions(tx, sha256s, IDLE_SECONDS));
    const byHash = new Map(live.map((row) => [row.sha256.toString('hex'), row]));
    return sha256s.map((sha256) => byHash.get(sha256.toString('hex')) ?? null);
  }

  /** Opens a session for the member. Answers the actor it makes and the `Set-Cookie` that carries it. */
  async open(tx: Tx, member: Omit<Actor, 'sessionHash'>): Promise<{ actor: Actor; cookie: string }> {
    const { token, sha256 } = freshToken();
    await insertSession(tx, sha256, member.userId, LIFE_SECONDS);
    const actor = { ...member, sessionHash: sha256.toString('hex') };
    return { actor, cookie: cookieWith(token, this.config.publicUrl, LIFE_SECONDS) };
  }

  /** Ends the session of the cookie, and with it every socket that lives on it. Answers the `Set-Cookie` that clears it. */
  async close(header: string | undefined): Promise<string> {
    const token = tokenOf(header, this.config.publicUrl);
    if (token !== null) {
      const sha256 = tokenSha256(token);
      await this.database.single((tx) => deleteSession(tx, sha256));
      this.rights.changed({ sessionHash: sha256.toString('hex') });
    }
    return clearedCookie(this.config.publicUrl);
  }

  async view(tx: Tx, actor: Actor): Promise<SessionData> {
    const member = await memberById(tx, actor.teamId, actor.userId);
    return {
      user: { id: actor.userId, name: actor.name, role: actor.role, removed: false },
      team: { id: actor.teamId, name: await teamName(tx, actor.teamId) },
      email: member?.email ?? '',
    };
  }
}
