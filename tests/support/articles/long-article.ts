// A long article of our own making: sentences of common words in paragraphs. The same seed gives the same text.
const NOUNS = 'minister report bridge council meeting letter newspaper village river engineer spokesman budget hospital witness'.split(' ');
const VERBS = 'said denied confirmed described repaired visited closed opened questioned measured signed refused'.split(' ');
const ENDS = [
  'on Monday',
  'in the spring',
  'after the vote',
  'near the border',
  'according to the paper',
  'for the third time',
  'last year',
];

/** Whole numbers below a bound, the same ones for the same seed. */
function seeded(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** A text of at least so many words, in paragraphs of three to six sentences. */
export function longArticle(words: number): string {
  const below = seeded(7);
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? '';
  const paragraphs: string[] = [];
  for (let written = 0; written < words; ) {
    const sentences = Array.from({ length: 3 + below(4) }, () => {
      const clauses = Array.from({ length: 1 + below(3) }, () => `the ${pick(NOUNS)} ${pick(VERBS)} the ${pick(NOUNS)} ${pick(ENDS)}`);
      const sentence = `${clauses.join(', and ')}.`;
      return sentence.charAt(0).toUpperCase() + sentence.slice(1);
    });
    const paragraph = sentences.join(' ');
    paragraphs.push(paragraph);
    written += paragraph.split(' ').length;
  }
  return paragraphs.join('\n\n');
}

export interface MarkedSpan {
  /** Offsets in the text, which has no characters of two units. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'note' | 'question';
}

/** Spans of three to ten whole words all over the text, in text order, none over the end of a paragraph; some overlap. */
export function spansOver(text: string, count: number): MarkedSpan[] {
  const below = seeded(11);
  const starts = [...text.matchAll(/\b\w/g)].map(({ index }) => index);
  return Array.from({ length: count }, (_, i): MarkedSpan => {
    const from = Math.floor((i / count) * (starts.length - 16)) + below(4);
    const start = starts[from] ?? 0;
    const line = text.indexOf('\n', start);
    const end = (starts[from + 3 + below(8)] ?? start + 2) - 1;
    return { start, end: line < 0 ? end : Math.min(end, line), kind: i % 3 === 0 ? 'question' : 'note' };
  }).filter(({ start, end }) => end > start);
}
