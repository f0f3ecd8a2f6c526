import type { ClaimRowData } from '#shared/protocol/views.js';
import { foldedText } from '../desk.js';

export interface ClaimMatch {
  readonly claim: ClaimRowData;
  /** The words both hold, as printed in the claim: the reason it is offered. */
  readonly shared: readonly string[];
  readonly score: number;
}

const COMMON = new Set(
  'the and for that with was were has have had from this they their his her its are but not who which what when where been will would could into over under about after before said says according also than then there here more most some such only other between because through during against'.split(
    ' ',
  ),
);

/**
 * Claims that may state the same thing as `text`, best first: those that share its rarer words. Only an offer: whether two
 * claims have the same truth conditions is for a person to judge, so each match says why it is there.
 */
export function claimMatches(text: string, claims: readonly ClaimRowData[], limit = 6): ClaimMatch[] {
  const wanted = new Set(significantWords(text).map((word) => word.folded));
  if (wanted.size === 0) return [];
  const wordsOf = new Map(claims.map((claim) => [claim.id, significantWords(claim.wording)]));
  const frequency = new Map<string, number>();
  for (const words of wordsOf.values()) {
    for (const folded of new Set(words.map((word) => word.folded))) frequency.set(folded, (frequency.get(folded) ?? 0) + 1);
  }
  return claims
    .map((claim) => {
      const shared = new Map(
        (wordsOf.get(claim.id) ?? []).filter((word) => wanted.has(word.folded)).map((word) => [word.folded, word.printed]),
      );
      const score = [...shared.keys()].reduce((sum, folded) => sum + Math.log(1 + claims.length / (frequency.get(folded) ?? 1)), 0);
      return { claim, shared: [...shared.values()], score };
    })
    .filter((match) => match.shared.length >= Math.min(2, wanted.size))
    .sort((a, b) => b.score - a.score || a.claim.number - b.claim.number)
    .slice(0, limit);
}

function significantWords(text: string): { printed: string; folded: string }[] {
  return (text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [])
    .map((printed) => ({ printed, folded: foldedText(printed).replace(/[’']s$/, '') }))
    .filter((word) => (word.folded.length > 2 || /\d/.test(word.folded)) && !COMMON.has(word.folded));
}
