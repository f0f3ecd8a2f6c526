import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { documentName } from '#shared/document/layout.js';
import type { Actor } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import { textHash } from '#shared/log/hash.js';
import type { AddArticleVersionBody } from '#shared/protocol/reading.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { countWords } from '#shared/text/normalise.js';
import type { Region } from '#shared/text/region.js';
import { proposeTitle, regionsOf } from '#shared/text/regions.js';
import { News } from '../../broadcast/news.js';
import { Database } from '../../database/database.service.js';
import type { Tx } from '../../database/tx.js';
import { Ledger } from '../../ledger/ledger.service.js';
import { DOCUMENTS, type Documents } from '../../sync/documents.js';
import { Refused, valueOf } from '../../transport/refused.js';
import { articleById, insertRegions, insertVersion, rawIsStored } from '../article.store.js';
import { changedFrom, type Description, describedBy } from './description.js';
import { frozenText } from './frozen-text.js';
import { versionsOf } from './version.store.js';

/** A text on its way to be frozen as a version of an article. */
export interface NewVersion {
  readonly articleId: string;
  readonly number: number;
  readonly text: string;
  readonly regions: readonly Region[];
  readonly raw: string | null;
  readonly described: Description;
}

export interface FrozenVersion {
  readonly version: string;
  readonly sha256: string;
  readonly words: number;
  readonly raw?: string;
}

/** Freezes texts as versions of articles. What was frozen stays reachable and never changes (AR2, AR11). */
@Injectable()
export class ArticleVersions {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly news: News,
    @Inject(DOCUMENTS) private readonly documents: Documents,
  ) {}

  /** Makes the text the next version of the article; the text of the last version again is refused (AR11). */
  async add(actor: Actor, articleId: string, body: AddArticleVersionBody, key: string): Promise<ReceiptData> {
    const text = valueOf(frozenText(body.text));
    const receipt = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, key, { addArticleVersion: { articleId, ...body, text: textHash(body.text) } }, () =>
        this.store(tx, actor, articleId, text, body, key),
      ),
    );
    this.news.tell(actor.teamId, [{ type: 'article', id: articleId }]);
    return receipt;
  }

  /** Stores the frozen text with its regions and an empty document for its marks. The event is the caller's. */
  async freeze(tx: Tx, actor: Actor, { articleId, number, text, regions, raw, described }: NewVersion): Promise<FrozenVersion> {
    if (raw !== null && !(await rawIsStored(tx, actor.teamId, raw))) {
      throw new Refused({ code: 'capture-unknown', message: 'The file of this article is not stored. Import it again.', path: 'raw' });
    }
    const id = randomUUID();
    const sha256 = textHash(text);
    const words = countWords(text);
    await insertVersion(tx, { id, articleId, teamId: actor.teamId, number, text, sha256, words, raw, importedBy: actor.userId, described });
    await insertRegions(tx, id, regions);
    await this.documents.create(tx, actor, documentName('article', id));
    return { version: id, sha256, words, ...(raw === null ? {} : { raw }) };
  }

  private async store(
    tx: Tx,
    actor: Actor,
    articleId: string,
    text: string,
    body: AddArticleVersionBody,
    key: string,
  ): Promise<ReceiptData> {
    const article = await articleById(tx, actor.teamId, articleId);
    if (article === null) throw new Refused({ code: 'not-found', message: 'There is no such article.' });
    const object = { type: 'article', id: articleId } as const;
    const { at } = await this.ledger.lock(tx, actor, object);
    const last = must((await versionsOf(tx, actor.teamId, articleId)).at(-1), 'an article has a version');
    if (last.sha256 === textHash(text)) {
      throw new Refused({
        code: 'version-unchanged',
        message: `This is the text of version ${last.number} to the letter: there is nothing new to freeze.`,
        path: 'text',
        facts: { number: last.number },
      });
    }
    const number = last.number + 1;
    const regions = regionsOf(text, body.marked);
    const described = describedBy(body, last, () => proposeTitle(text, regions));
    const was = changedFrom(last, described);
    const frozen = await this.freeze(tx, actor, { articleId, number, text, regions, raw: body.raw ?? null, described });
    const event = { type: 'ArticleVersionAdded', data: { number, ...described, ...(was === null ? {} : { was }), ...frozen } };
    const [entry] = await this.ledger.append(tx, actor, object, [event], key, at);
    return { id: frozen.version, number, seq: must(entry, 'one event makes one entry').seq };
  }
}
