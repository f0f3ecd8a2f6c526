import type { DocumentKind } from '#shared/document/layout.js';
import type { Keyframe } from '../keyframes/keyframe.js';
import type { Span } from '../past/span.js';

/** A shared document as the log knows it. */
export interface DocumentRecord {
  /** Number of the document: its handle on the wire. */
  readonly id: number;
  readonly teamId: string;
  readonly name: string;
  readonly kind: DocumentKind;
  /** Changes when a document is repaired: whoever wrote against another epoch is refused. */
  readonly epoch: string;
  readonly head: number;
  /** Hash over everything stored so far, 32 bytes. */
  readonly chain: Uint8Array;
}

/** One accepted update as it stands in the log. Every one names a person the server verified (SY3). */
export interface StoredUpdate {
  readonly seq: number;
  readonly lease: number;
  readonly clientSeq: number;
  readonly userId: string;
  readonly bytes: Uint8Array;
  readonly at: Date;
}

export interface Lease {
  readonly lease: number;
  readonly userId: string;
}

/** What is to be stored of one document: it follows `head` and the history that `before` stands for, or nothing of it is stored. */
export interface AppendRequest {
  readonly documentId: number;
  readonly head: number;
  /** Value of the chain at `head`: another history of the same length is another chain. */
  readonly before: Uint8Array;
  /** Value of the chain after these updates. */
  readonly chain: Uint8Array;
  readonly updates: readonly { readonly lease: number; readonly clientSeq: number; readonly userId: string; readonly bytes: Uint8Array }[];
}

/** Where a document stands. */
export type Head = Pick<DocumentRecord, 'head' | 'chain' | 'epoch'>;

export type AppendOutcome = 'stored' | 'head-moved';

/**
 * Where updates become durable. Implemented over Postgres and, for tests, in memory; one contract suite holds for both.
 */
export interface UpdateLog {
  /** The document of that name in the team, or null. */
  find(teamId: string, name: string): Promise<DocumentRecord | null>;
  /** Makes the document where the team has none of that name; answers it. */
  create(teamId: string, name: string): Promise<DocumentRecord>;
  /** Where those documents stand now. */
  heads(documentIds: readonly number[]): Promise<Map<number, Head>>;
  /** Stores what each request holds, all in one transaction, durable on return; one outcome per request (SY1). */
  append(requests: readonly AppendRequest[], at: Date): Promise<AppendOutcome[]>;
  /** Stored updates after `seq`, in order; at most so many, where a limit is given. */
  readAfter(documentId: number, seq: number, limit?: number): Promise<StoredUpdate[]>;
  /** Stored updates after `seq` and where the document stands, both as of one moment. */
  readOn(documentId: number, seq: number): Promise<{ readonly stands: Head; readonly updates: StoredUpdate[] }>;
  leases(documentId: number): Promise<Lease[]>;
  /** A client id never given before in this document. */
  newLease(documentId: number, userId: string, sessionHash: string): Promise<number>;
  /** Binds ids of offline-made structs to the user where nobody has them yet; answers those that now are the user's. */
  claimLeases(documentId: number, userId: string, sessionHash: string, ids: readonly number[]): Promise<number[]>;
  /** The update stored under that number, or null. */
  storedUpdate(documentId: number, lease: number, clientSeq: number): Promise<StoredUpdate | null>;
  /** The document's keyframe, if it has one. */
  keyframe(documentId: number): Promise<Keyframe | null>;
  /** Puts the keyframe in the place of the last one and keeps the spans that lead to it; others ahead of it are dropped. */
  storeKeyframe(documentId: number, keyframe: Keyframe, spans: readonly Span[]): Promise<void>;
  /** Spans that begin before that update, in order; where one was lost there is a hole. */
  spans(documentId: number, before: number): Promise<Span[]>;
  close(): Promise<void>;
}
