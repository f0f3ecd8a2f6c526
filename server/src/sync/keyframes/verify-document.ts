import { sameBytes } from '#shared/lib/bytes.js';
import { CHAIN_START } from '../log/chain.js';
import type { StoredUpdate } from '../log/update-log.js';
import type { PastSource } from '../past/read-past.js';
import { encodeSpan, spanOf } from '../past/span.js';
import { chainAfter, KEYFRAME_SPACING, packKeyframe } from './keyframe.js';
import { KeyframeGrowth } from './make-keyframes.js';

/** What was found wrong with a document: with its updates, or only with what was made from them. */
export interface DocumentFault {
  readonly in: 'log' | 'keyframe';
  readonly problem: string;
}

/** Recomputes a document from its stored updates: its chain, then its keyframe and spans (HI4, LG6). Null where all is right. */
export async function verifyDocument(
  source: PastSource,
  document: { readonly id: number; readonly head: number; readonly chain: Uint8Array },
): Promise<DocumentFault | null> {
  let seq = 0;
  let chain: Uint8Array = CHAIN_START;
  for await (const updates of pages(source, document.id, document.head)) {
    const strange = updates.find((update, i) => update.seq !== seq + 1 + i);
    if (strange) return { in: 'log', problem: `update ${strange.seq} follows update ${seq}` };
    seq += updates.length;
    chain = chainAfter(chain, updates);
  }
  if (seq !== document.head) return { in: 'log', problem: `its updates end at ${seq}, but its head says ${document.head}` };
  if (!sameBytes(chain, document.chain)) return { in: 'log', problem: 'its chain is not the one of its updates' };
  return (await keyframeFault(source, document)) ?? (await spanFault(source, document));
}

async function keyframeFault(source: PastSource, document: { id: number; head: number }): Promise<DocumentFault | null> {
  const keyframe = await source.keyframe(document.id);
  if (!keyframe) return null;
  const growth = new KeyframeGrowth(null);
  for await (const updates of pages(source, document.id, Math.min(keyframe.seq, document.head))) growth.add(updates);
  const [is, ought] = [await packKeyframe(keyframe), await packKeyframe(growth.keyframe())];
  const parts = ['chain', 'leases', 'state', 'torn'] as const;
  const wrong = is.seq === ought.seq ? parts.find((part) => !sameBytes(is[part], ought[part])) : 'seq';
  return wrong === undefined
    ? null
    : { in: 'keyframe', problem: `its keyframe at ${keyframe.seq} has another ${wrong} than the log gives` };
}

async function spanFault(source: PastSource, document: { id: number; head: number }): Promise<DocumentFault | null> {
  for (const span of await source.spans(document.id, document.head)) {
    const updates = await source.readAfter(document.id, span.fromSeq, span.seq - span.fromSeq);
    if (!sameBytes(encodeSpan(span), encodeSpan(spanOf(span.fromSeq, updates))))
      return { in: 'keyframe', problem: `its span from ${span.fromSeq} to ${span.seq} is not what the log gives` };
  }
  return null;
}

async function* pages(source: PastSource, documentId: number, until: number): AsyncGenerator<StoredUpdate[]> {
  for (let seq = 0; seq < until; ) {
    const updates = await source.readAfter(documentId, seq, Math.min(KEYFRAME_SPACING, until - seq));
    if (updates.length === 0) return;
    yield updates;
    seq += updates.length;
  }
}
