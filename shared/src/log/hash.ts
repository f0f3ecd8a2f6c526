import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { ClaimContent } from '../domain/content.js';
import { toHex } from '../lib/bytes.js';
import { canonicalJson } from './canonical-json.js';

/** SHA-256 of the bytes, as 64 hex characters. */
export function sha256Hex(bytes: Uint8Array): string {
  return toHex(sha256(bytes));
}

/** SHA-256 of the text in UTF-8, as 64 hex characters. */
export function textHash(text: string): string {
  return sha256Hex(utf8ToBytes(text));
}

/** The hash that a proposal, an approval and a publication carry (VD1). */
export function contentHash(content: ClaimContent): string {
  return textHash(canonicalJson(content));
}
