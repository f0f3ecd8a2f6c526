import { Injectable } from '@nestjs/common';
import type * as Y from 'yjs';
import { isGone, readAnnotations } from '#shared/document/annotations.js';
import { LAYOUTS, parseDocumentName } from '#shared/document/layout.js';
import { must } from '#shared/lib/must.js';
import type { Anchor } from '#shared/text/anchor.js';
import type { Tx } from '../database/tx.js';
import { documentSource, documentStore } from './document.store.js';
import { type AuthoredBlock, authoredBlocks, piecesOf } from './past/authored-text.js';
import { blameOf, type Deed } from './past/blame.js';
import { type Burst, Bursts } from './past/bursts.js';
import { type DifferenceRun, differenceOf } from './past/difference.js';
import { type Past, readPast, readSpans } from './past/read-past.js';
import type { Span } from './past/span.js';

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
    readonly imported: boolean;
    readonly creator: string | null;
    readonly messages: readonly {
      readonly userId: string | null;
      readonly text: string;
      readonly at: Date | null;
      /** It came in a file: whoever wrote it here only brought it. */
      readonly imported: boolean;
      readonly creator: string | null;
    }[];
  }[];
}

/** Two moments of a document as one text. */
export interface TextDifference {
  readonly from: { readonly seq: number; readonly at: Date | null };
  readonly to: { readonly seq: number; readonly at: Date | null };
  readonly fields: readonly {
    readonly name: string;
    readonly blocks: readonly {
      readonly type: string;
      readonly depth: number;
      readonly runs: readonly {
        readonly text: string;
        readonly change: DifferenceRun['change'];
        /** Null where the log does not say who it was. */
        readonly userIds: readonly (string | null)[];
      }[];
    }[];
  }[];
}

/** Part of a field of a document at one moment, in code points of all the text the moment shows of it, blocks joined by nothing. */
export interface FieldRange {
  readonly field: string;
  readonly from: number;
  readonly to: number;
}

/** A stretch of text with who wrote it and, where it is gone, who removed it, each with the stored updates it took. */
export interface Blame {
  readonly text: string;
  readonly written: Doing;
  readonly removed: Doing | null;
}

export interface Doing {
  readonly userId: string | null;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly at: Date | null;
  readonly until: Date | null;
}

/** What was written when and by whom, as it follows from the update log (HI1); read out of keyframes and spans, where there are any (HI5). */
@Injectable()
export class DocumentHistory {
  /** Editing bursts of a document in order of their first update; empty where there is no such document. */
  async bursts(tx: Tx, teamId: string, name: string): Promise<Burst[]> {
    const row = await documentStore.find(tx, teamId, name, false);
    if (!row) return [];
    return burstsOf((await readSpans(documentSource(tx), row.id, Number(row.head))).spans);
  }

  /** Head, and times of the first and last update; null where there is no such document. */
  async extent(tx: Tx, teamId: string, name: string): Promise<{ head: number; firstAt: Date | null; lastAt: Date | null } | null> {
    const row = await documentStore.find(tx, teamId, name, false);
    if (!row) return null;
    const head = Number(row.head);
    const times = await documentStore.timesOf(tx, row.id, [1, head]);
    return { head, firstAt: times.get(1) ?? null, lastAt: times.get(head) ?? null };
  }

  /** The document as it stood after update `seq`, with who wrote and who removed what. Null where there is no such document. */
  async moment(tx: Tx, teamId: string, name: string, seq: number): Promise<Moment | null> {
    const found = await this.past(tx, teamId, name, seq);
    if (!found) return null;
    const { past, people, documentId } = found;
    const { kind } = must(parseDocumentName(name), 'a document name');
    const roots = kind === 'article' ? [] : LAYOUTS[kind].roots;
    const times = await documentStore.timesOf(tx, documentId, [found.seq]);
    return {
      seq: found.seq,
      at: times.get(found.seq) ?? null,
      userId: people.writerOf(found.seq),
      fields: roots.map((root) => ({
        name: root,
        blocks: authoredBlocks(
          piecesOf(past.doc.getXmlFragment(root), past.authorship, (a, b) => people.writerOf(a) !== people.writerOf(b)),
          people.authorOf,
          people.writerOf,
        ),
      })),
      annotations: kind === 'article' ? annotationsOf(past.doc, people.authorOf) : [],
    };
  }

  /** What became of each word between two updates. Null where there is no such document. */
  async difference(tx: Tx, teamId: string, name: string, fromSeq: number, toSeq: number): Promise<TextDifference | null> {
    const found = await this.past(tx, teamId, name, toSeq);
    if (!found) return null;
    const { past, people, documentId } = found;
    const from = Math.min(fromSeq, found.seq);
    const times = await documentStore.timesOf(tx, documentId, [from, found.seq]);
    const { kind } = must(parseDocumentName(name), 'a document name');
    const fields = (kind === 'article' ? [] : LAYOUTS[kind].roots).map((root) => {
      const blocks = piecesOf(past.doc.getXmlFragment(root), past.authorship, (a, b) => a !== b);
      const told = differenceOf(blocks, past.authorship, from).map(({ type, depth, runs }) => ({
        type,
        depth,
        runs: joinedByPerson(
          runs.map(({ text, change, by }) => ({ text, change, userIds: [...new Set(by.map((seq) => people.writerOf(seq)))] })),
        ),
      }));
      return { name: root, blocks: told };
    });
    return { from: { seq: from, at: times.get(from) ?? null }, to: { seq: found.seq, at: times.get(found.seq) ?? null }, fields };
  }

  /** The last update of the document at each of those times; 0 where there was none. */
  async seqsAt(tx: Tx, teamId: string, name: string, times: readonly string[]): Promise<number[]> {
    const row = await documentStore.find(tx, teamId, name, false);
    const seqs: number[] = [];
    for (const at of times) seqs.push(row ? await documentStore.seqAt(tx, row.id, at) : 0);
    return seqs;
  }

  /** Who wrote and who removed each stretch of that range as it stood after update `seq`. Null where there is no such document. */
  async blame(tx: Tx, teamId: string, name: string, seq: number, range: FieldRange): Promise<Blame[] | null> {
    const found = await this.past(tx, teamId, name, seq);
    if (!found) return null;
    const { past, people, documentId } = found;
    const bursts = new BurstIndex(burstsOf(past.spans));
    const blocks = piecesOf(past.doc.getXmlFragment(range.field), past.authorship, (a, b) => a !== b);
    const stretches = blameOf(blocks, past.authorship, range, (at) => bursts.of(people.writerOf(at), at));
    const deeds = stretches.flatMap(({ written, removed }) => (removed ? [written, removed] : [written]));
    const times = await documentStore.timesOf(tx, documentId, [...new Set(deeds.flatMap(({ fromSeq, toSeq }) => [fromSeq, toSeq]))]);
    const doing = (deed: Deed): Doing => ({
      ...deed,
      userId: people.writerOf(deed.fromSeq),
      at: times.get(deed.fromSeq) ?? null,
      until: times.get(deed.toSeq) ?? null,
    });
    return stretches.map(({ text, written, removed }) => ({ text, written: doing(written), removed: removed && doing(removed) }));
  }

  /** The document at a moment: after the last update that there is, where `seq` lies beyond it. */
  private async past(
    tx: Tx,
    teamId: string,
    name: string,
    seq: number,
  ): Promise<{ documentId: number; seq: number; past: Past; people: Writers } | null> {
    const row = await documentStore.find(tx, teamId, name, false);
    if (!row) return null;
    const last = Math.min(seq, Number(row.head));
    const past = await readPast(documentSource(tx), row.id, last);
    const leases = new Map((await documentStore.leases(tx, row.id)).map(({ lease, userId }) => [lease, userId]));
    const authorOf = (client: number): string | null => leases.get(client) ?? null;
    const writerOf = (at: number): string | null => (at === 0 ? null : authorOf(past.authorship.leaseOf(at)));
    return { documentId: row.id, seq: last, past, people: { authorOf, writerOf } };
  }
}

type ChangedRun = TextDifference['fields'][number]['blocks'][number]['runs'][number];

/** Neighbours that one person changed in the same way are one run, however many updates it took. */
function joinedByPerson(runs: readonly ChangedRun[]): ChangedRun[] {
  const all: ChangedRun[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last?.change === run.change && last.userIds.join() === run.userIds.join())
      all[all.length - 1] = { ...last, text: last.text + run.text };
    else all.push(run);
  }
  return all;
}

interface Writers {
  readonly authorOf: (client: number) => string | null;
  readonly writerOf: (seq: number) => string | null;
}

function burstsOf(spans: readonly Span[]): Burst[] {
  const bursts = new Bursts();
  for (const span of spans) for (const burst of span.bursts) bursts.add(burst);
  return bursts.all;
}

/** Finds the burst that a person's stored update belongs to. */
class BurstIndex {
  private readonly byUser = new Map<string, Burst[]>();

  constructor(bursts: readonly Burst[]) {
    for (const burst of bursts) {
      const known = this.byUser.get(burst.userId);
      if (known) known.push(burst);
      else this.byUser.set(burst.userId, [burst]);
    }
  }

  of(userId: string | null, seq: number): Burst | null {
    const bursts = this.byUser.get(userId ?? '') ?? [];
    let [low, high] = [0, bursts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bursts[middle]?.fromSeq ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    return bursts[low - 1] ?? null;
  }
}

function annotationsOf(doc: Y.Doc, authorOf: (client: number) => string | null): Moment['annotations'] {
  const standing = readAnnotations(doc).annotations.filter((one) => !isGone(one, authorOf));
  return standing.map((one) => ({
    id: one.id,
    kind: one.kind,
    userId: authorOf(one.client),
    anchor: one.anchor,
    imported: one.imported,
    creator: one.creator,
    messages: one.messages.map((message) => ({
      userId: authorOf(message.client),
      text: message.text,
      imported: message.imported,
      creator: message.creator,
      at: message.at === null ? null : dateOf(message.at),
    })),
  }));
}

function dateOf(text: string): Date | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}
