import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { assert } from '#shared/lib/assert.js';
import { canonicalJson } from '#shared/log/canonical-json.js';
import { textHash } from '#shared/log/hash.js';
import type { Tx } from '../database/tx.js';
import { refuseLostRole } from '../identity/standing-role.js';
import { Refused } from '../transport/refused.js';
import { type ChainHead, type LedgerEvent, type LedgerObject, leafHash, makeEntry, opOf } from './leaf.js';
import {
  appendLeaf,
  chains,
  entriesAfter,
  entriesOf,
  lockChain,
  lockKey,
  logState,
  receiptOf,
  type StoredEntry,
  storeReceipt,
} from './ledger.store.js';
import { LogVerifier, type Verification } from './verify.js';

const VERIFIED_AT_ONCE = 2_000;

/** One act of an object, as read back from its chain. */
export interface LedgerEntry {
  readonly seq: number;
  readonly type: string;
  readonly by: string;
  readonly at: string;
  readonly hash: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface AppendedEntry {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly type: string;
}

/**
 * The log of acts. Everything here runs inside the transaction of the act itself: an act that is not in the log did not
 * happen, and one that is in the log did (LG3).
 */
@Injectable()
export class Ledger {
  /** Locks the object's chain to the end of the transaction; answers where it stands and the time of the act. */
  lock(tx: Tx, actor: Actor, object: LedgerObject): Promise<ChainHead> {
    return lockChain(tx, actor.teamId, object);
  }

  /**
   * Appends the events to the object's chain, in order, all at one database time. `at` is the time that an earlier `lock`
   * in this transaction answered, where a rule was already judged with it.
   */
  async append(
    tx: Tx,
    actor: Actor,
    object: LedgerObject,
    events: readonly LedgerEvent[],
    idempotencyKey: string,
    at?: string,
  ): Promise<AppendedEntry[]> {
    let head = await lockChain(tx, actor.teamId, object);
    if (at !== undefined) head = { ...head, at };
    const appended: AppendedEntry[] = [];
    for (const [index, event] of events.entries()) {
      const { leaf, payload } = makeEntry(actor, object, head, event, opOf(idempotencyKey, index), randomBytes(16));
      const hash = await appendLeaf(tx, actor.teamId, leaf, payload);
      assert(hash === leafHash(leaf), 'the database and the server agree on the hash of an entry');
      head = { seq: head.seq + 1, hash, at: head.at };
      appended.push({ seq: head.seq, hash, at: head.at, type: event.type });
    }
    return appended;
  }

  /**
   * Runs `work` once for a key: the same command again answers the first receipt without acting, another command under
   * the same key is refused (LG8). A refused command leaves no receipt, so it may be tried again. Whoever lost the role in which
   * the command was judged is refused before anything else.
   */
  async once<R>(tx: Tx, actor: Actor, key: string, command: unknown, work: () => Promise<R>): Promise<R> {
    const commandSha256 = textHash(canonicalJson({ actor: actor.userId, command: withoutUndefined(command) }));
    await refuseLostRole(tx, actor);
    await lockKey(tx, actor.teamId, key);
    const earlier = await receiptOf(tx, actor.teamId, key);
    if (earlier !== null) {
      if (earlier.commandSha256 === commandSha256) return earlier.receipt as R;
      throw new Refused({ code: 'idempotency-mismatch', message: 'This idempotency key was used for another command.' });
    }
    const receipt = await work();
    await storeReceipt(tx, { teamId: actor.teamId, key, actorId: actor.userId, commandSha256, receipt });
    return receipt;
  }

  /** Every act on the object, oldest first. */
  async read(tx: Tx, teamId: string, object: LedgerObject): Promise<LedgerEntry[]> {
    return (await entriesOf(tx, teamId, object)).map(readEntry);
  }

  /** Recomputes the whole log, all teams, and names the first entry that is wrong (LG6). */
  async verify(tx: Tx): Promise<Verification> {
    const verifier = new LogVerifier();
    for (let after = '0'; ; ) {
      const entries = await entriesAfter(tx, after, VERIFIED_AT_ONCE);
      for (const entry of entries) if (!verifier.add(entry)) return verifier.finish([]);
      const last = entries.at(-1);
      if (!last) return verifier.finish(await chains(tx));
      after = last.id;
    }
  }

  /** How many acts the team's log holds, and the hash of the last. */
  state(tx: Tx, teamId: string): Promise<{ entries: number; head: string | null }> {
    return logState(tx, teamId);
  }
}

function readEntry(entry: StoredEntry): LedgerEntry {
  assert(entry.payload !== null, 'every entry has its payload');
  return {
    seq: entry.seq,
    type: entry.type,
    by: entry.actorId,
    at: entry.at.toISOString(),
    hash: entry.leafHash,
    data: JSON.parse(new TextDecoder().decode(entry.payload)) as Record<string, unknown>,
  };
}

/** A parsed body holds `undefined` for absent optional fields; canonical JSON takes none. */
function withoutUndefined(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}
