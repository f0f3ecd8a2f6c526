import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { Database } from '../../database/database.service.js';
import { Refused } from '../../transport/refused.js';
import { activeMemberByEmail, countAttempt, forgetAttempts, passwordHashOf, sweepAttempts, uncountAttempt } from '../identity.store.js';
import { passwordFits } from '../passwords.js';
import { Sessions } from '../sessions.service.js';
import { deviceProof, provenDevice } from './known-device.js';

/**
 * Wrong passwords allowed in fifteen minutes: for one account from one address, for one account from everywhere, for one address,
 * and for one account in a browser in which its password was given before.
 */
export const SIGN_IN_LIMITS = { account: 10, accountEverywhere: 200, address: 60, device: 10, windowSeconds: 15 * 60 } as const;

@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Opens a session for e-mail and password. Attempts are counted before the password is looked at, in the database, so
   * that neither parallel requests nor several nodes allow more (AU8). Who has an account cannot be told from the answer.
   * A browser that proves to be known counts for itself: nobody locks people out by guessing from elsewhere.
   */
  async signIn(
    email: string,
    password: string,
    address: string,
    device: string | null,
  ): Promise<{ actor: Actor; cookie: string; device: string }> {
    const normal = email.trim().toLowerCase();
    const member = await this.database.single((tx) => activeMemberByEmail(tx, normal));
    const stored = member === null ? null : await this.database.single((tx) => passwordHashOf(tx, member.id));
    const known = member === null || stored === null ? null : provenDevice(device, member.id, stored);
    const account = createHash('sha256').update(normal).digest('hex');
    const buckets: readonly (readonly [string, number])[] =
      known === null
        ? [
            [`address:${address}`, SIGN_IN_LIMITS.address],
            [`account:${account}:${address}`, SIGN_IN_LIMITS.account],
            [`account:${account}`, SIGN_IN_LIMITS.accountEverywhere],
          ]
        : [[`device:${known}`, SIGN_IN_LIMITS.device]];
    for (const [bucket, limit] of buckets) await this.count(bucket, limit);

    if (!(await passwordFits(stored, password)) || member === null || stored === null) {
      throw new Refused({ code: 'sign-in-failed', message: 'E-mail or password is wrong.' });
    }
    return this.database.inTransaction(async (tx) => {
      // What others guessed from elsewhere still counts; what this one got right does not.
      for (const [bucket, limit] of buckets) {
        if (limit === SIGN_IN_LIMITS.account) await forgetAttempts(tx, bucket);
        else await uncountAttempt(tx, bucket);
      }
      await sweepAttempts(tx);
      const opened = await this.sessions.open(tx, { userId: member.id, teamId: member.team_id, name: member.name, role: member.role });
      return { ...opened, device: known === null || device === null ? deviceProof(member.id, stored) : device };
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
