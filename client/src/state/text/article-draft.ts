import { ARTICLE_MAX, SENT_MAX, tooLongWords } from '#shared/lib/article-limits.js';
import { languageOf } from '#shared/text/languages/language-of.js';
import { countWords, normaliseText } from '#shared/text/normalise.js';
import { describedIn } from '#shared/text/pages/described.js';

const LONGEST_TITLE = 160;
/** A title is looked for in the beginning of a text. */
const BEGINNING = 20_000;

/** A title to start from: the first line where it reads like a headline, else the start of the first sentence. */
export function proposedTitle(text: string): string {
  const lines = text
    .slice(0, BEGINNING)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const first = lines[0] ?? '';
  if (first.length <= LONGEST_TITLE && (lines.length === 1 || !/[.!?]["”’)]?$/.test(first) || first.length < 80)) return first;
  const sentence = /^.*?[.!?](?=\s|$)/s.exec(first)?.[0] ?? first;
  if (sentence.length <= LONGEST_TITLE) return sentence;
  const cut = sentence.slice(0, LONGEST_TITLE);
  return `${cut.slice(0, Math.max(40, cut.lastIndexOf(' ')))}…`;
}

/** What a text says of itself around its headline, to start from; empty where it says nothing. */
export function proposedDescription(text: string): Readonly<Record<'byline' | 'publishedOn' | 'language', string>> {
  const beginning = normaliseText(text.slice(0, BEGINNING));
  const language = languageOf(beginning);
  const { byline, publishedOn } = describedIn(beginning, [], { language });
  return { byline: byline ?? '', publishedOn: publishedOn ?? '', language: language ?? '' };
}

export function wordCount(text: string): number {
  return countWords(text);
}

/** Why a text is too long for an article, said before it is put into a field or sent; null where it may fit. */
export function tooLong(text: string): string | null {
  if (text.length <= ARTICLE_MAX) return null;
  const length = lengthOfWords(text);
  if (length > ARTICLE_MAX) return tooLongWords(length);
  return text.length > SENT_MAX ? tooLongWords(text.length, SENT_MAX) : null;
}

/** Characters with every stretch of white space as one, counted without making another text of that size. */
function lengthOfWords(text: string): number {
  let length = 0;
  let space = true;
  for (let at = 0; at < text.length; at++) {
    const isSpace = text.charCodeAt(at) <= 0x20;
    if (!isSpace || !space) length++;
    space = isSpace;
  }
  return length;
}

export const DESCRIPTION_FIELDS = ['source', 'publishedOn', 'byline', 'url', 'language'] as const;
export type DescriptionField = (typeof DESCRIPTION_FIELDS)[number];
type Described = { readonly [Field in DescriptionField]: string };

/** What was proposed over `before`, over `newer` instead: where it was as before, it is as in the newer one; what it said anew stays. */
export function describedOver<T extends Described>(proposed: T, before: Described, newer: Described): T {
  const anew = DESCRIPTION_FIELDS.filter((field) => proposed[field] === before[field]).map((field) => [field, newer[field]]);
  return { ...proposed, ...Object.fromEntries(anew) };
}

const FIELD_WORDS = { title: 'Title', source: 'Source', publishedOn: 'Day', byline: 'By', url: 'Link', language: 'Language' } as const;
type Known = { readonly [Field in keyof typeof FIELD_WORDS]: string | null };

/** "Source: Harbour Pots → Harbour Post": what the newer one says otherwise. */
export function descriptionChanges(before: Known, newer: Known): string[] {
  const fields = Object.keys(FIELD_WORDS) as (keyof typeof FIELD_WORDS)[];
  return fields
    .filter((field) => before[field] !== newer[field])
    .map((field) => `${FIELD_WORDS[field]}: ${before[field] ?? 'unknown'} → ${newer[field] ?? 'unknown'}`);
}
