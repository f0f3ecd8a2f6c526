const WORDS_MAX = 60;

/** Public address of a claim: its first words and the start of its id. Kept for ever once given. */
export function slugOf(claimId: string, wording: string): string {
  const words = wording
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return [cutAtWord(words), claimId.slice(0, 8)].filter((part) => part !== '').join('-');
}

function cutAtWord(words: string): string {
  if (words.length <= WORDS_MAX) return words;
  const end = words.lastIndexOf('-', WORDS_MAX);
  return words.slice(0, end > 0 ? end : WORDS_MAX);
}
