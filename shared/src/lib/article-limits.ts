/** Characters of one article as it is frozen, after normalising; offsets and marks stay quick up to there. */
export const ARTICLE_MAX = 1_000_000;
/** Characters of what is sent to become one: white space and markup that is cleaned away may be as much again. */
export const SENT_MAX = 2_000_000;

/** The sentence for a text of `length` characters that is over the limit. */
export function tooLongWords(length: number, limit = ARTICLE_MAX): string {
  return `An article may have up to ${limit.toLocaleString('en')} characters; this has ${length.toLocaleString('en')}.`;
}
