const WORDS_MAX = 60;

/** Public address of a claim: its first words and the start of its id. Kept for ever once given. */
export function slugOf(claimId: string, wording: string): string {
  const words = wording
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, WORDS_MAX)
    .replace(/^-+|-+$/g, '');
  return [words, claimId.slice(0, 8)].filter((part) => part !== '').join('-');
}
