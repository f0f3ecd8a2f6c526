import { ok, type Result, refuse } from '#shared/lib/result.js';
import { unmarkedWide } from './encoding/wide-encoding.js';

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
  [(_, head) => isMail(head) && isSavedPage(head), 'This is a web archive (MHTML). Save the page as “HTML only” instead.'],
  [
    (_, head) => isMail(head),
    'This is an e-mail (EML). Open it in a mail program, and save the article as PDF or HTML, or paste its words.',
  ],
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
  const wide = starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff) || unmarkedWide(bytes) !== null;
  if (!wide && bytes.subarray(0, 65_536).includes(0)) {
    return refuse('text-not-readable', 'This is not a text, HTML or PDF file. Open it where it came from, and paste its words.');
  }
  return ok(looksLikeHtml(wide ? head.replaceAll('\0', '') : head) ? 'html' : 'text');
}

const HEADERS =
  /^(?:return-path|received|delivered-to|envelope-to|from|sender|reply-to|to|cc|bcc|subject|date|message-id|in-reply-to|references|mime-version|content-[a-z-]+|snapshot-content-location|dkim-signature|arc-[a-z-]+|authentication-results|list-[a-z-]+|thread-[a-z-]+|x-[a-z0-9-]+)$/i;
/** Headers that a program writes and no person types above a story. */
const WRITTEN_BY_PROGRAM =
  /^(?:return-path|received|delivered-to|message-id|mime-version|content-(?:type|transfer-encoding)|dkim-signature|snapshot-.*)$/i;

/** Names of the header fields that the file begins with, as a mail does; a line that goes on begins with a space. */
function headerNames(head: string): string[] {
  const lines = head.replace(/^(?:\u00ef\u00bb\u00bf)?\s*(?:From \S+[^\r\n]*\r?\n)?/, '').split(/\r?\n/);
  const names: string[] = [];
  for (const line of lines) {
    if (/^[ \t]+\S/.test(line) && names.length > 0) continue;
    const name = /^([A-Za-z][A-Za-z0-9-]{1,40}):(?:\s|$)/.exec(line)?.[1];
    if (name === undefined) break;
    names.push(name);
  }
  return names;
}

function isMail(head: string): boolean {
  const names = headerNames(head).filter((name) => HEADERS.test(name));
  return (
    names.some((name) => WRITTEN_BY_PROGRAM.test(name)) &&
    (names.length >= 2 || /^\s*(?:mime-version|content-type):\s*(?:1\.0|multipart\/|text\/)/i.test(head))
  );
}

function isSavedPage(head: string): boolean {
  if (/^From: <Saved by |^Snapshot-Content-Location:/im.test(head)) return true;
  return /multipart\/related/i.test(head) && !/^(?:received|to|delivered-to|return-path):/im.test(head);
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
