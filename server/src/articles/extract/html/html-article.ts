import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { ok, type Result, refuse } from '#shared/lib/result.js';
import { countWords } from '#shared/text/normalise.js';
import type { Paragraph, Reading } from '../proposal.js';
import { factsOf, type PageFacts } from './html-facts.js';
import { paragraphsOf } from './html-paragraphs.js';

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
  const whole = paragraphsOf(document.body);
  const signIn = document.querySelector('input[type="password"]') !== null;
  const story = storyOf(document, html, whole, facts);
  const words = wordsOf(story);
  const wall = wallOf(whole, facts, signIn, words);
  if (wall !== null) return refuse('import-unreadable', wall);
  if (words === 0) {
    return refuse('text-empty', 'There are no words on this page; it may write them by script. Open it, and paste or save its text.');
  }
  const { paywalled, ...known } = facts;
  return ok({ facts: known, paragraphs: story, mediaType: 'text/html', warnings: warningsOf(paywalled, words, wordsOf(whole)) });
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

/** The article's own paragraphs, headline first. Where hardly anything is recognised as article, all that can be read. */
function storyOf(document: Document, html: string, whole: readonly Paragraph[], facts: PageFacts): readonly Paragraph[] {
  const headline = headlineOf(document, whole, facts);
  const byline = bylineOf(document);
  const content = contentOf(documentOf(html));
  const found = wordsOf(content);
  const body = found >= FEW_WORDS || found * 2 > wordsOf(whole) ? content : whole;
  const before: Paragraph[] = [];
  if (headline !== null) before.push({ kind: 'headline', text: headline });
  const printed = body.findIndex(({ text }, index) => index < 6 && text === byline);
  if (byline !== null && printed < 0) before.push({ kind: 'byline', text: byline });
  const rest = body.map((paragraph, index): Paragraph => (index === printed ? { ...paragraph, kind: 'byline' } : asSubhead(paragraph)));
  return [...before, ...rest.filter(({ text }, index) => !(index < 6 && text === headline))];
}

/** The page has one headline, and it stands first; a second h1 is a heading inside. */
function asSubhead(paragraph: Paragraph): Paragraph {
  return paragraph.kind === 'headline' ? { ...paragraph, kind: 'subhead' } : paragraph;
}

function contentOf(document: Document): Paragraph[] {
  try {
    const article = new Readability<Node>(document, { serializer: (node) => node, charThreshold: 250, keepClasses: false }).parse();
    return article?.content ? paragraphsOf(article.content) : [];
  } catch {
    // A page that cannot be judged is read whole.
    return [];
  }
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

const BYLINES = '[rel~="author"], [itemprop~="author"], .byline, .article-byline, .author-name, .c-byline, .post-author';

function bylineOf(document: Document): string | null {
  for (const found of document.querySelectorAll(BYLINES)) {
    const text = paragraphsOf(found)
      .map((paragraph) => paragraph.text)
      .join(' ');
    const words = countWords(text);
    if (words >= 2 && words <= 20) return text;
  }
  return null;
}

const LOGIN =
  /\b(?:log ?in|sign ?in|subscribe|subscription|create (?:an|your) account|already a (?:member|subscriber))\b|anmelden|se connecter|iniciar sesión|войти|התחבר|تسجيل الدخول/i;
const CONSENT =
  /\b(?:accept (?:all )?cookies|we (?:and our (?:\d+ )?partners )?(?:value|use|store)[^.]{0,60}(?:privacy|cookies)|before you continue|consent to (?:the use|cookies)|manage (?:your )?(?:cookie|privacy) (?:settings|preferences))\b/i;
const ROBOT =
  /\b(?:are you a (?:robot|human)|verify (?:that )?you are (?:a )?human|just a moment|checking your browser|unusual traffic|access denied|captcha|enable javascript|javascript is (?:disabled|required)|turn on javascript)\b/i;

/** The sentence that refuses a page which only stands before an article; null for a page that may be one. */
function wallOf(whole: readonly Paragraph[], facts: PageFacts, signIn: boolean, words: number): string | null {
  if (words >= 150) return null;
  const text = `${facts.title ?? ''}\n${whole.map((paragraph) => paragraph.text).join('\n')}`.slice(0, 20_000);
  const instead = 'Open the article in your browser, then save the page and import the file, or paste its words.';
  if (ROBOT.test(text)) return `The site answered with a check for browsers, not with an article. ${instead}`;
  if (CONSENT.test(text)) return `The site answered with a question about cookies or consent, not with an article. ${instead}`;
  if (words < 80 && (signIn || LOGIN.test(text))) return `This is a login page, not an article. ${instead}`;
  return null;
}

function warningsOf(paywalled: boolean, words: number, wholeWords: number): string[] {
  const warnings: string[] = [];
  if (paywalled)
    warnings.push('The page says that it is not free to read: its end may be missing. Compare it with what you see in your browser.');
  if (words < FEW_WORDS) warnings.push(`Only ${words} words were found. The page may show its text by script, or ask for a login.`);
  else if (wholeWords > 400 && words * 5 < wholeWords) {
    warnings.push(`The article is a small part of the page: ${words} of ${wholeWords} words. Look whether all of it is here.`);
  }
  return warnings;
}

function wordsOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, { text }) => sum + countWords(text), 0);
}
