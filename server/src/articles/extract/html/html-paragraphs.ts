import type { RegionKind } from '#shared/text/region.js';
import type { Paragraph } from '../proposal.js';
import { smallDigits } from '../small-digits.js';
import { rowsOf } from './html-tables.js';
import { isQuoted, quotationMarks } from './quotation-marks.js';

/** Never words of the article, whatever they hold. */
const SKIPPED = new Set(
  'script style noscript template svg math iframe object embed canvas audio video picture img input select textarea button form dialog head link meta nav'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const KINDS: Readonly<Record<string, RegionKind>> = {
  h1: 'headline',
  h2: 'subhead',
  h3: 'subhead',
  h4: 'subhead',
  h5: 'subhead',
  h6: 'subhead',
  figcaption: 'caption',
  caption: 'caption',
  blockquote: 'quote',
};

/**
 * Walks the tree and keeps nothing but paragraphs of plain text, each with the kind that its elements tell. Attributes,
 * addresses and markup are left behind here, so none can reach a reader (AR9). What is struck out is no text; `language` is
 * the page's, and decides the quotation marks that a browser would print.
 */
export function paragraphsOf(root: Node, language: string | null = null): Paragraph[] {
  return placedParagraphs(root, language).map(({ kind, text }) => ({ kind, text }));
}

/** A paragraph, and where on the page it stands. */
export interface PlacedParagraph extends Paragraph {
  /** The element that its first words stand in. */
  readonly element: Element | null;
  /** The share of its characters that are words of links, from 0 to 1. */
  readonly linked: number;
}

/** The same, each with its place. */
export function placedParagraphs(root: Node, language: string | null = null): PlacedParagraph[] {
  const walk = new Walk();
  walk.visit(root, { kind: null, verbatim: false, quotes: 0, language, link: false });
  walk.end();
  return walk.paragraphs;
}

/** The words that are struck out, each stretch once and in order: left out, and told. */
export function struckWords(root: Element): string[] {
  const struck = [...root.querySelectorAll('s, strike, del, [style*="line-through"]')].filter(
    (element) => isStruck(element) && !isHidden(element),
  );
  const outer = struck.filter((element) => element.parentElement?.closest('s, strike, del') == null);
  return [...new Set(outer.map((element) => (element.textContent ?? '').replace(/\s+/gu, ' ').trim()))].filter((text) => text !== '');
}

interface Inside {
  readonly kind: RegionKind | null;
  /** White space is kept as it is written. */
  readonly verbatim: boolean;
  /** How many quotations it stands in. */
  readonly quotes: number;
  readonly language: string | null;
  readonly link: boolean;
}

class Walk {
  readonly paragraphs: PlacedParagraph[] = [];
  private line = '';
  /** The last character of the line, which may be long. */
  private last = '';
  private lineKind: RegionKind | null = null;
  private lineElement: Element | null = null;
  private lineLinked = 0;

  end(): void {
    const text = this.line.replace(/\s+/gu, ' ').trim();
    if (text !== '')
      this.paragraphs.push({ kind: this.lineKind, text, element: this.lineElement, linked: Math.min(1, this.lineLinked / text.length) });
    this.line = '';
    this.last = '';
    this.lineElement = null;
    this.lineLinked = 0;
  }

  visit(node: Node, inside: Inside): void {
    if (node.nodeType === 3) return this.write(node.nodeValue ?? '', inside, node.parentNode);
    if (node.nodeType !== 1 && node.nodeType !== 9 && node.nodeType !== 11) return;
    const name = node.nodeName.toLowerCase();
    if (node.nodeType === 1 && isUnseen(node as Element)) return;
    if (name === 'br') return this.end();
    const small = smallWords(node, name, this.last);
    if (small !== null) return this.write(small, inside, node);
    const rows = name === 'table' ? rowsOf(node as Element, isUnseen, (cell) => cellText(cell, inside)) : null;
    if (rows !== null) return this.table(node as Element, rows, inside);
    const block = node.nodeType === 1 && !INLINE.has(name) && name !== 'td' && name !== 'th';
    if (block) this.end();
    const within: Inside = {
      ...inside,
      kind: inside.kind ?? KINDS[name] ?? null,
      verbatim: inside.verbatim || name === 'pre',
      language: languageOf(node) ?? inside.language,
      link: inside.link || name === 'a',
    };
    if (name === 'q') this.quote(node as Element, within);
    else this.children(node, within);
    if (block) this.end();
    if (name === 'td' || name === 'th') {
      this.line += ' ';
      this.last = ' ';
    }
  }

  private children(node: Node, inside: Inside): void {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) this.visit(child, inside);
  }

  private quote(element: Element, inside: Inside): void {
    const within = { ...inside, quotes: inside.quotes + 1 };
    if (isQuoted(element.textContent ?? '') || /[“„«‹‘‚"「『]/u.test(this.last)) return this.children(element, within);
    const [open, close] = quotationMarks(inside.language, inside.quotes);
    this.write(open, inside, element);
    this.children(element, within);
    this.write(close, inside, element);
  }

  /** A table of data: its caption, and a line a row. */
  private table(table: Element, rows: readonly string[], inside: Inside): void {
    this.end();
    for (const child of table.children) if (/^caption$/i.test(child.nodeName)) this.visit(child, inside);
    for (const row of rows) {
      this.write(row, { ...inside, verbatim: false }, table);
      this.end();
    }
  }

  private write(words: string, { kind, verbatim, link }: Inside, from: Node | null): void {
    for (const [index, part] of (verbatim ? words.split('\n') : [words]).entries()) {
      if (index > 0) this.end();
      if (this.line === '') this.lineKind = kind;
      if (/\S/.test(part)) this.lineElement ??= from as Element | null;
      if (link) this.lineLinked += part.length;
      this.line += part;
      if (part !== '') this.last = part.slice(-1);
    }
  }
}

/**
 * The digits of `<sup>` and `<sub>`, and of a link to a footnote right after a number, as raised and lowered ones; null for
 * anything else, which is written as ever. A lowered number is lowered beside a digit only: in a formula it is read as it is.
 */
function smallWords(element: Node, name: string, before: string): string | null {
  if (name !== 'sup' && name !== 'sub' && name !== 'a') return null;
  const afterDigit = /\d/.test(before);
  if (name === 'a' && !(afterDigit && (element as Element).getAttribute('href')?.includes('#') === true)) return null;
  if (name === 'sub' && !afterDigit && !/^\d/.test(element.nextSibling?.textContent ?? '')) return null;
  const text = (element.textContent ?? '').trim();
  const small = smallDigits(text, name === 'sub' ? 'lowered' : 'raised');
  return small === text ? null : small;
}

/** The words of a cell in one line. */
function cellText(cell: Element, inside: Inside): string {
  const walk = new Walk();
  walk.visit(cell, inside);
  walk.end();
  return walk.paragraphs.map(({ text }) => text).join(' ');
}

function isUnseen(element: Element): boolean {
  return SKIPPED.has(element.nodeName.toLowerCase()) || isHidden(element) || isStruck(element);
}

function languageOf(node: Node): string | null {
  return (node.nodeType === 1 && (node as Element).getAttribute('lang')) || null;
}

function isStruck(element: Element): boolean {
  const name = element.nodeName.toLowerCase();
  return (
    name === 's' ||
    name === 'strike' ||
    name === 'del' ||
    /text-decoration[a-z-]*\s*:[^;]*line-through/i.test(element.getAttribute('style') ?? '')
  );
}

function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  return /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute('style') ?? '');
}
