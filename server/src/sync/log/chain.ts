import { hash } from 'node:crypto';

/** The chain of a document before its first update. */
export const CHAIN_START = new Uint8Array(32);

/**
 * Chain value after one more update: SHA-256 over the value before, sequence number, lease, client's number, user, time and the
 * bytes. Each field is of fixed size or preceded by its length, so that no two histories hash alike (LG5).
 */
export function nextChain(
  before: Uint8Array,
  update: {
    readonly seq: number;
    readonly lease: number;
    readonly clientSeq: number;
    readonly userId: string;
    readonly atMs: number;
    readonly bytes: Uint8Array;
  },
): Uint8Array {
  const user = Buffer.byteLength(update.userId, 'utf8');
  const hashed = Buffer.allocUnsafe(before.length + 40 + user + update.bytes.length);
  hashed.set(before, 0);
  let at = before.length;
  at = hashed.writeBigUInt64BE(BigInt(update.seq), at);
  at = hashed.writeBigUInt64BE(BigInt(update.lease), at);
  at = hashed.writeBigUInt64BE(BigInt(update.clientSeq), at);
  at = hashed.writeBigUInt64BE(BigInt(update.atMs), at);
  at = hashed.writeUInt32BE(user, at);
  at = hashed.writeUInt32BE(update.bytes.length, at);
  at += hashed.write(update.userId, at, 'utf8');
  hashed.set(update.bytes, at);
  return hash('sha256', hashed, 'buffer');
}
