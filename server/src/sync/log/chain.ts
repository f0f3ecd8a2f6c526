import { createHash } from 'node:crypto';

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
  const user = Buffer.from(update.userId, 'utf8');
  const head = Buffer.alloc(40);
  head.writeBigUInt64BE(BigInt(update.seq), 0);
  head.writeBigUInt64BE(BigInt(update.lease), 8);
  head.writeBigUInt64BE(BigInt(update.clientSeq), 16);
  head.writeBigUInt64BE(BigInt(update.atMs), 24);
  head.writeUInt32BE(user.length, 32);
  head.writeUInt32BE(update.bytes.length, 36);
  return createHash('sha256').update(before).update(head).update(user).update(update.bytes).digest();
}
