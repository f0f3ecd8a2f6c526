import { pageRulesOf } from '#shared/text/languages/rules-of.js';
import { countWords } from '#shared/text/normalise.js';
import { isFinished, kindByWords } from '#shared/text/regions.js';
import type { Paragraph } from '../proposal.js';
import type { PlacedParagraph } from './html-paragraphs.js';

const part = (words: string): RegExp => new RegExp(`(?:^|[\\s_-])(?:${words})(?=$|[\\s_-])`, 'i');
/** What pages call their menus, notices and lists of other stories. */
const FURNITURE = part(
  'nav\\w*|menu|breadcrumbs?|related\\w*|recommend\\w*|recirc\\w*|newsletters?|promo\\w*|shar(?:e|ing)|social|cookies?|consent|gdpr|ads?|advert\\w*|sponsor\\w*|comments?|subscri\\w*|paywall|sign-?(?:up|in)|most|trending|popular|widgets?|sidebar|tags?|login|toolbar|banner|modal|popup|teasers?|more|outbrain|taboola|disclaimer|copyright|about|bio|skip|rating|poll|quiz|weather|ticker|hidden|visually-hidden|sr-only',
);
/** What pages call the words that stand under a headline and tell the story in short. */
const STANDFIRST = part(
  'standfirst|deck|dek|sub-?title|sub-?head(?:line|ing)?|summary|strap-?line|lead|lede|intro(?:duction)?|chapo|vorspann|excerpt|description|alternativeheadline|key-?(?:points?|facts?|events?|takeaways?)|highlights?|takeaways?|bullets?|in-brief|at-a-glance',
);
const CORRECTION = part('corrections?|clarifications?|amendments?|editors?-?note|erratum|rectificati\\w*|korrektur\\w*');
const OF_THE_PAGE = /\b(?:cookies?|newsletters?|privacy policy|subscribe|sign (?:up|in)|log ?in|all rights reserved|enable javascript)\b/i;
const LINKED_MAX = 0.4;
const RUNNING_WORDS = 8;
/** Paragraphs that are looked for in the story's words; a page with more of them is no story with something left out. */
const LOOKED_FOR = 500;

export interface Completed {
  readonly paragraphs: readonly Paragraph[];
  /** Running text beside the story that was not taken, in order. */
  readonly leftOut: readonly string[];
}

/**
 * What the search for the article took (`taken`), with what it wrongly left out put back at its place: standfirsts, key points
 * and bylines between headline and story, and the paper's notes of correction anywhere. Other running text is told.
 */
export function completed(whole: readonly PlacedParagraph[], taken: readonly Paragraph[], headline: string | null): Completed {
  const places = placesOf(whole, taken);
  const known = places.filter((place) => place !== null);
  const [from, to] = [known[0], known.at(-1)];
  if (from === undefined || to === undefined) return { paragraphs: taken, leftOut: [] };
  const head = headline === null ? -1 : whole.findIndex(({ text }, index) => index < from && text === headline);
  const isTaken = new Set(known);
  const page = new Page(whole, taken, scopeOf([whole[head], whole[from], whole[to]]), whole[from]?.element ?? null);
  const back = new Map<number, Paragraph>();
  const leftOut: string[] = [];
  for (const [index, paragraph] of whole.entries()) {
    if (isTaken.has(index) || index <= head || paragraph.text === headline) continue;
    const kept = page.judge(paragraph, head >= 0 && index < from);
    if (kept === 'told') leftOut.push(paragraph.text);
    else if (kept !== null) back.set(index, kept);
  }
  return { paragraphs: merged(taken, places, back), leftOut: [...new Set(leftOut)] };
}

/** Where each paragraph of the story stands on the page, in order; null where it is not found as it is. */
function placesOf(whole: readonly PlacedParagraph[], taken: readonly Paragraph[]): (number | null)[] {
  const indexes = new Map<string, number[]>();
  for (const [index, { text }] of whole.entries()) {
    const same = indexes.get(text);
    if (same === undefined) indexes.set(text, [index]);
    else same.push(index);
  }
  let last = -1;
  return taken.map(({ text }) => {
    const place = indexes.get(text)?.find((index) => index > last);
    if (place === undefined) return null;
    last = place;
    return place;
  });
}

function merged(taken: readonly Paragraph[], places: readonly (number | null)[], back: ReadonlyMap<number, Paragraph>): Paragraph[] {
  const after = new Map<number, Paragraph[]>();
  for (const [index, paragraph] of back) {
    const at = places.findLastIndex((place) => place !== null && place < index);
    after.set(at, [...(after.get(at) ?? []), paragraph]);
  }
  return [...(after.get(-1) ?? []), ...taken.flatMap((paragraph, at) => [paragraph, ...(after.get(at) ?? [])])];
}

/** The innermost element that holds the headline and the story. */
function scopeOf(paragraphs: readonly (PlacedParagraph | undefined)[]): Element | null {
  const elements = paragraphs.flatMap((paragraph) => (paragraph?.element ? [paragraph.element] : []));
  let scope = elements[0] ?? null;
  while (scope !== null && !elements.every((element) => scope?.contains(element))) scope = scope.parentElement;
  return scope;
}

class Page {
  private readonly story: string;
  private readonly rules;
  private lookedFor = 0;

  constructor(
    whole: readonly PlacedParagraph[],
    taken: readonly Paragraph[],
    private readonly scope: Element | null,
    private readonly begin: Element | null,
  ) {
    this.story = taken.map(({ text }) => text).join('\n');
    this.rules = pageRulesOf(this.story === '' ? whole.map(({ text }) => text).join('\n') : this.story);
  }

  /** The paragraph as it is put back, "told" where it is named, or null for what is no part of the article. */
  judge(paragraph: PlacedParagraph, beforeStory: boolean): Paragraph | 'told' | null {
    const { text, element, linked } = paragraph;
    const { names, tags } = around(element);
    const kind = kindByWords(text, this.rules);
    const words = countWords(text);
    if (words === 0 || tags.has('nav') || tags.has('form') || FURNITURE.test(names)) return null;
    if (beforeStory && kind === 'byline') return this.isNew(text) ? { kind, text } : null;
    if (linked > LINKED_MAX) return null;
    const isNote = kind === 'correction' || (CORRECTION.test(names) && words >= 4 && isFinished(text));
    if (isNote) return this.isNew(text) ? { kind: 'correction', text } : null;
    if (kind !== null && kind !== 'quote' && kind !== 'body') return null;
    if (OF_THE_PAGE.test(text) || paragraph.kind === 'caption' || tags.has('footer') || tags.has('figure')) return null;
    const isRunning = words >= RUNNING_WORDS && isFinished(text);
    const isStandfirst = beforeStory && (isRunning || (STANDFIRST.test(names) && (words >= 2 || paragraph.kind === 'subhead')));
    if (isStandfirst && !tags.has('aside')) {
      return this.isNew(text) ? { kind: paragraph.kind === 'headline' ? 'subhead' : paragraph.kind, text } : null;
    }
    return isRunning && this.holds(element, tags) && this.isNew(text) ? 'told' : null;
  }

  private holds(element: Element | null, tags: ReadonlySet<string>): boolean {
    if (element === null || this.scope?.contains(element) !== true) return false;
    const isWholePage = /^(?:body|html)$/i.test(this.scope.nodeName);
    return !(isWholePage && (tags.has('aside') || tags.has('header'))) && !this.isTeaser(element);
  }

  /** Words under a heading that leads to another page are of that page. */
  private isTeaser(element: Element): boolean {
    let at: Element | null = element;
    for (let level = 0; at !== null && level < 4 && !at.contains(this.begin); level++, at = at.parentElement)
      if (at.querySelector('h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4') !== null) return true;
    return false;
  }

  private isNew(text: string): boolean {
    return ++this.lookedFor <= LOOKED_FOR && !this.story.includes(text);
  }
}

/** The names that the page gives to what a paragraph stands in, and the elements; those of the whole page or article do not count. */
function around(element: Element | null): { readonly names: string; readonly tags: ReadonlySet<string> } {
  const names: string[] = [];
  const tags = new Set<string>();
  for (let at = element; at !== null && !/^(?:body|html|main|article)$/i.test(at.nodeName); at = at.parentElement) {
    tags.add(at.nodeName.toLowerCase());
    for (const name of ['class', 'id', 'itemprop', 'data-gu-name', 'data-testid', 'data-component', 'role'])
      names.push(at.getAttribute(name) ?? '');
  }
  return { names: names.join(' ').replace(/(\p{Ll})(?=\p{Lu})/gu, '$1-'), tags };
}
