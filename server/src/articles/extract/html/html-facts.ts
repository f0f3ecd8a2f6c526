import { languageSeen, languageTag } from '#shared/text/languages/language-of.js';
import { dayOf } from '#shared/text/pages/written-day.js';
import type { Facts } from '../proposal.js';

/** What the page says of itself, in JSON-LD, in `<meta>`, and in its first elements, in this order. */
export interface PageFacts extends Facts {
  /** The page says that not everyone may read all of it. */
  readonly paywalled: boolean;
  /** The language that its markup is in, whatever its words are in. */
  readonly declared: string | null;
}

const ARTICLE = /(?:Article|Posting|Report|Page)$/;

export function factsOf(document: Document): PageFacts {
  const data = jsonLd(document);
  const meta = metaOf(document);
  const publisher = data['publisher'];
  const url = address(first(element(document, 'link[rel="canonical"]')?.getAttribute('href'), meta('og:url'), textOf(data['url'])));
  const declared = first(
    languageTag(document.documentElement?.getAttribute('lang') ?? null),
    languageTag(textOf(data['inLanguage'])),
    languageTag(meta('og:locale') ?? meta('content-language')),
  );
  const language = declared === null ? null : languageSeen(declared, wordsOf(document));
  const day = (written: string | null | undefined): string | null =>
    dayOf(written, { url, language: country(language, meta('og:locale')) });
  return {
    title: first(
      textOf(data['headline']),
      meta('og:title'),
      meta('twitter:title'),
      elementText(document, 'h1'),
      elementText(document, 'title'),
    ),
    byline: first(
      namesOf(data['author']),
      meta('author')?.replace(/^by /i, ''),
      notAddress(meta('article:author')),
      meta('byl')?.replace(/^by /i, ''),
    ),
    source: first(namesOf(publisher), meta('og:site_name'), meta('application-name')),
    url,
    publishedOn: first(
      day(textOf(data['datePublished'])),
      day(meta('article:published_time')),
      ...['date', 'dc.date', 'dcterms.date', 'pubdate', 'parsely-pub-date'].map((name) => day(meta(name))),
      ...['content', 'datetime'].map((name) => day(element(document, `[itemprop~="datePublished"][${name}]`)?.getAttribute(name))),
      day(elementText(document, '[itemprop~="datePublished"]')),
      day(element(document, 'time[datetime]')?.getAttribute('datetime')),
    ),
    language,
    declared,
    paywalled: data['isAccessibleForFree'] === false || /^false$/i.test(String(data['isAccessibleForFree'] ?? '')),
  };
}

/** The page's headings and paragraphs, enough of them to see their script. */
function wordsOf(document: Document): string {
  let words = '';
  for (const element of document.querySelectorAll('h1, p')) {
    words += `${element.textContent ?? ''} `;
    if (words.length > 5_000) break;
  }
  return words;
}

/** A language with the country that another declaration adds to it. */
function country(language: string | null, locale: string | null): string | null {
  const other = languageTag(locale);
  return language !== null && other?.startsWith(`${language}-`) ? other : (language ?? other);
}

type Json = Readonly<Record<string, unknown>>;

/** The first object of the page's JSON-LD that describes an article. */
function jsonLd(document: Document): Json {
  const objects: Json[] = [];
  const collect = (value: unknown, depth: number): void => {
    if (depth > 4 || objects.length > 200) return;
    if (Array.isArray(value)) for (const one of value) collect(one, depth + 1);
    else if (typeof value === 'object' && value !== null) {
      objects.push(value as Json);
      collect((value as Json)['@graph'], depth + 1);
    }
  };
  for (const script of [...document.querySelectorAll('script[type="application/ld+json"]')].slice(0, 20)) {
    try {
      collect(JSON.parse(script.textContent ?? ''), 0);
    } catch {
      // What is not JSON says nothing.
    }
  }
  const isArticle = (one: Json): boolean => [one['@type']].flat().some((type) => typeof type === 'string' && ARTICLE.test(type));
  return objects.find((one) => isArticle(one) && 'headline' in one) ?? objects.find(isArticle) ?? {};
}

function metaOf(document: Document): (name: string) => string | null {
  const found = new Map<string, string>();
  for (const meta of document.querySelectorAll('meta')) {
    const name = (meta.getAttribute('property') ?? meta.getAttribute('name') ?? meta.getAttribute('http-equiv') ?? '').toLowerCase();
    const content = tidy(meta.getAttribute('content'));
    if (name !== '' && content !== null && !found.has(name)) found.set(name, content);
  }
  return (name) => found.get(name) ?? null;
}

function element(document: Document, selector: string): Element | null {
  return document.querySelector(selector);
}

function elementText(document: Document, selector: string): string | null {
  return tidy(element(document, selector)?.textContent ?? null);
}

function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value === 'object' && value !== null) return textOf((value as Json)['@id']);
  return typeof value === 'string' ? tidy(value) : null;
}

function namesOf(value: unknown): string | null {
  const names = [value].flat().flatMap((one) => {
    const name = typeof one === 'object' && one !== null ? textOf((one as Json)['name']) : textOf(one);
    return name === null || notAddress(name) === null ? [] : [name];
  });
  return names.length === 0 ? null : [...new Set(names)].slice(0, 12).join(', ');
}

function notAddress(text: string | null): string | null {
  return text === null || /^https?:/i.test(text) ? null : text;
}

function address(text: string | null): string | null {
  return text !== null && text.length <= 2_000 && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;
}

function tidy(text: string | null): string | null {
  const tidied = (text ?? '').replace(/\s+/gu, ' ').trim();
  return tidied === '' ? null : tidied.slice(0, 500);
}

function first(...values: readonly (string | null | undefined)[]): string | null {
  return values.find((value) => value !== null && value !== undefined && value !== '') ?? null;
}
