import { walkUpdate } from '#shared/document/update-walk.js';
import { assert } from '#shared/lib/assert.js';
import { sameBytes } from '#shared/lib/bytes.js';
import { CHAIN_START } from '../log/chain.js';
import type { StoredUpdate } from '../log/update-log.js';
import { chainAfter, type Keyframe } from './keyframe.js';

/** Where a document is read from. */
export interface OpeningSource {
  keyframe(documentId: number): Promise<Keyframe | null>;
  /** Stored updates after `seq`, in order; at most so many, where a limit is given. */
  readAfter(documentId: number, seq: number, limit?: number): Promise<StoredUpdate[]>;
}

/** A whole document as the log holds it, without a Y.Doc: its parts to apply in order, and what they come to. */
export interface Opening {
  /** The keyframe's state; null where the tail begins with the first update. */
  readonly state: Uint8Array | null;
  readonly tail: readonly StoredUpdate[];
  readonly head: number;
  readonly chain: Uint8Array;
  /** Highest stored number of each lease. */
  readonly numbers: Map<number, number>;
  /** How far the structs of each lease go. */
  readonly vector: Map<number, number>;
}

/**
 * Reads a document from its keyframe on. A keyframe that does not lead to the chain the document's row names is passed over, and
 * the log is read from its start.
 */
export async function readOpening(
  source: OpeningSource,
  document: { readonly id: number; readonly head: number; readonly chain: Uint8Array },
): Promise<Opening> {
  const keyframe = await source.keyframe(document.id);
  if (keyframe && keyframe.seq <= document.head) {
    const tail = await source.readAfter(document.id, keyframe.seq);
    if (leadsTo(keyframe, tail, document)) return opening(keyframe, tail, document);
  }
  const updates = await source.readAfter(document.id, 0);
  return opening(null, updates, { head: 0, chain: CHAIN_START });
}

/** Whether the log, going on from there with those updates, has that chain at that head. */
export function leadsTo(
  start: { readonly seq: number; readonly chain: Uint8Array },
  updates: readonly StoredUpdate[],
  document: { readonly head: number; readonly chain: Uint8Array },
): boolean {
  const until = updates.slice(0, document.head - start.seq);
  return start.seq + until.length === document.head && sameBytes(chainAfter(start.chain, until), document.chain);
}

/** The chain is known at one update of those read, or just before them. */
function opening(
  keyframe: Keyframe | null,
  tail: readonly StoredUpdate[],
  known: { readonly head: number; readonly chain: Uint8Array },
): Opening {
  const start = keyframe?.seq ?? 0;
  const leases = keyframe ? [...keyframe.leases] : [];
  const numbers = new Map(leases.map(([lease, { number }]) => [lease, number]));
  const vector = new Map(leases.flatMap(([lease, { clock }]) => (clock > 0 ? [[lease, clock] as const] : [])));
  tail.forEach(({ seq, lease, clientSeq, bytes }, i) => {
    assert(seq === start + 1 + i, `the log has no hole before ${seq}`);
    numbers.set(lease, Math.max(numbers.get(lease) ?? 0, clientSeq));
    advance(vector, bytes);
  });
  return {
    state: keyframe?.state ?? null,
    tail,
    head: start + tail.length,
    chain: chainAfter(known.chain, tail.slice(known.head - start)),
    numbers,
    vector,
  };
}

/** Moves a state vector over one stored update. */
export function advance(vector: Map<number, number>, bytes: Uint8Array): void {
  let [writer, end] = [0, 0];
  walkUpdate(bytes, {
    block: (client, clock) => {
      [writer, end] = [client, clock];
    },
    struct: (length) => {
      end += length;
      vector.set(writer, end);
    },
    reference: () => {},
    root: () => {},
    element: () => {},
    mark: () => {},
    deleteSet: () => {},
    deletion: () => {},
  });
}
