import { spellingPattern } from '#shared/text/names/spelling-pattern.js';
import type { Tx } from '../../database/tx.js';
import { nameJudgements } from './name.store.js';

/** For each searched word a pattern of its spellings, by transliteration and by what people judged; '' where it has none (NM3). */
export async function spellingsOf(tx: Tx, teamId: string, words: readonly string[]): Promise<string[]> {
  if (words.length === 0) return [];
  const same = (await nameJudgements(tx, teamId)).filter((judgement) => judgement.same && judgement.withdrawnAt === null);
  return words.map((word) => spellingPattern(word, same) ?? '');
}
