import { CodePoints } from './code-points.js';
import { NAME, type PageRules } from './languages/rules/language-rules.js';
import { pageRulesOf } from './languages/rules-of.js';
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
  const kinds = kindsOf(paragraphs, new Map(marked.map(({ kind, text: words }) => [words, kind])), pageRulesOf(text));
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

function kindsOf(paragraphs: readonly Paragraph[], marked: ReadonlyMap<string, RegionKind>, pages: readonly PageRules[]): RegionKind[] {
  const speakers = speakersOf(paragraphs, pages);
  const isLive = paragraphs.filter(({ text }) => HOUR.test(text)).length >= 2;
  const kinds: (RegionKind | null)[] = paragraphs.map((paragraph, index) => {
    const told = marked.get(paragraph.text);
    if (told !== undefined) return told;
    if (speakers.has(SPEAKER.exec(paragraph.text)?.[1] ?? '')) return kindBeside(paragraph, pages) ?? 'body';
    if (isLive && HOUR.test(paragraph.text)) return 'subhead';
    return ownKind(paragraph, pages, index, paragraphs.length);
  });
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
function ownKind(paragraph: Paragraph, pages: readonly PageRules[], index: number, count: number): RegionKind | null {
  const beside = kindBeside(paragraph, pages);
  if (beside !== null) return beside;
  if ((isByline(paragraph, pages) || isDateline(paragraph)) && index < 8) return 'byline';
  if (isBlockQuote(paragraph) && index > 0) return 'quote';
  if (isAuthorNote(paragraph) && index >= count - 4 && index > 0) return 'boilerplate';
  return null;
}

/** What stands beside a story, wherever it stands. */
function kindBeside(paragraph: Paragraph, pages: readonly PageRules[]): RegionKind | null {
  if (isFurniture(paragraph, pages)) return 'boilerplate';
  if (isCaption(paragraph, pages)) return 'caption';
  return isCorrection(paragraph, pages) ? 'correction' : null;
}

/** What one paragraph is by its words alone, wherever it stands; null for what may be the story. */
export function kindByWords(text: string, pages: readonly PageRules[]): RegionKind | null {
  return ownKind(paragraphOf(text), pages, 1, 2);
}

/** Whether a paragraph ends as a sentence does. */
export function isFinished(text: string): boolean {
  return /[.!?…؟۔。！？]["'”’»」』)\]]*$/u.test(text);
}

/** Navigation and notices around an article. Sentences of some length are the article's own, whatever they begin with. */
function isFurniture({ text, words, finished }: Paragraph, pages: readonly PageRules[]): boolean {
  if (words === 0) return true;
  const label = /:$/.test(text) || !finished;
  const short = words <= 8 ? label || words <= 4 : words <= 14 && !finished;
  if (words <= 60 && pages.some(({ rights }) => rights.test(text))) return true;
  if (words <= 30 && pages.some(({ readAlso }) => readAlso.test(text))) return true;
  return short && pages.some(({ furniture }) => furniture.some((pattern) => pattern.test(text)));
}

/** What stands under a picture: a credit in brackets at its end, or words that only make sense beside a picture. */
function isCaption({ text, words }: Paragraph, pages: readonly PageRules[]): boolean {
  if (words > 90) return false;
  if (pages.some(({ caption }) => caption.some((pattern) => pattern.test(text)))) return true;
  const creditedAtEnd = /\([^()]{3,60}\)$/.test(text);
  return pages.some(
    ({ shown }) =>
      shown !== null && ((shown.first.test(text) && (creditedAtEnd || words <= 50)) || (shown.posed.test(text) && creditedAtEnd)),
  );
}

function isByline({ text, words }: Paragraph, pages: readonly PageRules[]): boolean {
  if (words > 24 || /[.!?]["”’]? \p{Lu}\p{Ll}+ \p{Ll}/u.test(text)) return false;
  return pages.some(
    ({ byline, date }) => (words <= 18 && byline.test(text)) || (words <= 14 && date.some((pattern) => pattern.test(text))),
  );
}

/** "BEIRUT, Oct. 9 —" or "TEL AVIV, Israel (AP) —" on a line of its own. */
function isDateline({ text, words }: Paragraph): boolean {
  return words <= 8 && /^\p{Lu}{2}[\p{Lu} .’'-]*(?:, [\p{L}\p{N} .]+)?(?: \([\p{L} ]{2,12}\))? ?[—–-]$/u.test(text);
}

/** The paper's own note that something was printed wrong. */
function isCorrection({ text, words }: Paragraph, pages: readonly PageRules[]): boolean {
  return words >= 4 && words <= 150 && pages.some(({ correction }) => correction.some((pattern) => pattern.test(text)));
}

/** "CLERK: No." and "Q: Did you know?"; a label in other letters speaks where it speaks again. */
const SPEAKER = /^(\p{L}[\p{L}\p{M}\p{N}.’' -]{0,40}?)\s?[:：]\s?(?=\S)/u;

/** Who speaks in a transcript; nobody where the text is none: labels that come again, or capitals, on two lines and more. */
function speakersOf(paragraphs: readonly Paragraph[], pages: readonly PageRules[]): ReadonlySet<string> {
  const lines = new Map<string, number>();
  for (const paragraph of paragraphs) {
    const name = SPEAKER.exec(paragraph.text)?.[1];
    if (name === undefined || name.split(' ').length > 5 || kindBeside(paragraph, pages) !== null) continue;
    lines.set(name, (lines.get(name) ?? 0) + 1);
  }
  const speaking = [...lines].filter(([name, count]) => count >= 2 || /^\p{Lu}[\p{Lu}\p{N}.’' -]*$/u.test(name));
  const isTranscript = speaking.length >= 2 && speaking.some(([, count]) => count >= 2);
  return new Set(isTranscript ? speaking.map(([name]) => name) : []);
}

/** The hour of an entry of a live blog, alone on its line. */
const HOUR = /^(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s?(?:\p{Lu}{2,4}|Uhr))?$/u;

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

/** The first paragraph of the story itself: a finished sentence of some length, under a headline a short one too. Without one, everything counts as the story. */
function firstBody(paragraphs: readonly Paragraph[], kinds: readonly (RegionKind | null)[]): number {
  const found = paragraphs.findIndex(
    ({ words, finished, text }, index) =>
      kinds[index] === 'body' ||
      (kinds[index] === null &&
        (words > 40 || (finished && words >= 8 && !/[:;,]$/.test(text)) || (index > 0 && words >= 5 && /[.。۔]["”’»」)]*$/u.test(text)))),
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
    if (kinds[index] === 'body') return;
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
