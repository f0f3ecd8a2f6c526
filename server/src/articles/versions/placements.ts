import type { SpanFateData } from '#shared/protocol/reading.js';
import type { Anchor } from '#shared/text/anchor.js';
import { type Placement, spanKey, type VersionSpan } from '#shared/text/versions/carry.js';

export interface SignedPlacement extends Placement {
  readonly by: string;
  readonly at: string;
}

/** Which version a stretch was marked in, and what became of it since. */
export interface SpanVersion {
  /** Number of the version where it was marked. */
  readonly version: number;
  /** What became of it in the newest version; null where that is the one. */
  readonly newest: SpanFateData | null;
}

/** An act on an article as the log holds it. */
interface ArticleAct {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly by: string;
  readonly at: string;
}

export interface AnchorPlacedData {
  readonly from: VersionSpan;
  readonly fromNumber: number;
  readonly was: string;
  readonly version: string;
  readonly number: number;
  readonly place: Anchor | null;
  /** Whether the place is one that the machine had found. */
  readonly offered: boolean;
}

/** The placements that stand after these acts, in the order in which they were made; one that was taken back is gone (AN7). */
export function placementsAfter(acts: readonly ArticleAct[]): SignedPlacement[] {
  const standing = new Map<string, SignedPlacement>();
  for (const { type, data, by, at } of acts) {
    if (type !== 'AnchorPlaced' && type !== 'AnchorReleased') continue;
    const { from, version, place } = data as unknown as AnchorPlacedData;
    const key = `${spanKey(from)} ${version}`;
    standing.delete(key);
    if (type === 'AnchorPlaced') standing.set(key, { from, versionId: version, place, by, at });
  }
  return [...standing.values()];
}
