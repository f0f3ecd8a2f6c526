import type * as Y from 'yjs';
import type { Actor } from '#shared/domain/actor.js';
import type { Tx } from '../database/tx.js';

/** What the command side may ask of shared documents. Implemented over the update log by `documents.service.ts`. */
export interface Documents {
  /** Makes the document in this transaction; `fill` writes its first content under a client id leased to the actor. */
  create(tx: Tx, actor: Actor, name: string, fill?: (doc: Y.Doc) => void): Promise<void>;
  /** Writes to it as the actor, under a client id leased for this one change. Open rooms show it within a second. */
  write(tx: Tx, actor: Actor, name: string, ...changes: readonly ((doc: Y.Doc) => void)[]): Promise<void>;
  /** Its committed state; the head row stays locked to the end of the transaction, so nothing is stored meanwhile. */
  readLocked(tx: Tx, teamId: string, name: string): Promise<Y.Doc>;
  /** Its committed state, without a lock. */
  read(tx: Tx, teamId: string, name: string): Promise<Y.Doc>;
  /** Who writes under each client id that was leased in it. */
  authors(tx: Tx, teamId: string, name: string): Promise<ReadonlyMap<number, string>>;
  /** Ids of everyone with at least one stored update in it. */
  writers(tx: Tx, teamId: string, name: string): Promise<string[]>;
}

/** Nest injection token of the one implementation. */
export const DOCUMENTS = Symbol('Documents');
