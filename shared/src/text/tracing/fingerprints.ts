import type { Word } from './words.js';

/** Words in a row that are compared as one. */
export const SHINGLE_WORDS = 5;
/** Of so many shingles in a row at least one is kept: any copied run of SHINGLE_WORDS + WINDOW - 1 words is found. */
const WINDOW = 4;

/** FNV-1a over the folded words, as a signed 32-bit number, which is what a column holds. */
export function hashWords(words: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const word of words) {
    for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 0x20, 0x01000193);
  }
  return hash | 0;
}

/**
 * A sample of the shingles of a text by winnowing (Schleimer, Wilkerson and Aiken 2003): the smallest hash of each window,
 * sorted and once each. Two texts that share a long enough run share a fingerprint, wherever in them it stands.
 */
export function fingerprintsOf(words: readonly Word[]): number[] {
  const folded = words.map((word) => word.folded);
  const hashes: number[] = [];
  for (let at = 0; at + SHINGLE_WORDS <= folded.length; at++) hashes.push(hashWords(folded.slice(at, at + SHINGLE_WORDS)));
  const kept = new Set<number>();
  // A text of less than a window is one window.
  const windows = hashes.length === 0 ? 0 : Math.max(1, hashes.length - WINDOW + 1);
  for (let at = 0; at < windows; at++) {
    let least = hashes[at] ?? 0;
    for (let next = at + 1; next < at + WINDOW; next++) least = Math.min(least, hashes[next] ?? least);
    kept.add(least);
  }
  return [...kept].sort((a, b) => a - b);
}
