import type { RegionKind } from '#shared/text/region.js';
import type { Paragraph } from '../proposal.js';

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
 * addresses and markup are left behind here, so none can reach a reader (AR9).
 */
export function paragraphsOf(root: Node): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let line = '';
  let lineKind: RegionKind | null = null;
  const end = (): void => {
    const text = line.replace(/\s+/gu, ' ').trim();
    if (text !== '') paragraphs.push({ kind: lineKind, text });
    line = '';
  };
  const visit = (node: Node, kind: RegionKind | null, verbatim: boolean): void => {
    if (node.nodeType === 3) {
      if (line === '') lineKind = kind;
      const parts = verbatim ? (node.nodeValue ?? '').split('\n') : [node.nodeValue ?? ''];
      for (const [index, part] of parts.entries()) {
        if (index > 0) end();
        if (line === '') lineKind = kind;
        line += part;
      }
      return;
    }
    if (node.nodeType !== 1 && node.nodeType !== 9 && node.nodeType !== 11) return;
    const name = node.nodeName.toLowerCase();
    if (SKIPPED.has(name) || (node.nodeType === 1 && isHidden(node as Element))) return;
    if (name === 'br') return end();
    const block = node.nodeType === 1 && !INLINE.has(name) && name !== 'td' && name !== 'th';
    if (block) end();
    const inside = kind ?? KINDS[name] ?? null;
    for (let child = node.firstChild; child !== null; child = child.nextSibling) visit(child, inside, verbatim || name === 'pre');
    if (block) end();
    if (name === 'td' || name === 'th') line += ' ';
  };
  visit(root, null, false);
  end();
  return paragraphs;
}

function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  return /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute('style') ?? '');
}
