import { ok, type Result, refuse } from '#shared/lib/result.js';

export type FileKind = 'pdf' | 'html' | 'text';

const starts = (bytes: Uint8Array, ...expected: readonly number[]): boolean => expected.every((byte, index) => bytes[index] === byte);

/** Files that are no article, by their first bytes, and the sentence that says what to do instead. */
const OTHERS: readonly (readonly [(bytes: Uint8Array, head: string) => boolean, string])[] = [
  [
    (bytes) => starts(bytes, 0x50, 0x4b, 3, 4) || starts(bytes, 0x50, 0x4b, 5, 6),
    'This is an archive or an office document (ZIP, DOCX, ODT, EPUB). Save it as PDF, HTML or plain text, or paste its words.',
  ],
  [
    (bytes) => starts(bytes, 0xd0, 0xcf, 0x11, 0xe0),
    'This is an old office document. Save it as PDF, HTML or plain text, or paste its words.',
  ],
  [(_, head) => head.startsWith('{\\rtf'), 'This is a rich text (RTF) file. Save it as PDF, HTML or plain text, or paste its words.'],
  [(_, head) => /^(?:From: <Saved by |MIME-Version: )/i.test(head), 'This is a web archive (MHTML). Save the page as “HTML only” instead.'],
  [(_, head) => head.startsWith('bplist00'), 'This is a web archive of Safari. Save the page as PDF or page source instead.'],
  [
    (bytes, head) =>
      starts(bytes, 0x89, 0x50, 0x4e, 0x47) ||
      starts(bytes, 0xff, 0xd8, 0xff) ||
      /^GIF8|^RIFF....WEBP|^....ftyp(?:heic|heif|avif|mif1)|^BM....\0\0\0\0|^II\*\0|^MM\0\*/s.test(head),
    'This is a picture. Its words cannot be read here; type them or paste them.',
  ],
  [
    (bytes, head) => /^....ftyp|^RIFF....(?:WAVE|AVI )|^OggS|^ID3|^fLaC/s.test(head) || starts(bytes, 0x1a, 0x45, 0xdf, 0xa3),
    'This is a sound or video file. Attach it as evidence, and paste a transcript here.',
  ],
  [
    (bytes) => starts(bytes, 0x1f, 0x8b) || starts(bytes, 0x37, 0x7a, 0xbc, 0xaf),
    'This is a compressed archive. Unpack it, and import the files.',
  ],
  [(_, head) => /^\s*%!PS/.test(head), 'This is a PostScript file. Save it as PDF, and import that.'],
];

/** What the file is by its content; what a name or a header says is not believed (AR7). */
export function fileKind(bytes: Uint8Array): Result<FileKind> {
  if (bytes.length === 0) return refuse('text-empty', 'This file is empty.');
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4_096));
  if (head.slice(0, 1_024).includes('%PDF-')) return ok('pdf');
  const other = OTHERS.find(([is]) => is(bytes, head));
  if (other !== undefined) return refuse('import-unreadable', other[1]);
  const wide = starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff);
  if (!wide && bytes.subarray(0, 65_536).includes(0)) {
    return refuse('text-not-readable', 'This is not a text, HTML or PDF file. Open it where it came from, and paste its words.');
  }
  return ok(looksLikeHtml(wide ? head.replaceAll('\0', '') : head) ? 'html' : 'text');
}

function looksLikeHtml(head: string): boolean {
  const start = head.replace(/^(?:ï»¿|ÿþ|þÿ)/, '').trimStart();
  if (
    /^<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta\s|title>|article[\s>]|main[\s>]|div[\s>]|p[\s>]|h1[\s>]|script[\s>])/i.test(
      start,
    )
  )
    return true;
  if (/^(?:<\?xml|<!--)/i.test(start)) return /<(?:!doctype\s+html|html[\s>]|body[\s>])/i.test(start);
  return /<(?:html|body)[\s>]/i.test(start);
}
