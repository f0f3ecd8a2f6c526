import type { PieceBlock } from './authored-text.js';
import type { Authorship } from './authorship.js';
import type { Burst } from './bursts.js';

/** A stretch of text that one person wrote in one burst and that, where it is gone, one person removed in one burst. */
export interface Stretch {
  readonly text: string;
  readonly written: Deed;
  /** Null where it stands. */
  readonly removed: Deed | null;
}

/** First and last stored update of what somebody did to a stretch. 0 where nothing in the log says. */
export interface Deed {
  readonly fromSeq: number;
  readonly toSeq: number;
}

/**
 * Who wrote and who removed each stretch of a field between two places, in code points of its whole text: all blocks one after
 * the other, removed text included. `burstsOf` gives the burst of a stored update.
 */
export function blameOf(
  blocks: readonly PieceBlock[],
  authorship: Authorship,
  range: { readonly from: number; readonly to: number },
  burstOf: (seq: number) => Burst | null,
): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { pieces } of blocks) {
    let joins = false;
    for (const { text, client, clock, removed, removedAt } of pieces) {
      let unit = 0;
      for (const character of text) {
        if (at >= range.to) return stretches;
        if (at >= range.from) {
          const seq = authorship.insertedAt(client, clock + unit);
          const next = { text: character, written: deed(seq), removed: removed ? deed(removedAt) : null };
          const last = stretches.at(-1);
          if (joins && last && sameDeeds(last, next, burstOf)) stretches[stretches.length - 1] = joined(last, next);
          else stretches.push(next);
          joins = true;
        }
        at++;
        unit += character.length;
      }
    }
  }
  return stretches;
}

function deed(seq: number): Deed {
  return { fromSeq: seq, toSeq: seq };
}

function sameDeeds(a: Stretch, b: Stretch, burstOf: (seq: number) => Burst | null): boolean {
  const same = (one: Deed, other: Deed): boolean => one.fromSeq === other.fromSeq || burstOf(one.fromSeq) === burstOf(other.fromSeq);
  if (!same(a.written, b.written)) return false;
  return a.removed === null || b.removed === null ? a.removed === b.removed : same(a.removed, b.removed);
}

function joined(a: Stretch, b: Stretch): Stretch {
  const both = (one: Deed, other: Deed): Deed => ({
    fromSeq: Math.min(one.fromSeq, other.fromSeq),
    toSeq: Math.max(one.toSeq, other.toSeq),
  });
  return {
    text: a.text + b.text,
    written: both(a.written, b.written),
    removed: a.removed && b.removed ? both(a.removed, b.removed) : null,
  };
}
