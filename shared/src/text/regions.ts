import { CodePoints } from './code-points.js';
import { countWords } from './normalise.js';
import type { MarkedParagraph, Region, RegionKind } from './region.js';

/** One paragraph with what the rules look at. */
interface Paragraph {
  readonly text: string;
  readonly words: number;
  /** Ends as a sentence does. */
  readonly finished: boolean;
}

/**
 * Cuts normalised text into regions, a paragraph each. The kind is what the page's markup told, where it told one, and else
 * judged from the text alone. A person may correct it (AR3).
 */
export function regionsOf(text: string, marked: readonly MarkedParagraph[] = []): Region[] {
  if (text === '') return [];
  const points = new CodePoints(text);
  const paragraphs = text.split('\n').map(paragraphOf);
  const kinds = kindsOf(paragraphs, new Map(marked.map(({ kind, text: words }) => [words, kind])));
  const regions: Region[] = [];
  let unit = 0;
  for (const [index, paragraph] of paragraphs.entries()) {
    const end = unit + paragraph.text.length;
    regions.push({ start: points.toPoints(unit), end: points.toPoints(end), kind: kinds[index] ?? 'body', corrected: false });
    unit = end + 1;
  }
  return regions;
}

function paragraphOf(text: string): Paragraph {
  return { text, words: countWords(text), finished: /[.!?…؟۔。！？:;,]["'”’»)\]]*$/u.test(text) };
}

function kindsOf(paragraphs: readonly Paragraph[], marked: ReadonlyMap<string, RegionKind>): RegionKind[] {
  const kinds: (RegionKind | null)[] = paragraphs.map(
    (paragraph, index) => marked.get(paragraph.text) ?? ownKind(paragraph, index, paragraphs.length),
  );
  repeatCaptions(paragraphs, kinds);
  // A page that tells its headline tells its story too: nothing of it is guessed to be around the story by its place.
  if ([...marked.values()].includes('headline')) return kinds.map((kind) => kind ?? 'body');
  const bodyFrom = firstBody(paragraphs, kinds);
  for (let index = 0; index < bodyFrom; index++) {
    const paragraph = paragraphs[index];
    if (kinds[index] === null && paragraph !== undefined) kinds[index] = beforeBody(paragraph, kinds.slice(0, index));
  }
  markTail(paragraphs, kinds, bodyFrom);
  markSubheads(paragraphs, kinds, bodyFrom);
  return kinds.map((kind) => kind ?? 'body');
}

/** What a paragraph is by its own words, or null where only its place can tell. */
function ownKind(paragraph: Paragraph, index: number, count: number): RegionKind | null {
  if (isFurniture(paragraph)) return 'boilerplate';
  if (isCaption(paragraph)) return 'caption';
  if (isCorrection(paragraph)) return 'correction';
  if ((isByline(paragraph) || isDateline(paragraph)) && index < 8) return 'byline';
  if (isBlockQuote(paragraph) && index > 0) return 'quote';
  if (isAuthorNote(paragraph) && index >= count - 4 && index > 0) return 'boilerplate';
  return null;
}

const FURNITURE = [
  /^(?:the )?(?:most (?:popular|read|viewed|shared|commented)|popular (?:now|stories|posts)|trending(?: now)?|editor[’']?s[’']? picks?)\b/i,
  /^(?:read|see|watch|learn|find out|view|load|show) (?:more|also|next|this|full|all)\b/i,
  /^(?:also (?:read|see)|related(?: (?:articles?|stories|posts|topics|content|news))?|more (?:from|on|about|stories|news)|recommended|you (?:may|might) (?:also )?like|up next|don[’']?t miss|in case you missed it)\b/i,
  /^(?:advertis(?:e|ing|ement)s?|sponsored|promoted|paid (?:post|content)|continue reading|story continues|article continues|skip (?:to|advert))\b/i,
  /^(?:subscribe|sign (?:up|in)|log ?in|register|join (?:us|our|the)|become a (?:member|subscriber)|support (?:us|our)|donate|newsletter|get (?:the|our) )/i,
  /^(?:share(?: (?:this|on|via))?|follow (?:us|me)|tweet|facebook|twitter|whatsapp|telegram|linkedin|e-?mail|print|copy link|comments?|leave a (?:reply|comment)|click here|download (?:the|our) app)\b/i,
  /^(?:©|\(c\)|copyright\b|all rights reserved|terms (?:of|and)|privacy policy|cookie)/i,
  /\ball rights reserved\b/i,
  /^(?:tags?|topics?|filed under|categories|keywords)\s*:/i,
];

/** Navigation and notices around an article. Sentences of some length are the article's own, whatever they begin with. */
function isFurniture({ text, words, finished }: Paragraph): boolean {
  if (words === 0) return true;
  const label = /:$/.test(text) || !finished;
  const short = words <= 8 ? label || words <= 4 : words <= 14 && !finished;
  if (/\ball rights reserved\b|^©/i.test(text) && words <= 60) return true;
  return short && FURNITURE.some((pattern) => pattern.test(text));
}

const CREDIT =
  /\((?:[^()]*\b(?:AP|AFP|Reuters|EPA|DPA|UPI|ANSA|TASS|Xinhua|IRNA|SANA|Getty(?: Images)?|Flash ?90|Shutterstock|iStock|Alamy|Wikimedia|Maxar|Planet Labs|photos?|images?|picture|screen ?(?:shot|grab|capture)|courtesy|handout|file|pool|via|credit|illustrati(?:on|ve)|Twitter|Facebook|Telegram|YouTube|CC BY)\b[^()]*)\)["”’.]?$/i;
const SHOWN =
  /^(?:in )?(?:this|an?|the) (?:undated |handout |file |satellite |aerial |illustrative |combination )*(?:photo(?:graph)?|picture|image|screen ?(?:shot|grab)|frame|video still|combination)\b/i;
const LABELLED =
  /^(?:photos?|pictures?|images?|captions?|credits?|illustrative(?: photo| image)?|file(?: photo)?|archive)(?: (?:credits?|by|courtesy))?\s*:/i;
const POSED =
  /\b(?:second (?:from )?(?:right|left)|(?:far|back|front|top|bottom) (?:right|left)|cent(?:er|re),|\((?:L|R|C|left|right|cent(?:er|re))\)|pictured (?:here|above|left|right)|seen here)\b/;

/** What stands under a picture: a credit in brackets at its end, or words that only make sense beside a picture. */
function isCaption({ text, words }: Paragraph): boolean {
  if (words > 90) return false;
  if (CREDIT.test(text) || LABELLED.test(text)) return true;
  const creditedAtEnd = /\([^()]{3,60}\)$/.test(text);
  return (SHOWN.test(text) && (creditedAtEnd || words <= 50)) || (POSED.test(text) && creditedAtEnd);
}

const NAME = String.raw`\p{Lu}[\p{L}’'.\-]+(?: (?:(?:al|bin|ben|de|del|der|di|du|el|la|le|van|von)[ -])?\p{Lu}[\p{L}’'.\-]*){0,4}`;
const BY = new RegExp(`^(?:by|von|par|por|di|written by|reported by|text by)[: ]+${NAME}`, 'iu');
const DATE =
  /^(?:(?:published|updated|posted|last (?:updated|modified)|first published)\b.*\d|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)/i;

function isByline({ text, words }: Paragraph): boolean {
  if (words > 24 || /[.!?]["”’]? \p{Lu}\p{Ll}+ \p{Ll}/u.test(text)) return false;
  return (
    (BY.test(text) && words <= 18) ||
    (DATE.test(text) && words <= 14) ||
    /^(?:staff (?:writer|reporter)|\d+ min(?:ute)?s? read)\b/i.test(text)
  );
}

/** "BEIRUT, Oct. 9 —" or "TEL AVIV, Israel (AP) —" on a line of its own. */
function isDateline({ text, words }: Paragraph): boolean {
  return words <= 8 && /^\p{Lu}{2}[\p{Lu} .’'-]*(?:, [\p{L}\p{N} .]+)?(?: \([\p{L} ]{2,12}\))? ?[—–-]$/u.test(text);
}

const CORRECTION = [
  /^(?:corrections?|corrected|clarifications?|editor[’']?s[’']? note|korrektur|berichtigung|rectificatif|corrección|fe de erratas|rettifica|исправление|תיקון|הבהרה|تصحيح|توضيح|更正|訂正)\s*(?:\([^()]{1,40}\)\s*)?[:：,–—-]/iu,
  /^(?:an earlier|a previous|the original) version of this (?:article|story|report|post|headline|caption)\b/i,
  /^this (?:article|story|report|post|headline) (?:was|has been) (?:amended|corrected|updated|changed|edited)\b/i,
];

/** The paper's own note that something was printed wrong. */
function isCorrection({ text, words }: Paragraph): boolean {
  return words >= 4 && words <= 150 && CORRECTION.some((pattern) => pattern.test(text));
}

/** Somebody's words alone, from the first mark to the last, without a word of who says so. */
function isBlockQuote({ text, words }: Paragraph): boolean {
  return words >= 8 && (/^“[^“”]+”$/u.test(text) || /^"[^"]+"$/u.test(text) || /^«[^«»]+»$/u.test(text) || /^„[^„“”]+[“”]$/u.test(text));
}

/** "… is a correspondent in …", "The … Staff is a team of journalists": about the author, not about the matter. */
function isAuthorNote({ text, words }: Paragraph): boolean {
  if (words > 70) return false;
  const trade = `(?:journalists?|reporters?|correspondents?|(?:senior |staff |contributing |freelance )*(?:writer|editor|columnist)s?|analyst at|fellow at|bureau chief|desk)`;
  return (
    new RegExp(String.raw`\b(?:is|was|are|has been) (?:an?|the|our|one of)\b[^.]{0,60}\b${trade}\b`, 'i').test(text) ||
    /\b(?:contributed to this (?:report|article|story)|with (?:files|reporting|additional reporting) (?:from|by)|(?:agencies|staff) contributed)\b/i.test(
      text,
    )
  );
}

/** A caption that is printed twice is one twice, even where its credit was lost once. */
function repeatCaptions(paragraphs: readonly Paragraph[], kinds: (RegionKind | null)[]): void {
  const stem = (text: string): string => text.replace(/\s*\([^()]*\)["”’.]?$/, '').toLowerCase();
  const captions = new Set(paragraphs.filter((_, index) => kinds[index] === 'caption').map(({ text }) => stem(text)));
  for (const [index, { text }] of paragraphs.entries()) if (kinds[index] === null && captions.has(stem(text))) kinds[index] = 'caption';
}

/** The first paragraph of the story itself: a finished sentence of some length. Without one, everything counts as the story. */
function firstBody(paragraphs: readonly Paragraph[], kinds: readonly (RegionKind | null)[]): number {
  const found = paragraphs.findIndex(
    ({ words, finished, text }, index) =>
      kinds[index] === 'body' || (kinds[index] === null && (words > 40 || (finished && words >= 8 && !/[:;,]$/.test(text)))),
  );
  return Math.max(found, 0);
}

/** Before the story stand its headline, what runs under it, and who wrote it. */
function beforeBody(paragraph: Paragraph, earlier: readonly (RegionKind | null)[]): RegionKind {
  const headlines = earlier.filter((kind) => kind === 'headline').length;
  if (headlines === 0) return paragraph.words <= 2 && /:$/.test(paragraph.text) ? 'boilerplate' : 'headline';
  if (headlines < 3 && paragraph.words >= 5) return 'headline';
  return new RegExp(`^${NAME}(?:(?:,| and|;) ${NAME})*$`, 'u').test(paragraph.text) ? 'byline' : 'boilerplate';
}

/** After the last finished paragraph come leftovers of the page: labels, names of other stories. */
function markTail(paragraphs: readonly Paragraph[], kinds: (RegionKind | null)[], bodyFrom: number): void {
  for (let index = paragraphs.length - 1; index > bodyFrom; index--) {
    const paragraph = paragraphs[index];
    if (paragraph === undefined) return;
    if (kinds[index] !== null) continue;
    const ends = paragraph.finished && !/[:;,]$/.test(paragraph.text);
    if (ends || paragraph.words > 14) return;
    kinds[index] = 'boilerplate';
  }
}

/** Between two paragraphs of the story, a few words that end no sentence and stand above a long one. */
function markSubheads(paragraphs: readonly Paragraph[], kinds: (RegionKind | null)[], bodyFrom: number): void {
  for (let index = bodyFrom + 1; index < paragraphs.length - 1; index++) {
    const [paragraph, next] = [paragraphs[index], paragraphs[index + 1]];
    if (paragraph === undefined || next === undefined || kinds[index] !== null) continue;
    const above = kinds[index + 1] === null && next.words >= 15 && next.finished;
    const label = !paragraph.finished && paragraph.words >= 1 && paragraph.words <= 10 && !/^[\p{Ll}–—•*-]/u.test(paragraph.text);
    if (above && label) kinds[index] = 'subhead';
  }
}

/** A title to propose: the headline, else the first words of the story. */
export function proposeTitle(text: string, regions: readonly Region[]): string {
  const points = new CodePoints(text);
  const region = regions.find(({ kind }) => kind === 'headline') ??
    regions.find(({ kind }) => kind === 'body') ??
    regions[0] ?? { start: 0, end: 0 };
  const words = points.slice(region.start, region.end);
  if (words.length <= 140) return words;
  const cut = words.slice(0, 90);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40)).replace(/[\s,;:.–—-]+$/u, '')}…`;
}
