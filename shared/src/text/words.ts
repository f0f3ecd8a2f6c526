/** Scripts that put no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const RUNS = /[\p{L}\p{N}\p{M}]{2,}/gu;

/** The words of a text in small letters, as a set. Where a script puts no space between words, pairs of letters stand for them. */
export function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const run of text.toLowerCase().match(RUNS) ?? []) {
    if (!UNSPACED.test(run)) {
      words.add(run);
      continue;
    }
    const letters = [...run];
    for (let at = 0; at + 1 < letters.length; at++) words.add(`${letters[at]}${letters[at + 1]}`);
  }
  return words;
}

/** Whether a place, in code units, lies inside a word of a script that puts spaces between words. */
export function isWordInside(text: string, unit: number): boolean {
  const before = characterBefore(text, unit);
  const after = String.fromCodePoint(text.codePointAt(unit) ?? 0x20);
  return isLetter(before) && isLetter(after) && !UNSPACED.test(before) && !UNSPACED.test(after);
}

/** The word that a place, in code units, lies inside of; null where it lies between words. */
export function wordAround(text: string, unit: number): { start: number; end: number } | null {
  if (!isWordInside(text, unit)) return null;
  let start = unit;
  let end = unit;
  while (start > 0 && isWordInside(text, start)) start -= characterBefore(text, start).length;
  while (end < text.length && isWordInside(text, end)) end += String.fromCodePoint(text.codePointAt(end) ?? 0x20).length;
  return { start, end };
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{N}\p{M}]/u.test(character);
}

function characterBefore(text: string, unit: number): string {
  const low = text[unit - 1] ?? ' ';
  return low >= '\udc00' && low <= '\udfff' ? `${text[unit - 2] ?? ''}${low}` : low;
}
