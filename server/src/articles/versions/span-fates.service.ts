import { Injectable } from '@nestjs/common';
import { must } from '#shared/lib/must.js';
import type { SpanFateData } from '#shared/protocol/reading.js';
import type { Anchor } from '#shared/text/anchor.js';
import { AnchorText } from '#shared/text/anchors.js';
import { type Carried, carry, Placements, spanKey } from '#shared/text/versions/carry.js';
import type { Tx } from '../../database/tx.js';
import { versionText } from '../article.store.js';
import { AnchorPlacements } from './anchor-placements.service.js';
import type { SignedPlacement, SpanVersion } from './placements.js';
import { type VersionRecord, versionsOf } from './version.store.js';

/** A stretch that was marked, with the version where it was. */
export interface MarkedSpan {
  readonly articleId: string;
  readonly versionId: string;
  readonly anchor: Anchor;
}

const KEPT_MAX = 5_000;
/** After so much work at once others come in between: a mark that has to be looked for takes milliseconds. */
const SLICE_MS = 8;

type Fate = Omit<SpanFateData, 'number'>;

/** What became of marked stretches in the newest version of their article, by the functions of the article's screen (AN6). */
@Injectable()
export class SpanFates {
  /** What was found, by the stretch, the newest version, and what people said of those between. Texts are frozen: it never changes. */
  private readonly known = new Map<string, Fate>();

  constructor(private readonly placements: AnchorPlacements) {}

  /** One answer a stretch; none where the team has no such version. */
  async of(tx: Tx, teamId: string, spans: readonly MarkedSpan[]): Promise<ReadonlyMap<MarkedSpan, SpanVersion>> {
    const answers = new Map<MarkedSpan, SpanVersion>();
    let sliceEndMs = performance.now() + SLICE_MS;
    for (const articleId of new Set(spans.map((span) => span.articleId))) {
      const own = spans.filter((span) => span.articleId === articleId);
      const versions = await versionsOf(tx, teamId, articleId);
      const newest = versions.at(-1);
      const outdated = own.some(({ versionId }) => versionId !== newest?.id);
      const said = new Placements(outdated ? await this.placements.standing(tx, teamId, articleId) : []);
      for (const span of own) {
        const answer = await this.one(tx, span, versions, said);
        if (answer !== null) answers.set(span, answer);
        if (performance.now() < sliceEndMs) continue;
        await new Promise((resolve) => setImmediate(resolve));
        sliceEndMs = performance.now() + SLICE_MS;
      }
    }
    return answers;
  }

  private async one(
    tx: Tx,
    { versionId, anchor }: MarkedSpan,
    versions: readonly VersionRecord[],
    said: Placements<SignedPlacement>,
  ): Promise<SpanVersion | null> {
    const from = versions.find(({ id }) => id === versionId);
    const newest = versions.at(-1);
    if (from === undefined || newest === undefined) return null;
    if (from === newest) return { version: from.number, newest: null };
    const span = { versionId, start: anchor.start, end: anchor.end };
    const later = versions.filter(({ number }) => number > from.number).map(({ id }) => id);
    const placements = later.map((id) => said.of(span, id));
    const key = JSON.stringify([
      spanKey(span),
      anchor.exact,
      newest.id,
      placements.map((one) => one && [one.place?.start, one.place?.end]),
    ]);
    const fate = this.known.get(key) ?? (await this.fate(tx, { versionId, anchor }, versions, later, said));
    this.keep(key, fate);
    return { version: from.number, newest: { number: newest.number, ...fate } };
  }

  private async fate(
    tx: Tx,
    { versionId, anchor }: Omit<MarkedSpan, 'articleId'>,
    versions: readonly VersionRecord[],
    later: readonly string[],
    said: Placements<SignedPlacement>,
  ): Promise<Fate> {
    const span = { versionId, start: anchor.start, end: anchor.end };
    const newest = must(later.at(-1), 'a later version');
    const texts = new Map<string, AnchorText>();
    for (const id of [versionId, newest, ...later.filter((one) => said.of(span, one) !== null)])
      if (!texts.has(id)) texts.set(id, new AnchorText(await versionText(tx, id)));
    const textOf = (id: string): AnchorText => must(texts.get(id), 'the text of a version that was read');
    const own = textOf(versionId).anchorAt(anchor.start, anchor.end);
    const base = own.exact === anchor.exact ? own : anchor;
    const carried = carry(span, base, later, textOf(newest), said, textOf);
    const placed = carried.by === 'machine' ? carried.placed : null;
    return { ...fateOf(carried), placedIn: versions.find(({ id }) => id === placed?.versionId)?.number ?? null };
  }

  private keep(key: string, fate: Fate): void {
    this.known.set(key, fate);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= KEPT_MAX) break;
      this.known.delete(oldest);
    }
  }
}

function fateOf(carried: Carried): Omit<Fate, 'placedIn'> {
  if (carried.by === 'person') return { fate: carried.placement.place === null ? 'orphan' : 'placed', alike: null, said: true };
  const { found } = carried;
  const fate = found.state === 'changed' && found.confirm ? 'unsure' : found.state;
  return { fate, alike: found.state === 'changed' ? found.score : null, said: false };
}
