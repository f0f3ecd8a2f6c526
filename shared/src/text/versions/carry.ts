import type { Anchor } from '../anchor.js';
import type { AnchorText, Found } from '../anchors.js';

/** A stretch of one article version, in code points. Everything that stands there moves together. */
export interface VersionSpan {
  readonly versionId: string;
  readonly start: number;
  readonly end: number;
}

/** The text in which something is looked for. */
export type TargetText = Pick<AnchorText, 'find' | 'anchorAt'>;

/** What a person said: where a stretch of an earlier version stands in a later one; null says that it stands nowhere. */
export interface Placement {
  readonly from: VersionSpan;
  readonly versionId: string;
  readonly place: Anchor | null;
}

/**
 * Where a stretch of an earlier version is in a later one. `base` is what was looked for: the stretch itself, or what a person
 * placed it on in a version between; `placed` is what that person said.
 */
export type Carried<P extends Placement = Placement> =
  | { readonly by: 'machine'; readonly found: Found; readonly placed: P | null; readonly base: Anchor; readonly baseVersionId: string }
  | { readonly by: 'person'; readonly placement: P; readonly base: Anchor; readonly baseVersionId: string };

/** The placements that stand, findable by stretch and version: the last one said counts. */
export class Placements<P extends Placement = Placement> {
  private readonly known = new Map<string, P>();

  constructor(placements: readonly P[]) {
    for (const placement of placements) this.known.set(keyOf(placement.from, placement.versionId), placement);
  }

  of(from: VersionSpan, versionId: string): P | null {
    return this.known.get(keyOf(from, versionId)) ?? null;
  }
}

/** Names a stretch of a version. */
export function spanKey({ versionId, start, end }: VersionSpan): string {
  return `${versionId} ${start} ${end}`;
}

function keyOf(from: VersionSpan, versionId: string): string {
  return `${spanKey(from)} ${versionId}`;
}

/**
 * Finds a stretch of an earlier version in a later one. What a person said about that version counts. Where a person placed it in
 * a version between, they did so because its own words were gone there: where these are back they are it, and only else the words
 * that it was placed on are looked for. Everything else follows from the frozen texts alone (AN6). What a person refused in a
 * version between is not offered again: it stays an orphan until something comes that did not stand in that version (AN7).
 */
export function carry<P extends Placement>(
  from: VersionSpan,
  anchor: Anchor,
  /** Ids of the versions after the one of `from`, oldest first, up to the one that is asked for. */
  later: readonly string[],
  target: TargetText,
  placements: Placements<P>,
  /** The text of an earlier version; null where it is not at hand. */
  textOf: (versionId: string) => AnchorText | null,
): Carried<P> {
  const targetId = later.at(-1);
  const said = later.slice(0, -1).flatMap((versionId) => placements.of(from, versionId) ?? []);
  const last = said.findLast(({ place }) => place !== null) ?? null;
  const own = { placed: null, base: anchor, baseVersionId: from.versionId };
  const moved = last === null || last.place === null ? own : { placed: last, base: last.place, baseVersionId: last.versionId };
  const placement = targetId === undefined ? null : placements.of(from, targetId);
  if (placement !== null) return { by: 'person', placement, base: moved.base, baseVersionId: moved.baseVersionId };
  const found = target.find(moved.base, textOf(moved.baseVersionId));
  if (moved.placed !== null) {
    const back = ownWords(from, anchor, target, said, textOf);
    if (back !== null && (isCertain(back) || found.state === 'orphan')) return { by: 'machine', found: back, ...own };
  }
  const refused = said.at(-1) ?? null;
  if (refused === null || refused.place !== null) return { by: 'machine', found, ...moved };
  const left = newSince(found, target, textOf(refused.versionId));
  if (left !== null) return { by: 'machine', found: left, ...moved };
  return { by: 'person', placement: refused, base: moved.base, baseVersionId: moved.baseVersionId };
}

/**
 * Where the words of the stretch itself are, if there is one such place and it is new to all who said something of the stretch: what
 * stood in their version already, and maybe did, is not what they meant. Null where there is none.
 */
function ownWords(
  { versionId }: VersionSpan,
  anchor: Anchor,
  target: TargetText,
  said: readonly Placement[],
  textOf: (versionId: string) => AnchorText | null,
): Found | null {
  const found = target.find(anchor, textOf(versionId));
  if (found.state === 'orphan' || found.state === 'ambiguous') return null;
  const here = target.anchorAt(found.start, found.end);
  const isNew = said.every((one) => {
    const seen = textOf(one.versionId)?.find(here);
    return seen?.state === 'orphan' || seen?.state === 'changed';
  });
  return isNew ? found : null;
}

function isCertain({ state }: Found): boolean {
  return state === 'exact' || state === 'moved';
}

/** What of the found did not stand in the text in which a person saw no place for it; null where nothing is left. */
function newSince(found: Found, target: TargetText, seen: AnchorText | null): Found | null {
  if (found.state === 'orphan' || seen === null) return null;
  const stood = ({ start, end }: { readonly start: number; readonly end: number }): boolean => {
    const { state } = seen.find(target.anchorAt(start, end));
    return state === 'exact' || state === 'moved';
  };
  if (found.state !== 'ambiguous') return stood(found) ? null : found;
  const candidates = found.candidates.filter((one) => !stood(one));
  return candidates.length === 0 ? null : { state: 'ambiguous', candidates };
}

/** Where it is painted: null as long as nobody knows for certain. */
export function placeOf(carried: Carried): { readonly start: number; readonly end: number } | null {
  if (carried.by === 'person') return carried.placement.place;
  const { found } = carried;
  if (found.state === 'ambiguous' || found.state === 'orphan' || (found.state === 'changed' && found.confirm)) return null;
  return { start: found.start, end: found.end };
}

/** Whether a person should look at it: it has no certain place, and nobody has said anything yet. */
export function needsPerson(carried: Carried): boolean {
  return carried.by === 'machine' && placeOf(carried) === null;
}
