import { walkUpdate } from '#shared/document/update-walk.js';
import { concat } from '#shared/lib/bytes.js';
import { writeUint } from '#shared/lib/uints.js';

/** Structs of one lease from a clock on become structs of another. */
export interface Rewrite {
  readonly from: number;
  /** First clock that the server does not have: what is before keeps its name. */
  readonly acked: number;
  readonly to: number;
  /** The clock that `acked` becomes. */
  readonly base: number;
}

interface Splice {
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}

/**
 * The same edits under another lease, in one pass: ids of structs, of what they refer to, and of what they delete. Deleted ranges
 * that straddle the border are cut. Throws where the update is not one of ours.
 */
export function rewriteUpdate(update: Uint8Array, rewrite: Rewrite): Uint8Array {
  const splices: Splice[] = [];
  const deletions = new Map<number, { clock: number; length: number }[]>();
  let structsEnd = 0;
  const rename = (client: number, clock: number): [number, number] =>
    client === rewrite.from && clock >= rewrite.acked ? [rewrite.to, clock - rewrite.acked + rewrite.base] : [client, clock];
  const renameId = (client: number, clock: number, from: number, to: number): void => {
    splices.push({ from, to, bytes: uints(...rename(client, clock)) });
  };
  walkUpdate(update, {
    block: (client, clock, _structs, from, to) => renameId(client, clock, from, to),
    reference: renameId,
    root: () => {},
    element: () => {},
    mark: () => {},
    struct: () => {},
    deleteSet: (_clients, from) => {
      structsEnd = from;
    },
    deletion: (client, clock, length) => {
      for (const part of cut(client, clock, length, rewrite)) {
        const [to, at] = rename(client, part.clock);
        const ranges = deletions.get(to) ?? [];
        ranges.push({ clock: at, length: part.length });
        deletions.set(to, ranges);
      }
    },
  });
  return concat([...spliced(update, structsEnd, splices), encodeDeletions(deletions)]);
}

function cut(client: number, clock: number, length: number, rewrite: Rewrite): { clock: number; length: number }[] {
  const before = rewrite.acked - clock;
  if (client !== rewrite.from || before <= 0 || before >= length) return [{ clock, length }];
  return [
    { clock, length: before },
    { clock: rewrite.acked, length: length - before },
  ];
}

function* spliced(update: Uint8Array, end: number, splices: readonly Splice[]): Generator<Uint8Array> {
  let at = 0;
  for (const splice of splices) {
    yield update.subarray(at, splice.from);
    yield splice.bytes;
    at = splice.to;
  }
  yield update.subarray(at, end);
}

function encodeDeletions(deletions: ReadonlyMap<number, { clock: number; length: number }[]>): Uint8Array {
  const parts = [uints(deletions.size)];
  for (const [client, ranges] of deletions) {
    parts.push(uints(client, ranges.length));
    for (const { clock, length } of ranges) parts.push(uints(clock, length));
  }
  return concat(parts);
}

function uints(...values: number[]): Uint8Array {
  const out = new Uint8Array(values.length * 8);
  let at = 0;
  for (const value of values) at = writeUint(out, at, value);
  return out.subarray(0, at);
}
