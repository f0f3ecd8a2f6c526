import { CodePoints } from '../code-points.js';
import { rulesOf } from '../languages/rules-of.js';
import type { Region } from '../region.js';
import { sentenceUnits } from '../sentences.js';
import { citationsIn } from '../tracing/citations.js';
import { wordsOf } from '../tracing/words.js';

/** A sentence that may be worth checking, by rules that say why; offsets in code points. Never more than a suggestion. */
export interface CheckWorthy {
  readonly start: number;
  readonly end: number;
  readonly score: number;
  /** "a figure", "a quotation". */
  readonly reasons: readonly string[];
}

interface Rule {
  readonly reason: string;
  readonly weight: number;
  readonly test: RegExp;
}

const RULES: readonly Rule[] = [
  {
    reason: 'a figure',
    weight: 0.35,
    test: /(?<![\p{L}\p{N}])\p{Nd}[\p{Nd}.,٬٫]*(?:\s?%| per ?cent| million| billion| thousand)?(?! (?:January|February|March|April|May|June|July|August|September|October|November|December))(?![\p{L}\p{N}])|\b(?:hundreds|thousands|dozens|millions) of\b|\bsome \d/u,
  },
  { reason: 'a quotation', weight: 0.25, test: /“[^”]{15,}”|«[^»]{15,}»|„[^“”]{15,}[“”]|"[^"]{15,}"/u },
  {
    reason: 'a superlative',
    weight: 0.25,
    test: /\b(?:first|last|largest|biggest|worst|deadliest|bloodiest|highest|lowest|most \p{Ll}+|never|always|only|unprecedented|record|since \d{4})\b/iu,
  },
  {
    reason: 'a named act',
    weight: 0.3,
    test: /\p{Lu}\p{L}+[^.]{0,40}\b(?:approved|ordered|planned|trained|funded|killed|attacked|launched|signed|met|paid|supplied|coordinated|directed|financed|assisted|helped|carried out|visited|struck|fired|banned|voted|arrested|gave|received)\b/u,
  },
];

const QUESTION_OR_OPINION = /\?\s*$|\b(?:I think|we believe|in my view|should|perhaps|hopefully)\b/iu;
const WORTHY_FROM = 0.45;

/** Sentences of the story that state something that can be true or false, the most telling ones; in the order of the text. */
export function checkWorthy(text: string, regions: readonly Region[], own: string | null): CheckWorthy[] {
  const points = new CodePoints(text);
  const cited = citationsIn(text, own, null);
  const { speech } = rulesOf(text);
  const found: CheckWorthy[] = [];
  for (const sentence of sentenceUnits(text)) {
    const start = points.toPoints(sentence.start);
    const region = regions.find((one) => one.start <= start && start < one.end);
    if (region !== undefined && region.kind !== 'body' && region.kind !== 'quote') continue;
    const words = text.slice(sentence.start, sentence.end);
    const count = wordsOf(words).length;
    if (count < 6 || count > 90 || QUESTION_OR_OPINION.test(words)) continue;
    const reasons = [...RULES, { reason: 'an attribution', weight: 0.3, test: speech }].filter(({ test }) => test.test(words));
    const names = cited.some(({ start: at }) => at >= sentence.start && at < sentence.end);
    const weights = [...reasons.map(({ weight }) => weight), ...(names ? [0.3] : [])];
    const score = Math.round((1 - weights.reduce((rest, weight) => rest * (1 - weight), 1)) * 100) / 100;
    if (score < WORTHY_FROM) continue;
    const said = [...reasons.map(({ reason }) => reason), ...(names ? ['a report that is named'] : [])];
    found.push({ start, end: points.toPoints(sentence.end), score, reasons: said });
  }
  return found;
}
