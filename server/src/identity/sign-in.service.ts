import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { Database } from '../database/database.service.js';
import { Refused } from '../transport/refused.js';
import { activeMemberByEmail, countAttempt, forgetAttempts, passwordHashOf, sweepAttempts, uncountAttempt } from './identity.store.js';
import { passwordFits } from './passwords.js';
import { Sessions } from './sessions.service.js';

/** Wrong passwords allowed in fifteen minutes, for one account and for one address. */
export const SIGN_IN_LIMITS = { account: 10, address: 60, windowSeconds: 15 * 60 } as const;

@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Opens a session for e-mail and password. Attempts are counted before the password is looked at, in the database, so
   * that neither parallel requests nor several nodes allow more (AU8). Who has an account cannot be told from the answer.
   */
  async signIn(email: string, password: string, address: string): Promise<{ actor: Actor; cookie: string }> {
    const normal = email.trim().toLowerCase();
    const accountBucket = `account:${createHash('sha256').update(normal).digest('hex')}`;
    const addressBucket = `address:${address}`;
    await this.count(addressBucket, SIGN_IN_LIMITS.address);
    await this.count(accountBucket, SIGN_IN_LIMITS.account);

    const member = await this.database.single((tx) => activeMemberByEmail(tx, normal));
    const stored = member === null ? null : await this.database.single((tx) => passwordHashOf(tx, member.id));
    if (!(await passwordFits(stored, password)) || member === null) {
      throw new Refused({ code: 'sign-in-failed', message: 'E-mail or password is wrong.' });
    }
    return this.database.inTransaction(async (tx) => {
      await forgetAttempts(tx, accountBucket);
      await uncountAttempt(tx, addressBucket);
      await sweepAttempts(tx);
      return this.sessions.open(tx, { userId: member.id, teamId: member.team_id, name: member.name, role: member.role });
    });
  }

  private async count(bucket: string, limit: number): Promise<void> {
    const { attempts, secondsLeft } = await this.database.single((tx) => countAttempt(tx, bucket, SIGN_IN_LIMITS.windowSeconds));
    if (attempts <= limit) return;
    throw new Refused({
      code: 'rate-limited',
      message: `Too many attempts. Please try again in ${Math.max(1, Math.ceil(secondsLeft / 60))} minutes.`,
      facts: { retryAfterSeconds: secondsLeft },
    });
  }
}
