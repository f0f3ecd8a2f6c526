import { Injectable } from '@nestjs/common';
import * as Y from 'yjs';
import { readAnnotations } from '#shared/document/annotations.js';
import { LAYOUTS, parseDocumentName } from '#shared/document/layout.js';
import { must } from '#shared/lib/must.js';
import type { Anchor } from '#shared/text/anchor.js';
import type { Tx } from '../database/tx.js';
import { type AuthoredBlock, authoredBlocks } from './authored-text.js';
import { documentStore } from './document.store.js';
import type { StoredUpdate } from './log/update-log.js';

/** A stretch of one person's editing, with no pause longer than `BURST_PAUSE_MS` and nobody else's edits in between. */
export interface Burst {
  readonly userId: string;
  readonly at: Date;
  readonly until: Date;
  readonly fromSeq: number;
  readonly toSeq: number;
  /** Code units typed, and code units removed. */
  readonly inserted: number;
  readonly deleted: number;
}

/** A document after one stored update. */
export interface Moment {
  readonly seq: number;
  readonly at: Date | null;
  readonly userId: string | null;
  readonly fields: readonly { readonly name: string; readonly blocks: readonly AuthoredBlock[] }[];
  readonly annotations: readonly {
    readonly id: string;
    readonly kind: 'note' | 'question' | 'claim';
    readonly userId: string | null;
    readonly anchor: Anchor;
    readonly messages: readonly { readonly userId: string | null; readonly text: string; readonly at: Date | null }[];
  }[];
}

const BURST_PAUSE_MS = 60_000;

/** What was written when and by whom, read from the update log alone (HI1). */
@Injectable()
export class DocumentHistory {
  /** Editing bursts of a document in order; empty where there is no such document. */
  async bursts(tx: Tx, teamId: string, name: string): Promise<Burst[]> {
    const row = await documentStore.find(tx, teamId, name, false);
    if (!row) return [];
    const bursts: Burst[] = [];
    for (const update of await documentStore.updates(tx, row.id)) {
      const { inserted, deleted } = sizeOf(update);
      const last = bursts.at(-1);
      if (last && last.userId === update.userId && update.at.getTime() - last.until.getTime() <= BURST_PAUSE_MS) {
        bursts[bursts.length - 1] = {
          ...last,
          until: update.at,
          toSeq: update.seq,
          inserted: last.inserted + inserted,
          deleted: last.deleted + deleted,
        };
      } else {
        bursts.push({ userId: update.userId, at: update.at, until: update.at, fromSeq: update.seq, toSeq: update.seq, inserted, deleted });
      }
    }
    return bursts;
  }

  /** Head, and times of the first and last update; null where there is no such document. */
  async extent(tx: Tx, teamId: string, name: string): Promise<{ head: number; firstAt: Date | null; lastAt: Date | null } | null> {
    const row = await documentStore.find(tx, teamId, name, false);
    if (!row) return null;
    const [times] = await tx.query<{ first: Date | null; last: Date | null }[]>(
      'SELECT min(at) AS first, max(at) AS last FROM doc_update WHERE doc = $1',
      [row.id],
    );
    return { head: Number(row.head), firstAt: times?.first ?? null, lastAt: times?.last ?? null };
  }

  /** The document as it stood after update `seq`, with who wrote and who removed what. Null where there is no such document. */
  async moment(tx: Tx, teamId: string, name: string, seq: number): Promise<Moment | null> {
    const row = await documentStore.find(tx, teamId, name, false);
    if (!row) return null;
    const updates = await documentStore.updates(tx, row.id, seq);
    const authors = new Map((await documentStore.leases(tx, row.id)).map(({ lease, userId }) => [lease, userId]));
    const authorOf = (client: number): string | null => authors.get(client) ?? null;
    const doc = new Y.Doc({ gc: false });
    const removers = new Removers();
    for (const update of updates) {
      doc.transact((transaction) => {
        Y.applyUpdate(doc, update.bytes, 'log');
        transaction.local = true; // see Room.catchUp
      }, 'log');
      removers.add(update);
    }
    const kind = must(parseDocumentName(name), 'a document name').kind;
    const last = updates.at(-1);
    const roots = kind === 'article' ? [] : LAYOUTS[kind].roots;
    return {
      seq: last?.seq ?? 0,
      at: last?.at ?? null,
      userId: last?.userId ?? null,
      fields: roots.map((root) => ({
        name: root,
        blocks: authoredBlocks(doc.getXmlFragment(root), authorOf, (client, clock) => removers.of(client, clock)),
      })),
      annotations: kind === 'article' ? annotationsOf(doc, authorOf) : [],
    };
  }
}

function annotationsOf(doc: Y.Doc, authorOf: (client: number) => string | null): Moment['annotations'] {
  return readAnnotations(doc).annotations.map((one) => ({
    id: one.id,
    kind: one.kind,
    userId: authorOf(one.client),
    anchor: one.anchor,
    messages: one.messages.map((message) => ({
      userId: authorOf(message.client),
      text: message.text,
      at: message.at === null ? null : dateOf(message.at),
    })),
  }));
}

function dateOf(text: string): Date | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Who removed which structs: a delete set names no deleter, its stored update does. The first one counts (HI2). */
class Removers {
  private readonly ranges = new Map<number, { from: number; to: number; userId: string }[]>();

  add(update: StoredUpdate): void {
    for (const [client, deletions] of Y.decodeUpdate(update.bytes).ds.clients) {
      const ranges = this.ranges.get(client) ?? [];
      for (const { clock, len } of deletions) ranges.push({ from: clock, to: clock + len, userId: update.userId });
      this.ranges.set(client, ranges);
    }
  }

  of(client: number, clock: number): string | null {
    return this.ranges.get(client)?.find((range) => range.from <= clock && clock < range.to)?.userId ?? null;
  }
}

function sizeOf(update: StoredUpdate): { inserted: number; deleted: number } {
  const { structs, ds } = Y.decodeUpdate(update.bytes);
  let inserted = 0;
  for (const struct of structs) {
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) inserted += struct.length;
  }
  let deleted = 0;
  for (const ranges of ds.clients.values()) for (const range of ranges) deleted += range.len;
  return { inserted, deleted };
}
