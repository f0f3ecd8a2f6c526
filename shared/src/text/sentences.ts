import { CodePoints } from './code-points.js';

/** A stretch of text in code points, end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Titles, ranks, months and the like: a full stop after them ends no sentence when a name or number follows. */
const ABBREVIATIONS = new Set(
  (
    'adm al approx apr art aug ave bros brig capt cf cmdr co col corp cpl dec dept dr ed eds est etc feb fig fr fri gen gov hon inc ' +
    'jan jr jul jun lt ltd maj mar messrs mgr mon mr mrs ms mt mx no nos nov oct op p para pp pres prof pvt rep res rev sat sen sens ' +
    'sept sep sgt sq sr st sun thu thurs tue tues univ vol vs wed'
  ).split(' '),
);

/** What may stand between the full stop and the space: closing quotes and brackets. */
const CLOSERS = /["'”’»›)\]}]/;
const ENDS_ALWAYS = /[。！？؟۔]/;
const MAY_END = /[\n。！？؟۔.!?…]/g;

/** The sentences of the text, in order, without the white space around them. Every paragraph ends one. */
export function sentencesOf(text: string): Span[] {
  const points = new CodePoints(text);
  return sentenceUnits(text).map(({ start, end }) => ({ start: points.toPoints(start), end: points.toPoints(end) }));
}

/** The same in UTF-16 code units. */
export function sentenceUnits(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const close = (end: number): void => {
    const from = start + (text.slice(start, end).length - text.slice(start, end).trimStart().length);
    const to = end - (text.slice(start, end).length - text.slice(start, end).trimEnd().length);
    if (to > from) spans.push({ start: from, end: to });
    start = end;
  };
  const ends = new RegExp(MAY_END);
  for (let found = ends.exec(text); found !== null; found = ends.exec(text)) {
    const at = found.index;
    const character = found[0];
    const end = character === '\n' || ENDS_ALWAYS.test(character) ? at + 1 : endAfter(text, at);
    if (end === null) continue;
    close(end);
    ends.lastIndex = end;
  }
  close(text.length);
  return spans;
}

/** Where the sentence ends that the mark at `at` may end, or null where it goes on. */
function endAfter(text: string, at: number): number | null {
  let end = at + 1;
  while (/[.!?…]/.test(text[end] ?? '')) end++;
  const marks = text.slice(at, end);
  while (CLOSERS.test(text[end] ?? '')) end++;
  const rest = text.slice(end, end + 40);
  if (rest === '' || rest[0] === '\n') return end;
  if (!/^\s/.test(rest)) return gluedStart(text, at, rest) ? end : null;

  const next = rest.trimStart().replace(/^["'“‘«‹([{]+/, '');
  if (/^\p{Ll}/u.test(next)) return null;
  if (marks !== '.') return end;
  const word = /([\p{L}\p{N}.]*)$/u.exec(text.slice(Math.max(0, at - 24), at))?.[1] ?? '';
  if (/^\p{Lu}$/u.test(word)) return null;
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word)) return /^(?:\p{Lu}\p{L}*\s+)?\p{Lu}/u.test(next) && startsSentence(next) ? end : null;
  if (ABBREVIATIONS.has(word.toLowerCase()) && /^[\p{Lu}\p{N}]/u.test(next)) return null;
  return end;
}

/** After "U.S." a capital may go on with a name or begin anew; small words at the front tell that it begins. */
function startsSentence(next: string): boolean {
  return /^(?:A|An|And|As|At|But|For|He|Her|His|However|If|In|It|Its|On|One|She|So|Some|That|The|Their|There|These|They|This|Those|We|When|While|With|You)\b/.test(
    next,
  );
}

/** Machine-translated text loses spaces: "the border.The army". Addresses ("example.Com") and numbers do not count. */
function gluedStart(text: string, at: number, rest: string): boolean {
  return /^["'“‘«]?\p{Lu}\p{Ll}|^["“«]?\p{Lu}\s/u.test(rest) && /\p{Ll}{2}$|\d{4}$|[”’"»)]$/u.test(text.slice(Math.max(0, at - 4), at));
}
