const STARTS: readonly { readonly mediaType: string; readonly at: number; readonly bytes: readonly number[] }[] = [
  { mediaType: 'application/pdf', at: 0, bytes: ascii('%PDF-') },
  { mediaType: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/gif', at: 0, bytes: ascii('GIF8') },
  { mediaType: 'image/webp', at: 8, bytes: ascii('WEBP') },
  { mediaType: 'audio/wav', at: 8, bytes: ascii('WAVE') },
  { mediaType: 'video/mp4', at: 4, bytes: ascii('ftyp') },
  { mediaType: 'video/webm', at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { mediaType: 'audio/mpeg', at: 0, bytes: ascii('ID3') },
  { mediaType: 'audio/ogg', at: 0, bytes: ascii('OggS') },
  { mediaType: 'application/zip', at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { mediaType: 'application/gzip', at: 0, bytes: [0x1f, 0x8b] },
];

/**
 * What the bytes are by their content; a name or a header may say anything (EV2). Text is text whatever markup it holds:
 * nothing captured is ever given back as a page.
 */
export function mediaTypeOf(bytes: Uint8Array): string {
  const known = STARTS.find((start) => start.bytes.every((byte, index) => bytes[start.at + index] === byte));
  if (known) return known.mediaType;
  return isText(bytes) ? 'text/plain' : 'application/octet-stream';
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
