import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { documentName } from '#shared/document/layout.js';
import type { Actor } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import { ok, type Result, refuse } from '#shared/lib/result.js';
import { textHash } from '#shared/log/hash.js';
import type { CorrectRegion, ImportArticleBody } from '#shared/protocol/commands.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import type { Anchor } from '#shared/text/anchor.js';
import { standsIn } from '#shared/text/anchors.js';
import { countWords, looksBinary, normaliseText } from '#shared/text/normalise.js';
import { proposeTitle, regionsOf } from '#shared/text/regions.js';
import { News } from '../broadcast/news.js';
import { Database } from '../database/database.service.js';
import type { Tx } from '../database/tx.js';
import { Ledger } from '../ledger/ledger.service.js';
import { DOCUMENTS, type Documents } from '../sync/documents.js';
import { Refused, valueOf } from '../transport/refused.js';
import { articleById, insertArticle, insertRegions, insertVersion, rawIsStored, setRegionKind, versionText } from './article.store.js';

/** What other capabilities need to know of a stretch of an article. */
export interface ArticleSpan {
  readonly articleNumber: number;
  readonly title: string;
  readonly source: string | null;
  readonly publishedOn: string | null;
  readonly versionId: string;
  readonly exact: string;
}

/** Code points of one article, after normalising. Offsets and marks stay quick up to there. */
const TEXT_MAX = 1_000_000;

/** Imports articles and freezes them; the text and its hash never change afterwards (AR1, AR2). */
@Injectable()
export class Articles {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly news: News,
    @Inject(DOCUMENTS) private readonly documents: Documents,
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

  /** Sets the kind of the region that covers exactly start to end. Regions are never split or merged (AR3). */
  async correctRegion(actor: Actor, articleId: string, body: z.infer<typeof CorrectRegion>, key: string): Promise<ReceiptData> {
    const receipt = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, key, { correctRegion: { articleId, ...body } }, async () => {
        const article = await articleById(tx, actor.teamId, articleId);
        if (article === null) throw new Refused({ code: 'not-found', message: 'There is no such article.' });
        const { start, end, kind } = body;
        const before = await setRegionKind(tx, article.version_id, start, end, kind);
        if (before === null)
          throw new Refused({ code: 'region-unknown', message: 'No region of this article covers exactly these characters.' });
        const event = { type: 'RegionCorrected', data: { version: article.version_id, start, end, from: before, to: kind } };
        const [entry] = await this.ledger.append(tx, actor, { type: 'article', id: articleId }, [event], key);
        return { id: articleId, number: article.number, seq: must(entry, 'one event makes one entry').seq };
      }),
    );
    this.news.tell(actor.teamId, [{ type: 'article', id: articleId }]);
    return receipt;
  }

  /** Whether the anchor's words really stand in the article, and what the article is; refuses `anchor-mismatch` (AN5). */
  async spanOf(tx: Tx, teamId: string, articleId: string, anchor: Pick<Anchor, 'start' | 'end' | 'exact'>): Promise<Result<ArticleSpan>> {
    const article = await articleById(tx, teamId, articleId);
    if (article === null) return refuse('not-found', 'There is no such article.', { path: 'articleId' });
    if (!standsIn(await versionText(tx, article.version_id), anchor)) {
      return refuse('anchor-mismatch', 'These words do not stand at this place of the article.', { path: 'anchor' });
    }
    const { number, title, source, published_on, version_id } = article;
    return ok({ articleNumber: number, title, source, publishedOn: published_on, versionId: version_id, exact: anchor.exact });
  }

  private async store(tx: Tx, actor: Actor, body: ImportArticleBody, text: string, key: string): Promise<ReceiptData> {
    const id = randomUUID();
    const versionId = randomUUID();
    const regions = regionsOf(text, body.marked);
    const raw = body.raw ?? null;
    if (raw !== null && !(await rawIsStored(tx, actor.teamId, raw))) {
      throw new Refused({ code: 'capture-unknown', message: 'The file of this article is not stored. Import it again.', path: 'raw' });
    }
    const described = {
      title: given(body.title) ?? proposeTitle(text, regions),
      source: given(body.source),
      byline: given(body.byline),
      url: given(body.url),
      publishedOn: given(body.publishedOn),
      language: given(body.language),
    };
    const sha256 = textHash(text);
    const words = countWords(text);
    const number = await insertArticle(tx, { id, teamId: actor.teamId, importedBy: actor.userId, ...described });
    await insertVersion(tx, { id: versionId, articleId: id, teamId: actor.teamId, text, sha256, words, raw });
    await insertRegions(tx, versionId, regions);
    await this.documents.create(tx, actor, documentName('article', versionId));
    const event = {
      type: 'ArticleImported',
      data: { number, ...described, version: versionId, sha256, words, ...(raw === null ? {} : { raw }) },
    };
    const [entry] = await this.ledger.append(tx, actor, { type: 'article', id }, [event], key);
    return { id, number, seq: must(entry, 'one event makes one entry').seq };
  }
}

function frozenText(raw: string): Result<string> {
  if (looksBinary(raw)) {
    return refuse('text-not-readable', 'This is not text: it looks like a file that was opened as text. Paste the words of the article.', {
      path: 'text',
    });
  }
  const text = normaliseText(raw);
  if (countWords(text) === 0) return refuse('text-empty', 'There are no words in this text.', { path: 'text' });
  if (text.length > TEXT_MAX) {
    return refuse('too-large', `An article may have up to ${TEXT_MAX.toLocaleString('en')} characters.`, { path: 'text' });
  }
  return ok(text);
}

/** Optional fields may be sent empty by forms. */
function given(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}
