export type WideEncoding = 'utf-16le' | 'utf-16be';

/** Letters, digits and marks that a text of two bytes a character is mostly made of; of the many Chinese and Korean ones the commonest. */
const USUAL =
  /[\n\r\t -~\u00a0-\u017f\u0370-\u06ff\u0900-\u097f\u0e01-\u0e5b\u2010-\u2026\u3001-\u3011\u3041-\u30fe\uff01-\uff1f的一是不了在人有我他这這中大来來上国國个個到说說们們为為和你地出也时時年이다는을에의가한고지사기하시대로서정인자도]/g;

/** UTF-16 that has no byte order mark, told by what comes out either way; null where the bytes are something else. */
export function unmarkedWide(bytes: Uint8Array): WideEncoding | null {
  const sample = bytes.subarray(0, 16_384);
  if (!sample.includes(0)) return null;
  const [little, big] = [share(sample, 'utf-16le'), share(sample, 'utf-16be')];
  if (Math.max(little, big) < 0.4 || Math.max(little, big) < Math.min(little, big) * 2) return null;
  return little > big ? 'utf-16le' : 'utf-16be';
}

function share(sample: Uint8Array, encoding: WideEncoding): number {
  const text = new TextDecoder(encoding).decode(sample.subarray(0, sample.length & ~1));
  const strange = [...text.matchAll(/(?![\t-\r])\p{Cc}|\ufffd/gu)].length;
  if (text === '' || strange > text.length / 100) return 0;
  const usual = text.match(USUAL)?.length ?? 0;
  const rest = text.replace(USUAL, '').match(/\p{Script=Han}/gu)?.length ?? 0;
  // A third of all pairs of bytes is some Chinese character.
  return (usual + rest / 2) / text.length;
}
