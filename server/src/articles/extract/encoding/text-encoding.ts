import { printedC1 } from '#shared/lib/printed-c1.js';
import { guessedEncoding } from './guessed-encoding.js';
import { unmarkedWide } from './wide-encoding.js';

/** Text from bytes, with what was believed to read it. */
export interface Decoded {
  readonly text: string;
  readonly encoding: string;
  /** True where nobody declared the encoding, or wrongly, and the bytes are not UTF-8. */
  readonly guessed: boolean;
}

/**
 * Decodes by the byte order mark, then by what was declared (header, then `<meta>`), then as UTF-8, then by the letters and
 * words that come out. A declaration that the bytes contradict is not believed.
 */
export function decodeText(bytes: Uint8Array, declared: string | null): Decoded {
  const marked = byteOrderMark(bytes);
  if (marked !== null) return { text: decode(bytes, marked) ?? '', encoding: marked, guessed: false };
  const wide = unmarkedWide(bytes);
  if (wide !== null) return { text: decode(bytes, wide) ?? '', encoding: wide, guessed: true };
  const utf8 = decode(bytes, 'utf-8', true);
  for (const label of [declared, metaCharset(bytes)]) {
    if (label === null || (utf8 !== null && isUtf8Beyond(utf8, label))) continue;
    const text = decode(bytes, /^utf-?16/i.test(label) ? 'utf-8' : label);
    if (text !== null && !isMostlyBroken(text)) return { text, encoding: label.toLowerCase(), guessed: false };
  }
  const kept = utf8 ?? damagedUtf8(bytes);
  if (kept !== null) return { text: kept, encoding: 'utf-8', guessed: false };
  const encoding = guessedEncoding(bytes);
  return { text: decode(bytes, encoding) ?? '', encoding, guessed: true };
}

/** What a page declares about itself in its first bytes, or an XML declaration. */
function metaCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 8_192));
  const found =
    /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,30})/i.exec(head) ??
    /^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w:.-]{2,30})/i.exec(head);
  return found?.[1] ?? null;
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/**
 * Null where the encoding is unknown, or where `fatal` and the bytes are not in it. Node 20 reads Windows-1252, and with it
 * ISO-8859-1 and ASCII, as bare ISO-8859-1, which has no quotation marks and no euro: they are put right here.
 */
export function decode(bytes: Uint8Array, label: string, fatal = false): string | null {
  try {
    const decoder = new TextDecoder(label, { fatal });
    const text = decoder.decode(bytes);
    return /^(?:windows-|iso-8859-)/.test(decoder.encoding) ? printedC1(text) : text;
  } catch {
    return null;
  }
}

function isMostlyBroken(text: string): boolean {
  const { broken } = beyondAscii(text);
  return broken > 3 && broken > text.length / 500;
}

/** Whether the bytes are UTF-8 beyond doubt, though an encoding of one byte a character is declared: that reads any bytes. */
function isUtf8Beyond(text: string, label: string): boolean {
  const oneByte = /^(?:x-)?(?:(?:windows|cp)-?12|iso[-_]?8859|latin|l\d|(?:us-)?ascii|koi8)/i.test(label);
  return oneByte && beyondAscii(text).whole >= 3;
}

/** UTF-8 in which a few bytes are wrong or cut off: most of what is beyond ASCII is whole. Null for anything else. */
function damagedUtf8(bytes: Uint8Array): string | null {
  const text = decode(bytes, 'utf-8') ?? '';
  const { whole, broken } = beyondAscii(text);
  return whole >= 2 && whole > broken * 3 ? text : null;
}

function beyondAscii(text: string): { whole: number; broken: number } {
  let [whole, broken] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) broken++;
    else if (code > 0x7f) whole++;
  }
  return { whole, broken };
}
