import { decodeSpan, encodeSpan, type Span } from '../past/span.js';
import { type Keyframe, packKeyframe, unpackKeyframe } from './keyframe.js';

/** One statement, on whatever connection or in whatever transaction the caller works. */
export type Ask = <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>;

interface KeyframeRow {
  seq: string;
  chain: Buffer;
  leases: Buffer;
  state: Buffer;
  torn: Buffer;
}

interface SpanRow {
  from_seq: string;
  seq: string;
  bytes: Buffer;
}

/** Keyframes and spans as Postgres keeps them: derived rows, which may be replaced and removed. */
export const keyframeStore = {
  async keyframe(ask: Ask, documentId: number): Promise<Keyframe | null> {
    const [row] = await ask<KeyframeRow>('SELECT seq, chain, leases, state, torn FROM doc_keyframe WHERE doc = $1', [documentId]);
    return row ? unpackKeyframe({ ...row, seq: Number(row.seq) }) : null;
  },

  /** Spans that begin before that update, in order. */
  async spans(ask: Ask, documentId: number, before: number): Promise<Span[]> {
    const rows = await ask<SpanRow>('SELECT from_seq, seq, bytes FROM doc_span WHERE doc = $1 AND from_seq < $2 ORDER BY from_seq, seq', [
      documentId,
      before,
    ]);
    return rows.map((row) => decodeSpan(Number(row.from_seq), Number(row.seq), row.bytes));
  },

  /** Replaces the document's keyframe and adds the spans, in one statement; spans ahead of the keyframe have no ground and go. */
  async store(ask: Ask, documentId: number, keyframe: Keyframe, spans: readonly Span[]): Promise<void> {
    const { seq, chain, leases, state, torn } = await packKeyframe(keyframe);
    await ask(
      `WITH kept AS (
         INSERT INTO doc_keyframe (doc, seq, chain, leases, state, torn) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (doc) DO UPDATE
         SET seq = excluded.seq, chain = excluded.chain, leases = excluded.leases, state = excluded.state, torn = excluded.torn
       ), ahead AS (
         DELETE FROM doc_span WHERE doc = $1 AND seq > $2
       )
       INSERT INTO doc_span (doc, from_seq, seq, bytes) SELECT $1, * FROM unnest($7::bigint[], $8::bigint[], $9::bytea[])
       ON CONFLICT (doc, seq) DO UPDATE SET from_seq = excluded.from_seq, bytes = excluded.bytes`,
      [
        documentId,
        seq,
        Buffer.from(chain),
        Buffer.from(leases),
        Buffer.from(state),
        Buffer.from(torn),
        spans.map((span) => span.fromSeq),
        spans.map((span) => span.seq),
        spans.map((span) => Buffer.from(encodeSpan(span))),
      ],
    );
  },

  async deleteAll(ask: Ask): Promise<void> {
    await ask('DELETE FROM doc_keyframe', []);
    await ask('DELETE FROM doc_span', []);
  },
};
