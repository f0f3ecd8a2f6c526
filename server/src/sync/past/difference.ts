import type { PieceBlock } from './authored-text.js';
import type { Authorship } from './authorship.js';

/** A stretch of a block that stood at the first moment, at the second, or at both; and whoever made the difference. */
export interface DifferenceRun {
  readonly text: string;
  readonly change: 'same' | 'added' | 'removed';
  /** Stored updates that added or removed it, one a writer is enough; empty where it is the same. */
  readonly by: readonly number[];
}

export interface DifferenceBlock {
  readonly type: string;
  readonly depth: number;
  readonly runs: readonly DifferenceRun[];
}

interface Letter {
  readonly text: string;
  readonly change: DifferenceRun['change'];
  /** The update that added or removed it; 0 where it is the same, or nothing in the log says. */
  readonly seq: number;
}

/**
 * What became of each word between the update `fromSeq` and the moment that blocks and authorship are of. It follows from who
 * inserted and who removed each letter, so a word that was written again is removed and added, and what came and went between
 * the moments is in neither. A word of which a part changed is shown whole, before and after; a character that was torn apart
 * later is shown torn.
 */
export function differenceOf(blocks: readonly PieceBlock[], authorship: Authorship, fromSeq: number): DifferenceBlock[] {
  return blocks.flatMap(({ type, depth, pieces }) => {
    const letters = pieces.flatMap(({ text, client, clock, removed, goneAt }) => {
      let unit = 0;
      return [...text].flatMap((character): Letter[] => {
        const inserted = authorship.insertedAt(client, clock + unit);
        unit += character.length;
        const before = inserted <= fromSeq && !(removed && goneAt <= fromSeq);
        if (!before && removed) return [];
        if (before && removed) return [{ text: character, change: 'removed', seq: goneAt }];
        return [before ? { text: character, change: 'same', seq: 0 } : { text: character, change: 'added', seq: inserted }];
      });
    });
    return letters.length === 0 ? [] : [{ type, depth, runs: joined(wholeWords(letters)) }];
  });
}

const IN_WORD = /[\p{L}\p{M}\p{N}'’\u200c]/u;
/** Scripts that put no space between words are told letter by letter. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function wholeWords(letters: readonly Letter[]): DifferenceRun[] {
  const runs: DifferenceRun[] = [];
  for (let at = 0; at < letters.length; ) {
    let end = at;
    while (end < letters.length && isInWord(letters[end])) end++;
    const word = letters.slice(at, Math.max(end, at + 1));
    at += word.length;
    const changes = new Set(word.map(({ change }) => change));
    if (changes.size === 1) runs.push(...word.map((letter) => ({ ...letter, by: letter.seq === 0 ? [] : [letter.seq] })));
    else {
      const by = [...new Set(word.flatMap(({ seq }) => (seq === 0 ? [] : [seq])))];
      const was = word.flatMap(({ text, change }) => (change === 'added' ? [] : [text])).join('');
      const is = word.flatMap(({ text, change }) => (change === 'removed' ? [] : [text])).join('');
      if (was === is) runs.push({ text: is, change: 'same', by: [] });
      else {
        if (was !== '') runs.push({ text: was, change: 'removed', by });
        if (is !== '') runs.push({ text: is, change: 'added', by });
      }
    }
  }
  return runs;
}

function isInWord(letter: Letter | undefined): boolean {
  return letter !== undefined && IN_WORD.test(letter.text) && !UNSPACED.test(letter.text);
}

/** Neighbours of one kind as one; whose they are is told by person later. */
function joined(runs: readonly DifferenceRun[]): DifferenceRun[] {
  const all: DifferenceRun[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last?.change === run.change && last.by.join() === run.by.join()) all[all.length - 1] = { ...last, text: last.text + run.text };
    else all.push({ text: run.text, change: run.change, by: run.by });
  }
  return all;
}
