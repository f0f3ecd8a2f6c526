import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { ok, type Result, refuse } from '#shared/lib/result.js';
import { countWords } from '#shared/text/normalise.js';
import type { Paragraph, Reading } from '../proposal.js';
import { factsOf, type PageFacts } from './html-facts.js';
import { type PlacedParagraph, paragraphsOf, placedParagraphs, struckWords } from './html-paragraphs.js';
import { completed } from './left-out.js';
import { asksForLogin, frontPage, wallOf } from './walls.js';

const DEPTH_MAX = 1_000;
const ELEMENTS_MAX = 60_000;
const FEW_WORDS = 60;

/** Reads an HTML page: its facts, and the paragraphs of its article as plain text (AR9). */
export function readHtml(html: string): Result<Reading> {
  if (nesting(html) > DEPTH_MAX)
    return refuse('import-unreadable', 'This page is nested deeper than any article. Paste its words instead.');
  const document = documentOf(html);
  if (document.querySelectorAll('*').length > ELEMENTS_MAX) {
    return refuse(
      'import-unreadable',
      `This page has more than ${ELEMENTS_MAX.toLocaleString('en')} parts. Paste the words of the article instead.`,
    );
  }
  const facts = factsOf(document);
  const whole = placedParagraphs(document.body, facts.declared);
  const signIn = document.querySelector('input[type="password"]') !== null;
  const { story, struck, leftOut } = storyOf(document, html, whole, facts);
  const words = wordsOf(story);
  const wall = wallOf(story, facts.title, { signIn, paywalled: facts.paywalled }) ?? frontPage(whole);
  if (wall !== null) return refuse('import-unreadable', wall);
  if (words === 0) {
    return refuse('text-empty', 'There are no words on this page; it may write them by script. Open it, and paste or save its text.');
  }
  const { paywalled, declared: _, ...known } = facts;
  const warnings = warningsOf({ paywalled, cut: words < 150 && asksForLogin(story), words, wholeWords: wordsOf(whole), struck, leftOut });
  return ok({ facts: known, paragraphs: story, mediaType: 'text/html', warnings });
}

function documentOf(html: string): Document {
  const page = /<html[\s>]/i.test(html) ? html : `<!doctype html><html><head></head><body>${html}</body></html>`;
  const { document } = parseHTML(page) as unknown as { document: Document };
  // A page whose parts stand outside a body is still read.
  if (document.body === null || document.querySelector('body') === null) {
    return (
      parseHTML(
        `<!doctype html><html><head></head><body>${html.replace(/<\/?(?:html|body|!doctype)\b[^>]*>/gi, '')}</body></html>`,
      ) as unknown as { document: Document }
    ).document;
  }
  return document;
}

/** Open elements at the deepest place, counted roughly and without recursion; what closes by itself is not counted. */
function nesting(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, closing, name = ''] of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9-]*)/g)) {
    if (
      /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|td|th|tr|option|path|rect|circle|use)$/i.test(
        name,
      )
    )
      continue;
    depth = closing === '/' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

interface Story {
  readonly story: readonly Paragraph[];
  /** What is struck out in it, and therefore left out. */
  readonly struck: readonly string[];
  /** Running text of the page that may be a part of it and was not taken. */
  readonly leftOut: readonly string[];
}

/** The article's own paragraphs, headline first. Where hardly anything is recognised as article, all that can be read. */
function storyOf(document: Document, html: string, whole: readonly PlacedParagraph[], facts: PageFacts): Story {
  const headline = headlineOf(document, whole, facts);
  const byline = bylineOf(document);
  const root = contentOf(documentOf(html));
  const content = root === null ? [] : paragraphsOf(root, facts.declared);
  const found = wordsOf(content);
  const isFound = found >= FEW_WORDS || found * 2 > wordsOf(whole);
  const unplaced = whole.map(({ kind, text }): Paragraph => ({ kind, text }));
  const { paragraphs: body, leftOut } = isFound ? completed(whole, content, headline) : { paragraphs: unplaced, leftOut: [] };
  const before: Paragraph[] = [];
  if (headline !== null) before.push({ kind: 'headline', text: headline });
  const printed = body.findIndex(({ text }, index) => index < 6 && text === byline);
  const isNamed = body.some(({ kind, text }) => kind === 'byline' && byline !== null && text.includes(byline));
  if (byline !== null && printed < 0 && !isNamed) before.push({ kind: 'byline', text: byline });
  const rest = body.map((paragraph, index): Paragraph => (index === printed ? { ...paragraph, kind: 'byline' } : asSubhead(paragraph)));
  const story = [...before, ...rest.filter(({ text }, index) => !(index < 6 && text === headline))];
  return { story, struck: struckWords(isFound && root !== null ? root : document.body), leftOut };
}

/** The page has one headline, and it stands first; a second h1 is a heading inside. */
function asSubhead(paragraph: Paragraph): Paragraph {
  return paragraph.kind === 'headline' ? { ...paragraph, kind: 'subhead' } : paragraph;
}

function contentOf(document: Document): Element | null {
  try {
    for (const [style, name] of STYLED) for (const styled of document.querySelectorAll(`[style*="${style}"]`)) asElement(styled, name);
    const article = new Readability<Node>(document, { serializer: (node) => node, charThreshold: 250, keepClasses: false }).parse();
    return (article?.content as Element | null | undefined) ?? null;
  } catch {
    // A page that cannot be judged is read whole.
    return null;
  }
}

const STYLED = [
  ['line-through', 'del'],
  ['vertical-align:super', 'sup'],
  ['vertical-align: super', 'sup'],
] as const;

/** Tells by the element what a style tells, which does not outlast the search for the article. */
function asElement(styled: Element, name: string): void {
  const element = styled.ownerDocument.createElement(name);
  element.append(...styled.childNodes);
  styled.replaceWith(element);
}

/** The words of the one h1, or the title that the page gives itself where those words are printed on it. */
function headlineOf(document: Document, whole: readonly Paragraph[], facts: PageFacts): string | null {
  const headings = [...document.querySelectorAll('h1')]
    .map((heading) =>
      paragraphsOf(heading)
        .map(({ text }) => text)
        .join(' '),
    )
    .filter((text) => countWords(text) > 1);
  const titled = headings.find((text) => facts.title !== null && (facts.title.includes(text) || text.includes(facts.title)));
  if (titled !== undefined) return titled;
  if (headings.length === 1) return headings[0] ?? null;
  return whole.find(({ text }) => text === facts.title)?.text ?? null;
}

const BYLINES = '[rel~="author"], [itemprop~="author"], .byline, .article-byline, .author-name, .c-byline, .post-author, .author';

function bylineOf(document: Document): string | null {
  for (const found of document.querySelectorAll(BYLINES)) {
    if (found.closest('[class*="comment"], [id*="comment"], aside, footer') !== null) continue;
    const text = paragraphsOf(found)
      .map((paragraph) => paragraph.text)
      .join(' ');
    const words = countWords(text);
    if (words >= 2 && words <= 20) return text;
  }
  return null;
}

interface Doubts {
  readonly paywalled: boolean;
  /** It ends where a login is asked for. */
  readonly cut: boolean;
  readonly words: number;
  readonly wholeWords: number;
  readonly struck: readonly string[];
  readonly leftOut: readonly string[];
}

function warningsOf({ paywalled, cut, words, wholeWords, struck, leftOut }: Doubts): string[] {
  const warnings: string[] = [];
  if (paywalled)
    warnings.push('The page says that it is not free to read: its end may be missing. Compare it with what you see in your browser.');
  if (cut && !paywalled)
    warnings.push('It ends where a login or a subscription is asked for: more may follow. Compare it with what you see in your browser.');
  if (words < FEW_WORDS) warnings.push(`Only ${words} words were found. The page may show its text by script, or ask for a login.`);
  else if (wholeWords > 400 && words * 5 < wholeWords) {
    warnings.push(`The article is a small part of the page: ${words} of ${wholeWords} words. Look whether all of it is here.`);
  }
  if (struck.length > 0) {
    const some = struck.slice(0, 4).map((text) => `“${text.slice(0, 80)}”`);
    warnings.push(
      `Left out, because it is struck out on the page: ${some.join(', ')}${struck.length > 4 ? `, and ${struck.length - 4} more` : ''}.`,
    );
  }
  if (leftOut.length > 0) {
    const some = leftOut.slice(0, 3).map((text) => `“${beginningOf(text)}”`);
    const more = leftOut.length - some.length;
    warnings.push(
      `Left out, though it may belong to the article: ${some.join(', ')}${more > 0 ? `, and ${more} more ${more === 1 ? 'paragraph' : 'paragraphs'}` : ''}. Compare it with the page.`,
    );
  }
  return warnings;
}

/** The first words of a paragraph. */
function beginningOf(text: string): string {
  if (text.length <= 60) return text;
  return `${text.slice(0, Math.max(text.slice(0, 60).lastIndexOf(' '), 30))}…`;
}

function wordsOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, { text }) => sum + countWords(text), 0);
}
