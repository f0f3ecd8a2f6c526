import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { PersonView } from '#shared/protocol/views.js';
import { Database } from '../database/database.service.js';
import type { Tx } from '../database/tx.js';
import { Refused } from '../transport/refused.js';
import { countAttempt, forgetAttempts, type MemberRow, membersByIds, passwordHashOf } from './identity.store.js';
import { passwordFits } from './passwords.js';

const REAUTHENTICATIONS = 10;
const WINDOW_SECONDS = 15 * 60;

/** Names behind ids, and the proof that whoever holds a session is still the person it belongs to. */
@Injectable()
export class People {
  constructor(private readonly database: Database) {}

  /** Those of the ids that belong to the team, removed members too: their work goes on naming them. */
  async byIds(tx: Tx, teamId: string, ids: readonly string[]): Promise<Map<string, PersonView>> {
    if (ids.length === 0) return new Map();
    const members = await membersByIds(tx, teamId, [...new Set(ids)]);
    return new Map(members.map((member) => [member.id, personView(member)]));
  }

  /**
   * Whether it is the actor's password; asked again before approvals, roles and removals. Call it before the transaction of
   * the act: a guess counts also where the act is rolled back, and no request holds two connections at once, which under
   * load would leave all of them waiting for one another.
   */
  async verifyPassword(actor: Actor, password: string): Promise<boolean> {
    const bucket = `again:${actor.userId}`;
    const { attempts, secondsLeft } = await this.database.single((own) => countAttempt(own, bucket, WINDOW_SECONDS));
    if (attempts > REAUTHENTICATIONS) {
      throw new Refused({
        code: 'rate-limited',
        message: 'Too many wrong passwords. Please wait a while.',
        facts: { retryAfterSeconds: secondsLeft },
      });
    }
    const fits = await passwordFits(await this.database.single((own) => passwordHashOf(own, actor.userId)), password);
    if (fits) await this.database.single((own) => forgetAttempts(own, bucket));
    return fits;
  }
}

export function personView(member: MemberRow): PersonView {
  return { id: member.id, name: member.name, role: member.role, removed: member.removed_at !== null };
}
