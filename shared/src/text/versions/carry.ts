import type { Anchor } from '../anchor.js';
import type { AnchorText, Found } from '../anchors.js';

/** A stretch of one article version, in code points. Everything that stands there moves together. */
export interface VersionSpan {
  readonly versionId: string;
  readonly start: number;
  readonly end: number;
}

/** What a person said: where a stretch of an earlier version stands in a later one; null says that it stands nowhere. */
export interface Placement {
  readonly from: VersionSpan;
  readonly versionId: string;
  readonly place: Anchor | null;
}

/** Where a stretch of an earlier version is in a later one. `base` is where it was last known: there, or where a person placed it since. */
export type Carried<P extends Placement = Placement> =
  | { readonly by: 'machine'; readonly found: Found; readonly base: Anchor; readonly baseVersionId: string }
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
 * Finds a stretch of an earlier version in a later one. What a person said about that version counts; what a person said
 * about a version between is where the search begins. Everything else follows from the frozen texts alone (AN6).
 */
export function carry<P extends Placement>(
  from: VersionSpan,
  anchor: Anchor,
  /** In how many places of its version it could have been (`twinsOf`). */
  twins: number,
  /** Ids of the versions after the one of `from`, oldest first, up to the one that is asked for. */
  later: readonly string[],
  target: Pick<AnchorText, 'find'>,
  placements: Placements<P>,
): Carried<P> {
  const targetId = later.at(-1);
  let base = anchor;
  let places = twins;
  let baseVersionId = from.versionId;
  for (const versionId of later.slice(0, -1)) {
    const between = placements.of(from, versionId)?.place ?? null;
    if (between === null) continue;
    base = between;
    places = 1;
    baseVersionId = versionId;
  }
  const placement = targetId === undefined ? null : placements.of(from, targetId);
  if (placement !== null) return { by: 'person', placement, base, baseVersionId };
  return { by: 'machine', found: target.find(base, places), base, baseVersionId };
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
