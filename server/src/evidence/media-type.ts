const STARTS: readonly { readonly mediaType: string; readonly at: number; readonly bytes: readonly number[] }[] = [
  { mediaType: 'application/pdf', at: 0, bytes: ascii('%PDF-') },
  { mediaType: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/gif', at: 0, bytes: ascii('GIF8') },
  { mediaType: 'image/webp', at: 8, bytes: ascii('WEBP') },
  { mediaType: 'audio/wav', at: 8, bytes: ascii('WAVE') },
  { mediaType: 'video/x-msvideo', at: 8, bytes: ascii('AVI ') },
  { mediaType: 'video/quicktime', at: 4, bytes: ascii('ftypqt') },
  { mediaType: 'audio/mp4', at: 4, bytes: ascii('ftypM4A') },
  { mediaType: 'image/heic', at: 4, bytes: ascii('ftyphei') },
  { mediaType: 'image/avif', at: 4, bytes: ascii('ftypavif') },
  { mediaType: 'video/mp4', at: 4, bytes: ascii('ftyp') },
  { mediaType: 'video/webm', at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { mediaType: 'audio/mpeg', at: 0, bytes: ascii('ID3') },
  { mediaType: 'audio/mpeg', at: 0, bytes: [0xff, 0xfb] },
  { mediaType: 'audio/flac', at: 0, bytes: ascii('fLaC') },
  { mediaType: 'audio/ogg', at: 0, bytes: ascii('OggS') },
  { mediaType: 'image/tiff', at: 0, bytes: [0x49, 0x49, 0x2a, 0] },
  { mediaType: 'image/tiff', at: 0, bytes: [0x4d, 0x4d, 0, 0x2a] },
  // Old office documents: what is inside them cannot be told from their beginning.
  { mediaType: 'application/x-ole-storage', at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { mediaType: 'application/zip', at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { mediaType: 'application/gzip', at: 0, bytes: [0x1f, 0x8b] },
];

/**
 * What the bytes are by their content; a name or a header may say anything (EV2). Text is text whatever markup it holds:
 * nothing captured is ever given back as a page.
 */
export function mediaTypeOf(bytes: Uint8Array): string {
  const known = STARTS.find((start) => start.bytes.every((byte, index) => bytes[start.at + index] === byte));
  if (known?.mediaType === 'application/zip') return zippedTypeOf(bytes);
  if (known) return known.mediaType;
  return isText(bytes) ? 'text/plain' : 'application/octet-stream';
}

/** Office documents are ZIP archives; the names of their parts, which are not compressed, tell which. */
const ZIPPED: readonly (readonly [string, string])[] = [
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];
const OPEN_DOCUMENT = /^mimetype(application\/vnd\.oasis\.opendocument\.(?:spreadsheet|text|presentation))/;
/** A part's name follows 30 bytes of header. */
const FIRST_NAME_AT = 30;
const LOOKED_AT = 64 * 1024;

function zippedTypeOf(bytes: Uint8Array): string {
  const latin1 = new TextDecoder('latin1');
  const open = OPEN_DOCUMENT.exec(latin1.decode(bytes.subarray(FIRST_NAME_AT, FIRST_NAME_AT + 100)));
  if (open?.[1] !== undefined) return open[1];
  const names = `${latin1.decode(bytes.subarray(0, LOOKED_AT))}${latin1.decode(bytes.subarray(-LOOKED_AT))}`;
  if (!names.includes('[Content_Types].xml')) return 'application/zip';
  return ZIPPED.find(([part]) => names.includes(part))?.[1] ?? 'application/zip';
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
