import * as Y from 'yjs';
import { applyStored } from '../keyframes/make-keyframes.js';
import type { OpeningSource } from '../keyframes/opening.js';
import type { StoredUpdate } from '../log/update-log.js';
import { Authorship } from './authorship.js';
import { cutUpdate } from './cut-update.js';
import { type Span, spanOf } from './span.js';
import { settleHalves } from './torn.js';

/** Where the past of a document is read from. */
export interface PastSource extends OpeningSource {
  /** Spans that begin before that update, in order; where one was lost there is a hole. */
  spans(documentId: number, before: number): Promise<Span[]>;
}

/** A document after one of its stored updates, and which updates wrote and removed what stands in it. */
export interface Past {
  readonly doc: Y.Doc;
  readonly authorship: Authorship;
  /** All that was done up to that moment, and perhaps somewhat beyond it. */
  readonly spans: readonly Span[];
}

/**
 * The document after update `seq`, which has to be in the log. Up to the keyframe it is cut out of the keyframe; after it, the
 * updates since are applied. What has no keyframe or span is read from the log, with the same result.
 */
export async function readPast(source: PastSource, documentId: number, seq: number): Promise<Past> {
  const keyframe = await source.keyframe(documentId);
  const { spans, tail, tailFrom } = await readSpans(source, documentId, seq);
  const authorship = new Authorship(seq);
  for (const span of spans) authorship.add(span);
  const doc = new Y.Doc({ gc: false });
  if (keyframe && keyframe.seq >= seq) {
    const { update, wide } = cutUpdate(keyframe, authorship.vector, authorship.deletions());
    applyStored(doc, [update]);
    for (const character of wide) settleHalves(doc, character, authorship);
  } else {
    const start = keyframe?.seq ?? 0;
    const since = tailFrom === start ? tail : await source.readAfter(documentId, start, seq - start);
    applyStored(doc, [...(keyframe ? [keyframe.state] : []), ...since.map(({ bytes }) => bytes)]);
  }
  return { doc, authorship, spans };
}

/** Spans that cover every update up to `seq`, and the updates read after the last stored one. */
export async function readSpans(
  source: PastSource,
  documentId: number,
  seq: number,
): Promise<{ spans: Span[]; tail: StoredUpdate[]; tailFrom: number }> {
  const spans: Span[] = [];
  let reached = 0;
  const read = async (until: number): Promise<StoredUpdate[]> => {
    const updates = until > reached ? await source.readAfter(documentId, reached, until - reached) : [];
    if (updates.length > 0) spans.push(spanOf(reached, updates));
    return updates;
  };
  for (const span of await source.spans(documentId, seq)) {
    if (span.fromSeq < reached) continue;
    await read(span.fromSeq);
    spans.push(span);
    reached = span.seq;
  }
  return { spans, tail: await read(seq), tailFrom: reached };
}
