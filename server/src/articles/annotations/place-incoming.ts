import type { IncomingAnnotation } from '#shared/document/web-annotation/read.js';
import type { Quote } from '#shared/document/web-annotation/target/selectors.js';
import type { ImportOutcome } from '#shared/protocol/reading.js';
import type { Anchor } from '#shared/text/anchor.js';
import { AnchorText, type Found } from '#shared/text/anchors.js';
import { normaliseText } from '#shared/text/normalise.js';

export interface Placed {
  readonly outcome: ImportOutcome;
  /** As a sentence, for whoever imports. */
  readonly reason: string;
  /** Where the mark is made; null where none is. */
  readonly anchor: Anchor | null;
}

/** What is in the article already. */
export const KNOWN: Placed = { outcome: 'known', reason: 'It is here already; nothing was changed.', anchor: null };

/** What the importer took back. */
export const AGAIN: Placed = { outcome: 'exact', reason: 'You had taken it back; it stands again where it stood.', anchor: null };

const NOT_HERE: Placed = { outcome: 'orphan', reason: 'No place of the text is like it. Nothing was marked.', anchor: null };

/** No place: a quote that comes without its position is looked for by its words alone. */
const NOWHERE = -1;
/** Words that stand in more places are looked at in so many of them. */
const OCCURRENCES_MAX = 500;

/** The text of a version, made ready once for what comes in. */
export class PageText {
  readonly anchors: AnchorText;
  /** The same text, of the same length, on one line. */
  private readonly line: string;

  constructor(readonly text: string) {
    this.anchors = new AnchorText(text);
    this.line = text.replaceAll('\n', ' ');
  }

  /** The words as they stand here, where they differ in nothing but ends of lines; each way of writing them once. */
  writings(words: string): string[] {
    const wanted = words.replaceAll('\n', ' ').trim();
    const found = new Set<string>();
    for (let at = this.line.indexOf(wanted), n = 0; at >= 0 && n < OCCURRENCES_MAX; at = this.line.indexOf(wanted, at + 1), n++) {
      found.add(this.text.slice(at, at + wanted.length));
    }
    return [...found];
  }
}

/**
 * Where an annotation that comes in stands in the text: at its position where its words are there and nothing that comes with it
 * says otherwise, else where its words and what stood around them are found. Both are compared in the form in which texts are
 * frozen: white space and invisible characters are no difference. What is marked has the surroundings of this text.
 */
export function placeIncoming(page: PageText, incoming: IncomingAnnotation): Placed {
  const { position } = incoming;
  const frozen = frozenForm(incoming);
  const quote = trimmed(frozen);
  if (quote.exact === '') return NOT_HERE;
  if (quote.exact !== frozen.exact && page.text.includes(frozen.exact)) return placeQuote(page.anchors, frozen, position);
  const placed = page.writings(quote.exact).map((exact) => placeQuote(page.anchors, { ...quote, exact }, position));
  const stands = position === null ? undefined : placed.find(({ outcome }) => outcome === 'exact');
  const [only, ...others] = placed.filter(({ anchor, outcome }) => anchor !== null || outcome === 'ambiguous');
  if (stands === undefined && others.length > 0) return notTold(placed.length);
  return stands ?? only ?? placed[0] ?? placeQuote(page.anchors, quote, position);
}

/** Marks where the quote begins and ends, which no text holds: what stands around it decides which white space goes. */
const EDGE = '\u{f0000}';

/** The quote as it would have been frozen. What is quoted was read on a page: there are no references left to be decoded. */
function frozenForm({ exact, prefix, suffix }: Quote): Quote {
  const raw = [prefix, exact, suffix].map((part) => part.replaceAll(EDGE, '').replaceAll('&', '&amp;'));
  const [before = '', words = '', after = ''] = normaliseText(raw.join(EDGE)).split(EDGE);
  return { exact: words, prefix: before, suffix: after };
}

/** The white space at the ends of the quote stands around it. */
function trimmed({ exact, prefix, suffix }: Quote): Quote {
  const words = exact.trim();
  const at = exact.indexOf(words);
  return { exact: words, prefix: `${prefix}${exact.slice(0, at)}`, suffix: `${exact.slice(at + words.length)}${suffix}` };
}

function placeQuote(text: AnchorText, { exact, prefix, suffix }: Quote, position: IncomingAnnotation['position']): Placed {
  const start = position?.start ?? NOWHERE;
  const end = start + [...exact].length;
  const stands = position !== null && end <= text.points.length && text.points.slice(start, end) === exact;
  if (stands && prefix === '' && suffix === '') return atPosition(text, { start, end });
  const found = text.find({ start, end, exact, prefix, suffix });
  if (!stands || contradicts(found, start)) return placedBy(text, found, position !== null);
  return atPosition(text, { start, end });
}

function atPosition(text: AnchorText, { start, end }: { readonly start: number; readonly end: number }): Placed {
  return { outcome: 'exact', reason: 'Its words stand where it says.', anchor: text.anchorAt(start, end) };
}

/** Whether the quote with its surroundings is elsewhere, or may be: then two parts of the annotation say different things. */
function contradicts(found: Found, start: number): boolean {
  if (found.state === 'moved') return true;
  return found.state === 'ambiguous' && !found.candidates.some((one) => one.start === start);
}

function placedBy(text: AnchorText, found: Found, saysWhere: boolean): Placed {
  switch (found.state) {
    case 'exact':
    case 'moved':
      return {
        ...(saysWhere
          ? { outcome: 'moved', reason: 'Its words stand at another place than it says; it was found by its quote.' }
          : { outcome: 'exact', reason: 'Its words stand here; it says no position.' }),
        anchor: text.anchorAt(found.start, found.end),
      };
    case 'changed': {
      const alike = `${Math.floor(found.score * 100)} % alike`;
      if (found.confirm) {
        return { outcome: 'unsure', reason: `The closest words are only ${alike}: “${found.exact}”. Nothing was marked.`, anchor: null };
      }
      return {
        outcome: 'changed',
        reason: `Other words stand there now, ${alike}: “${found.exact}”.`,
        anchor: text.anchorAt(found.start, found.end),
      };
    }
    case 'ambiguous':
      return notTold(found.candidates.length);
    case 'orphan':
      return NOT_HERE;
  }
}

function notTold(places: number): Placed {
  return { outcome: 'ambiguous', reason: `It fits ${places} places about equally well. Nothing was marked.`, anchor: null };
}
