/** A word of a text: folded for comparing, with its place in UTF-16 code units. */
export interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** Scripts that put no space between words are compared by character. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}])[\p{L}\p{M}\p{N}])+(?:['’ʼ‘](?=\p{L})[\p{L}\p{M}]+)*/gu;

/** The words of a text in order. */
export function wordsOf(text: string, offset = 0): Word[] {
  return [...text.matchAll(WORD)].map((match) => ({
    folded: foldWord(match[0]),
    start: offset + match.index,
    end: offset + match.index + match[0].length,
  }));
}

/** Lower case, without accents and apostrophes: "Qa’ani" and "qaani" are one; so are Arabic and Persian forms of a letter. */
export function foldWord(word: string): string {
  const plain = word.toLowerCase();
  return /^[a-z0-9]*$/.test(plain)
    ? plain
    : plain
        .normalize('NFKD')
        .replace(/[\p{M}'’ʼ‘ʿʾ]+/gu, '')
        .replace(/[يى]/g, 'ی')
        .replace(/ك/g, 'ک')
        .toLowerCase();
}

/** Words that stand in every text of a language and tell nothing. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    'a an and are as at be been but by for from had has have he her his if in into is it its of on or our she so than that the their them ' +
    'then there these they this to was we were what when where which who will with would could over under about after before said says ' +
    'saying also here more most some such only other between because through during against not no out up all any can do did being ' +
    'according report reported reports told one two three new last year years'
  ).split(' '),
);
