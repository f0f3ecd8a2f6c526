import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import type { PlaceAnchorBody, ReleaseAnchorBody } from '#shared/protocol/reading.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import type { Anchor } from '#shared/text/anchor.js';
import { AnchorText, type Found, standsIn } from '#shared/text/anchors.js';
import { carry, Placements, type VersionSpan } from '#shared/text/versions/carry.js';
import { News } from '../../broadcast/news.js';
import { Database } from '../../database/database.service.js';
import type { Tx } from '../../database/tx.js';
import { Ledger } from '../../ledger/ledger.service.js';
import { Refused } from '../../transport/refused.js';
import { versionText } from '../article.store.js';
import { type AnchorPlacedData, placementsAfter, type SignedPlacement } from './placements.js';
import { type VersionRecord, versionsOf } from './version.store.js';

/**
 * Keeps what people say about where a stretch of an earlier version stands in a later one. What the machine finds is never
 * stored: it follows from the frozen texts (AN6). What a person says is an act on the article, and can be taken back (AN7).
 */
@Injectable()
export class AnchorPlacements {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly news: News,
  ) {}

  async standing(tx: Tx, teamId: string, articleId: string): Promise<SignedPlacement[]> {
    return placementsAfter(await this.ledger.read(tx, teamId, { type: 'article', id: articleId }));
  }

  place(actor: Actor, articleId: string, body: PlaceAnchorBody, key: string): Promise<ReceiptData> {
    return this.act(actor, articleId, { placeAnchor: { articleId, ...body } }, key, async (tx, versions) => {
      const { from, to, later } = bounds(versions, body.from, body.versionId);
      const text = await versionText(tx, from.id);
      if (!standsIn(text, body.from)) throw mismatch('from', from.number);
      const target = new AnchorText(await versionText(tx, to.id));
      if (body.place !== null && target.points.slice(body.place.start, body.place.end) !== body.place.exact) {
        throw mismatch('place', to.number);
      }
      const { exact, ...span } = body.from;
      const place = body.place === null ? null : target.anchorAt(body.place.start, body.place.end);
      const standing = await this.standing(tx, actor.teamId, articleId);
      if (samePlace(new Placements(standing).of(span, to.id), place)) {
        throw new Refused({ code: 'already-exists', message: 'Somebody has said the same already.' });
      }
      const source = new AnchorText(text);
      const anchor = source.anchorAt(span.start, span.end);
      const earlier = new Placements(standing.filter(({ versionId }) => versionId !== to.id));
      const texts = new Map([[from.id, source]]);
      for (const id of later) if (earlier.of(span, id) !== null) texts.set(id, new AnchorText(await versionText(tx, id)));
      const carried = carry(span, anchor, later, target, earlier, (id) => texts.get(id) ?? null);
      const offered = carried.by === 'machine' && isOffered(carried.found, place);
      const data: AnchorPlacedData = { from: span, fromNumber: from.number, was: exact, version: to.id, number: to.number, place, offered };
      return { type: 'AnchorPlaced', data: { ...data } };
    });
  }

  release(actor: Actor, articleId: string, body: ReleaseAnchorBody, key: string): Promise<ReceiptData> {
    return this.act(actor, articleId, { releaseAnchor: { articleId, ...body } }, key, async (tx, versions) => {
      const { from, to } = bounds(versions, body.from, body.versionId);
      const standing = new Placements(await this.standing(tx, actor.teamId, articleId));
      if (standing.of(body.from, to.id) === null) {
        throw new Refused({ code: 'anchor-not-placed', message: 'Nobody has said where this stands: there is nothing to take back.' });
      }
      const was = new AnchorText(await versionText(tx, from.id)).points.slice(body.from.start, body.from.end);
      const data = { from: body.from, fromNumber: from.number, was, version: to.id, number: to.number };
      return { type: 'AnchorReleased', data };
    });
  }

  private async act(
    actor: Actor,
    articleId: string,
    command: Readonly<Record<string, unknown>>,
    key: string,
    judge: (tx: Tx, versions: readonly VersionRecord[]) => Promise<{ type: string; data: Record<string, unknown> }>,
  ): Promise<ReceiptData> {
    const object = { type: 'article', id: articleId } as const;
    const receipt = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, key, command, async () => {
        const versions = await versionsOf(tx, actor.teamId, articleId);
        if (versions.length === 0) throw new Refused({ code: 'not-found', message: 'There is no such article.' });
        const { at } = await this.ledger.lock(tx, actor, object);
        const [entry] = await this.ledger.append(tx, actor, object, [await judge(tx, versions)], key, at);
        return { id: articleId, number: null, seq: must(entry, 'one event makes one entry').seq };
      }),
    );
    this.news.tell(actor.teamId, [{ type: 'article', id: articleId }]);
    return receipt;
  }
}

/** The two versions, the first before the second, and the ids of those after the first up to the second. */
function bounds(versions: readonly VersionRecord[], span: VersionSpan, versionId: string) {
  const from = versions.find(({ id }) => id === span.versionId);
  if (from === undefined) throw new Refused({ code: 'not-found', message: 'The article has no such version.', path: 'from.versionId' });
  const to = versions.find(({ id }) => id === versionId);
  if (to === undefined) throw new Refused({ code: 'not-found', message: 'The article has no such version.', path: 'versionId' });
  if (to.number <= from.number) {
    throw new Refused({ code: 'malformed', message: 'A mark is placed in a later version than its own.', path: 'versionId' });
  }
  return { from, to, later: versions.filter(({ number }) => number > from.number && number <= to.number).map(({ id }) => id) };
}

function mismatch(path: 'from' | 'place', number: number): Refused {
  return new Refused({ code: 'anchor-mismatch', message: `These words do not stand at this place of version ${number}.`, path });
}

function samePlace(known: SignedPlacement | null, place: Anchor | null): boolean {
  return known !== null && known.place?.start === place?.start && known.place?.end === place?.end;
}

function isOffered(found: Found, place: Anchor | null): boolean {
  if (found.state === 'orphan') return place === null;
  const places = found.state === 'ambiguous' ? found.candidates : [found];
  return places.some(({ start, end }) => start === place?.start && end === place.end);
}
