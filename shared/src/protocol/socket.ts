import { z } from 'zod';
import type { ErrorBody, NackCode } from './refusals.js';
import { Person } from './views.js';

/** Raised with any change of the messages below or of the schemas; a test pins the hash of both. */
export const PROTOCOL_VERSION = 4;

/** Limits that the server announces and enforces. */
export const LIMITS = {
  updateBytes: 256 * 1024,
  presenceBytes: 2 * 1024,
  claimsPerJoin: 8,
  outboxesPerJoin: 64,
  joinedPerSocket: 64,
  vectorBytes: 256 * 1024,
  /** Sustained and burst, per socket. */
  updatesPerSecond: 5_000,
  bytesPerSecond: 8 * 1024 * 1024,
} as const;

/**
 * Client → server. `join` and `alive` are answered; `u` and `p` are not: an update is answered by a frame that
 * holds it (its ack) or by a nack.
 *
 *   handshake {protocol, open: the `join` requests of all that is open, at most `joinedPerSocket`}, each answered by `j`
 *   join  {document, schema, vector, lease, outboxes: lease ids with unsent edits, claims: ids of offline-made structs} → JoinReply
 *   u     (handle, lease, clientSeq, update)
 *   p     (handle, state JSON)
 *   leave (handle)
 *   alive ()                                   answered at once, by a process that runs
 *
 * Server → client:
 *   j     (document, JoinReply)                 the answer to a request of the handshake
 *   f     (handle, fromSeq, entries)            committed updates, in order; see `frame.ts`
 *   a     (handle, lease, clientSeq, seq)       a resend that was stored before
 *   n     (handle, lease, clientSeq, code, message)
 *   l     (handle, lease, userId)               a new lease: who writes under it
 *   p     (handle, changes)                     presence that changed since the last tick
 *   news  {objects}                             acts were committed: read these again; none named: read everything again
 *   out   {document | null, reason}             this document was repaired, open it anew; or, for null, the session's right was lost
 */
export const JoinRequest = z.strictObject({
  document: z.string().max(140),
  schema: z.number(),
  vector: z.instanceof(Uint8Array),
  /** The lease this tab would go on with after a lost connection; null asks for a new one. */
  lease: z.int().min(0).nullable(),
  outboxes: z.array(z.int().min(0)).max(LIMITS.outboxesPerJoin),
  claims: z.array(z.int().min(0)).max(LIMITS.claimsPerJoin),
});
export type JoinRequestData = z.infer<typeof JoinRequest>;

export type JoinReply =
  | {
      readonly ok: true;
      readonly handle: number;
      readonly epoch: string;
      /** Null for a viewer, who may send nothing. */
      readonly lease: number | null;
      /** This tab's number in presence: its lease, or a negative number for a viewer. */
      readonly key: number;
      readonly head: number;
      /** What the client lacked against its vector, to apply in this order. */
      readonly updates: readonly Uint8Array[];
      /** Highest stored clientSeq of each outbox the client named and may resend; an outbox not listed is not its own any more. */
      readonly outboxes: readonly { readonly lease: number; readonly stored: number }[];
      readonly claimed: readonly number[];
      readonly authors: readonly { readonly lease: number; readonly userId: string }[];
      readonly presence: readonly PresenceChange[];
    }
  | { readonly ok: false; readonly refusal: ErrorBody };

/** What one tab shows of its person. The server stamps `user`; a null state means gone. */
export interface PresenceChange {
  /** The tab's lease; a viewer's tab, which has none, has a negative number. */
  readonly lease: number;
  readonly user: z.infer<typeof Person>;
  readonly state: PresenceState | null;
}
export const PresenceState = z.strictObject({
  /** Editor caret, as Yjs relative positions in JSON, with the field it is in. */
  cursor: z.strictObject({ field: z.string().max(40), anchor: z.unknown(), head: z.unknown() }).nullable(),
  /** Selection in an article, in code points. */
  selection: z.strictObject({ start: z.int().min(0), end: z.int().min(0) }).nullable(),
  /** Where the reader is, in code points. */
  reading: z.int().min(0).nullable(),
});
export type PresenceState = z.infer<typeof PresenceState>;

export interface NewsMessage {
  readonly objects: readonly {
    readonly type: 'claim' | 'article' | 'member' | 'policy' | 'annotations' | 'presence' | 'names';
    readonly id: string;
  }[];
}

export interface Nack {
  readonly handle: number;
  readonly lease: number;
  readonly clientSeq: number;
  readonly code: NackCode;
  readonly message: string;
}
