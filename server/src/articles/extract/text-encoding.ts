/** Text from bytes, with what was believed to read it. */
export interface Decoded {
  readonly text: string;
  readonly encoding: string;
  /** True where nobody declared the encoding and the bytes are not UTF-8. */
  readonly guessed: boolean;
}

/**
 * Decodes by the byte order mark, then by what was declared (header, then `<meta>`), then as UTF-8, then by the letters that
 * come out. A declaration that the bytes contradict is not believed.
 */
export function decodeText(bytes: Uint8Array, declared: string | null): Decoded {
  const marked = byteOrderMark(bytes);
  if (marked !== null) return { text: decode(bytes, marked) ?? '', encoding: marked, guessed: false };
  for (const label of [declared, metaCharset(bytes)]) {
    if (label === null) continue;
    const text = decode(bytes, /^utf-?16/i.test(label) ? 'utf-8' : label);
    if (text !== null && !isMostlyBroken(text)) return { text, encoding: label.toLowerCase(), guessed: false };
  }
  const utf8 = decode(bytes, 'utf-8', true);
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', guessed: false };
  return guess(bytes);
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

function decode(bytes: Uint8Array, label: string, fatal = false): string | null {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

function isMostlyBroken(text: string): boolean {
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return broken > 3 && broken > text.length / 500;
}

/** An encoding that may have been meant, and the letters that then come out often: of an alphabet, some in a row. */
interface Candidate {
  readonly encoding: string;
  readonly letters: RegExp;
}

const CANDIDATES: readonly Candidate[] = [
  { encoding: 'euc-jp', letters: /[\u3041-\u30ff]/g },
  { encoding: 'shift_jis', letters: /[\u3041-\u30ff]/g },
  { encoding: 'euc-kr', letters: /[\uac00-\ud7a3]/g },
  { encoding: 'gb18030', letters: /[的一是不了在人有我他这中大来上国个到说们为和你地出也时年]/g },
  { encoding: 'big5', letters: /[的一是不了在人有我他這中大來上國個到說們為和你地出也時年]/g },
  { encoding: 'windows-1251', letters: /[а-яёіїєґ]{2,}/g },
  { encoding: 'koi8-r', letters: /[а-яё]{2,}/g },
  { encoding: 'windows-1255', letters: /[\u05d0-\u05ea]{2,}/g },
  { encoding: 'windows-1256', letters: /[\u0621-\u064a]{2,}/g },
  { encoding: 'iso-8859-7', letters: /[α-ωάέήίόύώς]{2,}/g },
];

/** The reading in which the most bytes above ASCII become letters of one script; Western European where none stands out. */
function guess(bytes: Uint8Array): Decoded {
  const sample = bytes.subarray(0, 200_000);
  const high = sample.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
  let best = { encoding: 'windows-1252', score: 0.62 };
  for (const { encoding, letters } of CANDIDATES) {
    const double = !/^(?:windows|koi8|iso)/.test(encoding);
    const text = decode(sample, encoding, double);
    if (text === null) continue;
    const count = (text.match(letters) ?? []).reduce((sum, run) => sum + run.length, 0);
    // Common Chinese characters are a fifth of a text; letters of an alphabet and kana are most of it.
    const weight = /^(?:gb18030|big5)$/.test(encoding) ? 10 : double ? 3 : 1;
    const score = Math.min(1, (count * weight) / Math.max(1, high));
    if (score > best.score) best = { encoding, score };
  }
  if (best.encoding === 'windows-1252') best = { ...best, encoding: centralEuropean(sample) ?? best.encoding };
  return { text: decode(bytes, best.encoding) ?? '', encoding: best.encoding, guessed: true };
}

/** Short words of Polish, Czech, Slovak, Croatian, Slovene, Hungarian and Romanian that come in every text and hold a letter of theirs. */
const CENTRAL_WORDS =
  /(?<!\p{L})(?:że|się|są|już|był[aoy]?|może|także|który|która|które|przez|że|při|být|není|také|také|může|které|která|který|což|už|až|než|sú|môže|ktorý|ktoré|ktorá|že|či|će|što|više|može|također|če|še|že|tudi|és|már|több|után|között|első|szerint|să|și|şi|după|că)(?!\p{L})/giu;
const WORDS_MIN = 3;

/** The letters of Central Europe share their bytes with those of the West: its words tell. Null where there are too few. */
function centralEuropean(sample: Uint8Array): string | null {
  const counted = ['windows-1250', 'iso-8859-2'].map((encoding) => {
    const words = (decode(sample, encoding) ?? '').match(CENTRAL_WORDS) ?? [];
    return { encoding, count: words.filter((word) => /[^\p{ASCII}]/u.test(word)).length };
  });
  const [windows, iso] = counted;
  if (windows === undefined || iso === undefined) return null;
  const more = iso.count > windows.count ? iso : windows;
  return more.count >= WORDS_MIN ? more.encoding : null;
}
