import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import { ok, type Result, refuse } from '#shared/lib/result.js';
import { textHash } from '#shared/log/hash.js';
import type { CorrectRegion, ImportArticleBody } from '#shared/protocol/commands.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import type { Anchor } from '#shared/text/anchor.js';
import { standsIn } from '#shared/text/anchors.js';
import { News } from '../broadcast/news.js';
import { Database } from '../database/database.service.js';
import type { Tx } from '../database/tx.js';
import { Ledger } from '../ledger/ledger.service.js';
import { Refused, valueOf } from '../transport/refused.js';
import { articleById, insertArticle, regionsOfVersion, setRegionKind, versionText } from './article.store.js';
import { rememberCorrection } from './regions/correction.store.js';
import { placesOf } from './regions/remembered.js';
import { ArticleVersions } from './versions/article-versions.service.js';
import { frozenText } from './versions/frozen-text.js';
import { refuseKnown } from './versions/known-text.js';
import { type VersionRecord, versionsOf, versionsWithText } from './versions/version.store.js';

/** What other capabilities need to know of a stretch of an article, as the version where it stands describes it. */
export interface ArticleSpan {
  readonly articleNumber: number;
  readonly title: string;
  readonly source: string | null;
  readonly publishedOn: string | null;
  readonly versionId: string;
  readonly exact: string;
}

/** A stretch that somebody names; without a version it is one of the last. */
export interface AskedSpan {
  readonly articleId: string;
  readonly versionId?: string | undefined;
  readonly anchor: Pick<Anchor, 'start' | 'end' | 'exact'>;
}

/** Imports articles and freezes them; the text and its hash never change afterwards (AR1, AR2). */
@Injectable()
export class Articles {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly news: News,
    private readonly versions: ArticleVersions,
  ) {}

  async import(actor: Actor, body: ImportArticleBody, key: string): Promise<ReceiptData> {
    const text = valueOf(frozenText(body.text));
    const receipt = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, key, { importArticle: { ...body, text: textHash(body.text) } }, () =>
        this.store(tx, actor, body, text, key),
      ),
    );
    this.news.tell(actor.teamId, [{ type: 'article', id: receipt.id }]);
    return receipt;
  }

  /** Sets the kind of the region that covers exactly start to end, for the same paragraph of later imports too. Regions are never split or merged (AR3). */
  async correctRegion(actor: Actor, articleId: string, body: z.infer<typeof CorrectRegion>, key: string): Promise<ReceiptData> {
    const receipt = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, key, { correctRegion: { articleId, ...body } }, async () => {
        const article = await articleById(tx, actor.teamId, articleId);
        if (article === null) throw new Refused({ code: 'not-found', message: 'There is no such article.' });
        const { start, end, kind } = body;
        const { id: versionId, source } = await this.versionOf(tx, actor.teamId, articleId, body.versionId ?? article.version_id);
        const before = await setRegionKind(tx, versionId, start, end, kind);
        if (before === null)
          throw new Refused({ code: 'region-unknown', message: 'No region of this article covers exactly these characters.' });
        const regions = await regionsOfVersion(tx, versionId);
        const places = placesOf(await versionText(tx, versionId), regions);
        const place = must(places[regions.findIndex((region) => region.start === start)], 'it is one of them');
        await rememberCorrection(tx, { teamId: actor.teamId, articleId, source, place, kind });
        const event = { type: 'RegionCorrected', data: { version: versionId, start, end, from: before, to: kind } };
        const [entry] = await this.ledger.append(tx, actor, { type: 'article', id: articleId }, [event], key);
        return { id: articleId, number: article.number, seq: must(entry, 'one event makes one entry').seq };
      }),
    );
    this.news.tell(actor.teamId, [{ type: 'article', id: articleId }]);
    return receipt;
  }

  /** Whether the anchor's words really stand in the article, and what the article is; refuses `anchor-mismatch` (AN5). */
  async spanOf(tx: Tx, teamId: string, { articleId, versionId, anchor }: AskedSpan): Promise<Result<ArticleSpan>> {
    const article = await articleById(tx, teamId, articleId);
    if (article === null) return refuse('not-found', 'There is no such article.', { path: 'articleId' });
    const version = await this.versionOf(tx, teamId, articleId, versionId ?? article.version_id);
    if (!standsIn(await versionText(tx, version.id), anchor)) {
      return refuse('anchor-mismatch', 'These words do not stand at this place of the article.', { path: 'anchor' });
    }
    const { id, title, source, publishedOn } = version;
    return ok({ articleNumber: article.number, title, source, publishedOn, versionId: id, exact: anchor.exact });
  }

  /** Boilerplate takes no claim unless somebody insists: what stands around a story is not the story (AR12). */
  async takesClaims(tx: Tx, versionId: string, { start, end }: Pick<Anchor, 'start' | 'end'>): Promise<Result<null>> {
    const regions = await regionsOfVersion(tx, versionId);
    if (!regions.some((region) => region.kind === 'boilerplate' && region.start < end && region.end > start)) return ok(null);
    return refuse(
      'region-boilerplate',
      'These words stand in boilerplate, which is no part of the story. Correct the region, or insist on the claim.',
      { path: 'anchor' },
    );
  }

  private async versionOf(tx: Tx, teamId: string, articleId: string, versionId: string): Promise<VersionRecord> {
    const version = (await versionsOf(tx, teamId, articleId)).find(({ id }) => id === versionId);
    if (version !== undefined) return version;
    throw new Refused({ code: 'not-found', message: 'The article has no such version.', path: 'versionId' });
  }

  private async store(tx: Tx, actor: Actor, body: ImportArticleBody, text: string, key: string): Promise<ReceiptData> {
    const id = randomUUID();
    const judged = await this.versions.judged(tx, actor.teamId, id, text, body, null);
    const number = await insertArticle(tx, { id, teamId: actor.teamId, importedBy: actor.userId });
    // Imports of a team wait for each other from here on: of two with the same text the second sees the first.
    if (body.again !== true) refuseKnown(await versionsWithText(tx, actor.teamId, textHash(text)), judged.described);
    const frozen = await this.versions.freeze(tx, actor, { articleId: id, number: 1, text, raw: body.raw ?? null, judged });
    const event = { type: 'ArticleImported', data: { number, ...judged.described, ...frozen } };
    const [entry] = await this.ledger.append(tx, actor, { type: 'article', id }, [event], key);
    return { id, number, seq: must(entry, 'one event makes one entry').seq };
  }
}
