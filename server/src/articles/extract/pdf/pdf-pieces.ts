import { smallDigits } from '../small-digits.js';
import { type Direction, directionOf, hasRightToLeft, logicalOrder, withoutShapes } from './logical-order.js';
import type { Line } from './pdf-lines.js';

/** A piece of text as pdf.js gives it, in the order of the file; points from the left and the bottom of the page. */
export interface PdfItem {
  readonly str?: string;
  readonly dir?: string;
  readonly transform?: readonly number[];
  readonly width?: number;
  readonly hasEOL?: boolean;
}

interface Piece {
  readonly text: string;
  readonly direction: Direction;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** Pieces of one line in the order of the file; the largest letters tell where it stands. */
interface Row {
  readonly pieces: Piece[];
  base: Piece;
  end: number;
}

/** Puts pieces on the same height together, with a space where there is a gap between them. */
export function linesOf(items: readonly PdfItem[]): Line[] {
  const page = directionOf(items.map(({ str = '' }) => str).join(''));
  return rowsOf(items)
    .map((row) => lineOf(row, page))
    .filter(({ text }) => text !== '');
}

function rowsOf(items: readonly PdfItem[]): Row[] {
  const rows: Row[] = [];
  let open = false;
  for (const item of items) {
    const piece = pieceOf(item);
    const row = rows.at(-1);
    if (piece.text.trim() !== '') {
      if (open && row !== undefined && isBeside(row, piece)) {
        row.pieces.push(piece);
        row.end = Math.max(row.end, piece.x + piece.width);
        if (piece.size > row.base.size) row.base = piece;
      } else rows.push({ pieces: [piece], base: piece, end: piece.x + piece.width });
      open = true;
    } else if (piece.text !== '' && open && row !== undefined) row.pieces.push(piece);
    if (item.hasEOL === true) open = false;
  }
  return rows;
}

function pieceOf({ str = '', dir, transform = [], width = 0 }: PdfItem): Piece {
  const [a = 0, b = 0, , , x = 0, y = 0] = transform;
  return { text: str, direction: dir === 'rtl' ? 'rtl' : 'ltr', x, y, width, size: Math.hypot(a, b) };
}

/** On the same height as the line, or a raised mark close after it; a line goes on at its own height after one. */
function isBeside({ base, end }: Row, piece: Piece): boolean {
  if (Math.abs(base.y - piece.y) < Math.max(2, piece.size * 0.4)) return true;
  return isRaised(base, piece) && end - piece.size < piece.x && piece.x < end + piece.size;
}

/** Smaller and higher than its line, as the mark of a footnote is. */
function isRaised(base: Piece, { size, y }: Piece): boolean {
  return size < base.size * 0.9 && y - base.y > base.size * 0.12 && y - base.y < base.size * 0.8;
}

function lineOf(row: Row, page: Direction): Line {
  const { base, pieces, end } = row;
  const x = pieces.reduce((least, piece) => (piece.text.trim() === '' ? least : Math.min(least, piece.x)), base.x);
  const printed = pieces.map((piece) => piece.text).join('');
  const turned = hasRightToLeft(printed) || startsWithItsEnd(printed, page);
  const text = turned ? rightToLeft(row, page) : leftToRight(row);
  const direction = turned ? directionIn(printed, page) : 'ltr';
  return { text: text.replace(/\s+/g, ' ').trim(), x, y: base.y, size: base.size, width: end - x, direction };
}

/** A line of numbers or Latin words whose full stop stands on the left: it is one from right to left. */
function startsWithItsEnd(text: string, page: Direction): boolean {
  return page === 'rtl' && /^\s*[.,:;!?]/.test(text) && !/[.,:;!?]\s*$/.test(text);
}

/** On a page of Latin letters, a line is from right to left where it has none of them. */
function directionIn(text: string, page: Direction): Direction {
  return page === 'rtl' || !/\p{Script=Latin}/u.test(text) ? 'rtl' : 'ltr';
}

/** In the order of the file. */
function leftToRight({ pieces, base }: Row): string {
  const words: string[] = [];
  let end = 0;
  for (const piece of pieces) {
    if (piece.text.trim() === '') {
      words.push(' ');
      continue;
    }
    const before = words.at(-1) ?? ' ';
    const apart = piece.x - end;
    const space = apart > piece.size * 0.12 && apart < piece.size * 40 && !/\s$/.test(before) && !/^\s/.test(piece.text);
    words.push(space ? ' ' : '', wordsOf(piece, base, before));
    end = Math.max(end, piece.x + piece.width);
  }
  return words.join('');
}

/** The words of a piece; digits above or below the line are no digits of the number before them. */
function wordsOf(piece: Piece, base: Piece, before: string): string {
  if (piece.size >= base.size * 0.9) return piece.text;
  if (isRaised(base, piece)) return smallDigits(piece.text, 'raised');
  return base.y - piece.y > base.size * 0.08 && /\d$/.test(before) ? smallDigits(piece.text, 'lowered') : piece.text;
}

/** By where the pieces stand on paper. A wide gap parts them: what is beyond it is read on its own. */
function rightToLeft({ pieces, base }: Row, page: Direction): string {
  const parts: string[] = [];
  let end: number | null = null;
  const placed = pieces.filter(({ text }) => text.trim() !== '').sort((a, b) => a.x - b.x);
  for (const piece of placed) {
    const apart: number = end === null ? 0 : piece.x - end;
    const before = parts.at(-1) ?? '';
    const words = onPaper({ ...piece, text: wordsOf(piece, base, before) });
    const mark = /^\p{M}+$/u.test(piece.text);
    if (end === null || apart > base.size * 3) parts.push(words);
    else parts[parts.length - 1] = `${before}${apart > base.size * 0.12 && !mark ? ' ' : ''}${words}`;
    // A mark stands over a letter and takes no room of its own.
    end = mark ? (end ?? piece.x) : Math.max(end ?? 0, piece.x + piece.width);
  }
  const direction = directionIn(parts.join(' '), page);
  const read = parts.map((part) => logicalOrder(part, parts.length > 1 && !hasRightToLeft(part) ? 'ltr' : direction, true));
  return withoutShapes((direction === 'rtl' ? read.reverse() : read).join(' '));
}

/** A piece as it stands on paper, from left to right: pdf.js has turned those from right to left round, each on its own. */
function onPaper({ text, direction }: Piece): string {
  return hasRightToLeft(text) ? logicalOrder(text, direction, false) : text;
}
