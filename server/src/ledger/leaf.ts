import type { Actor } from '#shared/domain/actor.js';
import { concat, toHex } from '#shared/lib/bytes.js';
import { canonicalJson } from '#shared/log/canonical-json.js';
import { sha256Hex } from '#shared/log/hash.js';

/** The thing an act is about; each has its own chain of entries. */
export interface LedgerObject {
  readonly type: 'claim' | 'article' | 'member' | 'policy' | 'team' | 'names' | 'approver-group';
  readonly id: string;
}

/** One act, past tense, with what a reader of the log needs to understand it. */
export interface LedgerEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Where an object's chain stands, with its lock held. */
export interface ChainHead {
  readonly seq: number;
  /** Hash of the last leaf, hex; null before the first. */
  readonly hash: string | null;
  /** Database time of whatever is appended next, ISO 8601 in milliseconds. */
  readonly at: string;
}

/** What one entry of the log commits to: canonical JSON of at most 8 KiB (LG1). */
export interface Leaf {
  readonly v: 1;
  readonly log: string;
  readonly type: string;
  readonly at: string;
  readonly actor: { readonly user: string; readonly role: string; readonly session: string };
  readonly object: { readonly type: string; readonly id: string; readonly seq: number; readonly prev: string | null };
  readonly op: string;
  readonly payload: { readonly sha256: string; readonly len: number };
  readonly nonce: string;
}

export const LEAF_BYTES_MAX = 8 * 1024;

const LEAF_PREFIX = Uint8Array.of(0);

/** RFC 6962 leaf hash: SHA-256 over a zero byte and the bytes, hex. */
export function leafHash(leaf: Uint8Array): string {
  return sha256Hex(concat([LEAF_PREFIX, leaf]));
}

export function logName(teamId: string): string {
  return `assay/${teamId}`;
}

/** Key of the n-th entry that one command makes, so that each entry's `op` is unique in the team. */
export function opOf(idempotencyKey: string, index: number): string {
  return index === 0 ? idempotencyKey : `${idempotencyKey}#${index + 1}`;
}

/** Bytes of the leaf for an event at the place after `head`, and the bytes of its payload. */
export function makeEntry(
  actor: Actor,
  object: LedgerObject,
  head: ChainHead,
  event: LedgerEvent,
  op: string,
  nonce: Uint8Array,
): { leaf: Uint8Array; payload: Uint8Array } {
  const encoder = new TextEncoder();
  const payload = encoder.encode(canonicalJson(event.data));
  const body: Leaf = {
    v: 1,
    log: logName(actor.teamId),
    type: event.type,
    at: head.at,
    actor: { user: actor.userId, role: actor.role, session: actor.sessionHash },
    object: { type: object.type, id: object.id, seq: head.seq + 1, prev: head.hash },
    op,
    payload: { sha256: sha256Hex(payload), len: payload.length },
    nonce: toHex(nonce),
  };
  const leaf = encoder.encode(canonicalJson(body));
  if (leaf.length > LEAF_BYTES_MAX) throw new Error(`a ledger entry holds at most ${LEAF_BYTES_MAX} bytes, this one ${leaf.length}`);
  return { leaf, payload };
}
