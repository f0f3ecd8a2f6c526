import { Injectable } from '@nestjs/common';
import * as Y from 'yjs';
import { LAYOUTS, parseDocumentName } from '#shared/document/layout.js';
import type { Actor } from '#shared/domain/actor.js';
import { assert } from '#shared/lib/assert.js';
import { must } from '#shared/lib/must.js';
import type { Tx } from '../database/tx.js';
import { type DocRow, documentSource, documentStore } from './document.store.js';
import type { Documents } from './documents.js';
import { judgeUpdate } from './gate/gate.js';
import { applyStored } from './keyframes/make-keyframes.js';
import { readOpening } from './keyframes/opening.js';
import { nextChain } from './log/chain.js';

/** Shared documents for the command side, over the update log's own tables and inside the act's transaction. */
@Injectable()
export class DocumentsService implements Documents {
  async create(tx: Tx, actor: Actor, name: string, fill?: (doc: Y.Doc) => void): Promise<void> {
    assert(await documentStore.insert(tx, actor.teamId, name), `document ${name} is new`);
    if (fill) await this.write(tx, actor, name, fill);
  }

  async write(tx: Tx, actor: Actor, name: string, ...changes: readonly ((doc: Y.Doc) => void)[]): Promise<void> {
    const row = must(await documentStore.find(tx, actor.teamId, name, true), `document ${name}`);
    const doc = await this.replay(tx, row);
    const before = Y.decodeStateVector(Y.encodeStateVector(doc));
    const lease = await documentStore.newLease(tx, row.id, actor.userId, actor.sessionHash);
    doc.clientID = lease;
    const written: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => written.push(update));
    for (const change of changes) doc.transact(() => change(doc));
    const layout = LAYOUTS[must(parseDocumentName(name), 'a document name').kind];
    let { chain, seq } = { chain: new Uint8Array(row.chain), seq: Number(row.head) };
    for (const [i, bytes] of written.entries()) {
      const judgement = judgeUpdate({ vector: before, layout }, lease, bytes);
      assert(judgement.ok, `the server's own update passes the gate: ${judgement.ok ? '' : judgement.message}`);
      if (judgement.structs > 0) before.set(lease, judgement.end);
      const update = { seq: ++seq, lease, clientSeq: i + 1, userId: actor.userId, bytes, at: new Date() };
      chain = new Uint8Array(nextChain(chain, { ...update, atMs: update.at.getTime() }));
      await documentStore.append(tx, row.id, update, chain);
    }
  }

  async readLocked(tx: Tx, teamId: string, name: string): Promise<Y.Doc> {
    return this.replay(tx, must(await documentStore.find(tx, teamId, name, true), `document ${name}`));
  }

  async read(tx: Tx, teamId: string, name: string): Promise<Y.Doc> {
    return this.replay(tx, must(await documentStore.find(tx, teamId, name, false), `document ${name}`));
  }

  async authors(tx: Tx, teamId: string, name: string): Promise<ReadonlyMap<number, string>> {
    const { id } = must(await documentStore.find(tx, teamId, name, false), `document ${name}`);
    return new Map((await documentStore.leases(tx, id)).map(({ lease, userId }) => [lease, userId]));
  }

  writers(tx: Tx, teamId: string, name: string): Promise<string[]> {
    return documentStore.writers(tx, teamId, name);
  }

  private async replay(tx: Tx, { id, head, chain }: DocRow): Promise<Y.Doc> {
    const { state, tail } = await readOpening(documentSource(tx), { id, head: Number(head), chain });
    const doc = new Y.Doc({ gc: false });
    applyStored(doc, [...(state ? [state] : []), ...tail.map(({ bytes }) => bytes)]);
    return doc;
  }
}
