import * as Y from 'yjs';
import { CHAIN_START } from '../log/chain.js';
import type { DocumentRecord, StoredUpdate, UpdateLog } from '../log/update-log.js';
import { type Span, spanOf } from '../past/span.js';
import { isTorn, type WideCharacter, wideCharactersOf } from '../past/torn.js';
import { chainAfter, KEYFRAME_SPACING, type Keyframe } from './keyframe.js';
import { advance, leadsTo } from './opening.js';

/**
 * Makes what is missing of a document's keyframe and spans, from the last keyframe on; from the log's start where there is none
 * or it does not fit the log. Answers the update at which the keyframe stands now: 0 where the document is too short for one.
 */
export async function makeKeyframes(
  log: UpdateLog,
  document: { readonly teamId: string; readonly name: string },
  spacing = KEYFRAME_SPACING,
): Promise<number> {
  const found = await log.find(document.teamId, document.name);
  if (!found) return 0;
  const known = await log.keyframe(found.id);
  // Read after the keyframe, which thus cannot be ahead of it.
  const record = (await log.find(document.teamId, document.name)) ?? found;
  const made = (known && (await goOn(log, record, known, spacing))) ?? (await goOn(log, record, null, spacing));
  if (!made) return 0;
  if (made.spans.length > 0) await log.storeKeyframe(record.id, made.keyframe, made.spans);
  return made.keyframe.seq;
}

/** Null where that start does not lead to the document's chain. */
async function goOn(
  log: UpdateLog,
  record: DocumentRecord,
  start: Keyframe | null,
  spacing: number,
): Promise<{ keyframe: Keyframe; spans: Span[] } | null> {
  if (start && start.seq > record.head) return null;
  const growth = new KeyframeGrowth(start);
  const spans: Span[] = [];
  for (;;) {
    const updates = await log.readAfter(record.id, growth.seq, spacing);
    const reachesHead = growth.seq <= record.head && record.head <= growth.seq + updates.length;
    if (start && reachesHead && !leadsTo(growth, updates, record)) return null;
    if (updates.length < spacing) return { keyframe: growth.keyframe(), spans };
    spans.push(spanOf(growth.seq, updates));
    growth.add(updates);
  }
}

/** A keyframe on its way up the log. The same updates give the same keyframe, whatever it started from. */
export class KeyframeGrowth {
  seq: number;
  chain: Uint8Array;
  private readonly numbers: Map<number, number>;
  private readonly vector: Map<number, number>;
  private readonly doc = new Y.Doc({ gc: false });
  /** Characters that may have been torn, or may yet be. */
  private readonly wide: WideCharacter[];

  constructor(start: Keyframe | null) {
    this.seq = start?.seq ?? 0;
    this.chain = start?.chain ?? CHAIN_START;
    const leases = [...(start?.leases ?? [])];
    this.numbers = new Map(leases.map(([lease, { number }]) => [lease, number]));
    this.vector = new Map(leases.map(([lease, { clock }]) => [lease, clock]));
    this.wide = start ? [...start.torn, ...wideCharactersOf(Y.decodeUpdate(start.state).structs)] : [];
    if (start) applyStored(this.doc, [start.state]);
  }

  add(updates: readonly StoredUpdate[]): void {
    applyStored(
      this.doc,
      updates.map(({ bytes }) => bytes),
    );
    this.chain = chainAfter(this.chain, updates);
    this.seq += updates.length;
    for (const { lease, clientSeq, bytes } of updates) {
      this.numbers.set(lease, Math.max(this.numbers.get(lease) ?? 0, clientSeq));
      advance(this.vector, bytes);
      this.wide.push(...wideCharactersOf(Y.decodeUpdate(bytes).structs));
    }
  }

  keyframe(): Keyframe {
    const leases = new Map([...this.numbers].map(([lease, number]) => [lease, { number, clock: this.vector.get(lease) ?? 0 }]));
    const torn = this.wide.filter((one) => isTorn(this.doc, one)).sort((a, b) => a.client - b.client || a.clock - b.clock);
    return { seq: this.seq, chain: this.chain, leases, state: Y.encodeStateAsUpdate(this.doc), torn };
  }
}

/**
 * Applies what stands in the log, in one transaction. Yjs cleans up formats after remote transactions with edits of its own,
 * which stand in no log: a local one it leaves alone.
 */
export function applyStored(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  doc.transact((transaction) => {
    for (const update of updates) Y.applyUpdate(doc, update, 'log');
    transaction.local = true;
  }, 'log');
}
