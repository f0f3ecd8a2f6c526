import { CodePoints } from './code-points.js';
import { pageRulesOf } from './languages/rules-of.js';
import type { Region } from './region.js';

export const ARTEFACT_KINDS = ['glued-words', 'doubled-words', 'missing-headline'] as const;
export type ArtefactKind = (typeof ARTEFACT_KINDS)[number];

/** A place where a machine may have damaged the text before it came here; offsets in code points. The text stays as it is (AR6). */
export interface Artefact {
  readonly start: number;
  readonly end: number;
  readonly kind: ArtefactKind;
  readonly why: string;
}

/** A place in code units, while it is looked for. */
interface Found {
  readonly at: number;
  readonly length: number;
  readonly kind: ArtefactKind;
  readonly why: string;
}

/** Possible artefacts of normalised text, in order, none inside another. Nothing but a flag: whether it is one, a person sees. */
export function artefactsOf(text: string, regions: readonly Region[]): Artefact[] {
  const points = new CodePoints(text);
  const found = [...gluedInside(text), ...gluedEnds(text), ...gluedSentences(text), ...doubled(text)];
  found.sort((a, b) => a.at - b.at || b.length - a.length);
  const artefacts: Artefact[] = missingHeadline(text, regions, points);
  let covered = 0;
  for (const { at, length, kind, why } of found) {
    if (at < covered) continue;
    covered = at + length;
    artefacts.push({ start: points.toPoints(at), end: points.toPoints(covered), kind, why });
  }
  return artefacts;
}

const SMALL_WORDS = new Set(
  'a an and are as at but by for from has have he her his if in into is it its of on or that the their they this to was were which who will with'.split(
    ' ',
  ),
);
/** Small words that end no ordinary word of English, or so few that they stand in `WHOLE`. */
const ENDINGS = ['the', 'and', 'which', 'that', 'from', 'their', 'with'];
const WHOLE =
  /^(?:goethe|blythe|smythe|forsythe|marathe|forthwith|herewith|therewith|wherewith|seethe|soothe|breathe|clothe|loathe|scathe)$/i;

/** "theIran", "HamasIsrael": a capital inside a word, where both parts are words. */
function gluedInside(text: string): Found[] {
  const known = new Set(text.match(/(?<![\p{L}\p{N}])\p{L}[\p{Ll}\p{M}]+(?![\p{L}\p{N}])/gu));
  const found: Found[] = [];
  for (const match of text.matchAll(/(?<![\p{L}\p{N}])(\p{L}[\p{Ll}\p{M}]*)(\p{Lu}[\p{Ll}\p{M}]+)(?![\p{L}\p{N}])/gu)) {
    const [whole, first = '', second = ''] = match;
    const small = first.length > 1 && SMALL_WORDS.has(first);
    const both = known.has(first) && (known.has(second) || known.has(second.toLowerCase())) && first.length > 2 && second.length > 1;
    if ((small && second.length > 2) || both) found.push(glued(match.index, whole, first, second));
  }
  return found;
}

/** "Brigadesthe": a small word at the end of a name, where the name stands elsewhere without it, or nobody is called so. */
function gluedEnds(text: string): Found[] {
  const names = new Map<string, number>();
  for (const [name] of text.matchAll(/(?<![\p{L}\p{N}])\p{Lu}[\p{Ll}\p{M}]+(?![\p{L}\p{N}])/gu))
    names.set(name, (names.get(name) ?? 0) + 1);
  const found: Found[] = [];
  for (const match of text.matchAll(/(?<![\p{L}\p{N}])(\p{Lu}[\p{Ll}\p{M}]{3,}?)(the|and|which|that|from|their|with)(?![\p{L}\p{N}])/gu)) {
    const [whole, name = '', ending = ''] = match;
    if (WHOLE.test(whole) || !ENDINGS.includes(ending)) continue;
    const stranger = ending === 'the' && name.length >= 5 && names.get(whole) === 1;
    if (names.has(name) || stranger) found.push(glued(match.index, whole, name, ending));
  }
  return found;
}

/** "the attack.The army": no space after the end of a sentence. */
function gluedSentences(text: string): Found[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}.@/])(\p{L}[\p{Ll}\p{M}]+[.!?]["”’]?)(\p{Lu}[\p{Ll}\p{M}]+)(?![\p{L}\p{N}.@/])/gu)].map(
    (match) => glued(match.index, match[0], match[1] ?? '', match[2] ?? ''),
  );
}

function glued(at: number, whole: string, first: string, second: string): Found {
  return { at, length: whole.length, kind: 'glued-words', why: `A space may be missing: “${first} ${second}”.` };
}

/** "the the", "Ismail Haniyeh Ismail Haniyeh", "Hamas and Hamas Hezbollah". */
function doubled(text: string): Found[] {
  const pages = pageRulesOf(text);
  const word = String.raw`\p{L}[\p{L}\p{M}’'-]*`;
  const again = new RegExp(String.raw`(?<![\p{L}\p{N}’'-])(${word}(?: ${word}){0,3}) \1(?![\p{L}\p{M}\p{N}’'-])`, 'gu');
  const joined = /(?<![\p{L}\p{N}’'-])(\p{Lu}[\p{L}\p{M}]{2,}) (?:and|or) \1(?= \p{Lu})/gu;
  const found: Found[] = [];
  for (const match of text.matchAll(again)) {
    if (!pages.some(({ twice: said }) => said.test(match[1] ?? ''))) found.push(twice(match.index, match[0], match[1] ?? ''));
  }
  for (const match of text.matchAll(joined)) found.push(twice(match.index, match[0], match[1] ?? ''));
  return found;
}

function twice(at: number, whole: string, words: string): Found {
  return { at, length: whole.length, kind: 'doubled-words', why: `“${words}” stands here twice.` };
}

/** A story of some length that begins with its first sentence has lost its headline on the way. */
function missingHeadline(text: string, regions: readonly Region[], points: CodePoints): Artefact[] {
  const first = regions[0];
  if (first === undefined || regions.length < 3 || regions.some(({ kind }) => kind === 'headline')) return [];
  const words = /^\S+(?: \S+){0,3}/u.exec(points.slice(first.start, first.end))?.[0] ?? '';
  const end = first.start + new CodePoints(words).length;
  return text === '' ? [] : [{ start: first.start, end, kind: 'missing-headline', why: 'The text begins without a headline.' }];
}
