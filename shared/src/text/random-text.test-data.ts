/** A repeatable stream of numbers in [0, 1) (mulberry32): a failing test prints its seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PIECES = [
  ...'abcdefgh  éüßçñ“”’…—,.;:!?()&\n\n\r\t'.split(''),
  '😀',
  '👩\u200d🚀',
  'e\u0301',
  '\u200b',
  '\u00a0',
  'عربي',
  '中文。',
  'Oct. 7',
  'U.S.',
  'The ',
];

/** Up to 120 pieces of everything that makes text hard. */
export function randomText(random: () => number): string {
  let text = '';
  for (let left = Math.floor(random() * 120); left > 0; left--) text += PIECES[Math.floor(random() * PIECES.length)] ?? '';
  return text;
}

const WORDS =
  'council harbour minister bridge report vote river strike budget letter witness school railway storm museum border captain garden market' +
  ' signal archive painter valley engine treaty orchard lantern compass ferry tunnel';

/** Paragraphs of made-up but regular sentences. */
export function randomArticle(random: () => number, sentences: number): string {
  const words = WORDS.split(' ');
  const pick = (): string => words[Math.floor(random() * words.length)] ?? 'word';
  let text = '';
  for (let count = 0; count < sentences; count++) {
    const length = 6 + Math.floor(random() * 12);
    const sentence = Array.from({ length }, pick).join(' ');
    text += `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.${random() < 0.2 ? '\n' : ' '}`;
  }
  return text.trim();
}
