import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { documentName } from '#shared/document/layout.js';
import type { Actor } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import { textHash } from '#shared/log/hash.js';
import type { AddArticleVersionBody } from '#shared/protocol/reading.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { countWords } from '#shared/text/normalise.js';
import type { MarkedParagraph, Region } from '#shared/text/region.js';
import { proposeTitle, regionsOf } from '#shared/text/regions.js';
import { News } from '../../broadcast/news.js';
import { Database } from '../../database/database.service.js';
import type { Tx } from '../../database/tx.js';
import { Ledger } from '../../ledger/ledger.service.js';
import { DOCUMENTS, type Documents } from '../../sync/documents.js';
import { Refused, valueOf } from '../../transport/refused.js';
import { articleById, insertRegions, insertVersion, rawIsStored, regionsOfVersion } from '../article.store.js';
import { correctionsFor } from '../regions/correction.store.js';
import { asCorrected } from '../regions/remembered.js';
import { type AskedDescription, changedFrom, type Description, describedBy } from './description.js';
import { frozenText } from './frozen-text.js';
import { type VersionRecord, versionsOf } from './version.store.js';

/** A text on its way to be frozen as a version of an article. */
export interface NewVersion {
  readonly articleId: string;
  readonly number: number;
  readonly text: string;
  readonly raw: string | null;
  readonly judged: JudgedText;
}

/** What an article says of itself, and what its paragraphs are: as people corrected the same ones before, else as judged. */
export interface JudgedText {
  readonly described: Description;
  readonly regions: readonly Region[];
}

export interface FrozenVersion {
  readonly version: string;
  readonly sha256: string;
  readonly words: number;
  readonly raw?: string;
  /** How many regions are as people corrected them before, where some are. */
  readonly remembered?: number;
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

  /** Makes the text the next version of the article; the last version again, in text and description, is refused (AR11). */
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

  async judged(
    tx: Tx,
    teamId: string,
    articleId: string,
    text: string,
    asked: AskedDescription & { readonly marked?: readonly MarkedParagraph[] | undefined },
    before: VersionRecord | null,
  ): Promise<JudgedText> {
    const described = describedBy(asked, before);
    const corrections = await correctionsFor(tx, teamId, articleId, described.source);
    // The same text has the regions that it has: what a page's markup told of it once is not asked again.
    const known = before !== null && before.sha256 === textHash(text) ? await regionsOfVersion(tx, before.id) : null;
    const regions = known ?? asCorrected(text, regionsOf(text, asked.marked), corrections);
    return { described: { ...described, title: described.title || proposeTitle(text, regions) }, regions };
  }

  /** Stores the frozen text with its regions and an empty document for its marks. The event is the caller's. */
  async freeze(tx: Tx, actor: Actor, { articleId, number, text, raw, judged: { described, regions } }: NewVersion): Promise<FrozenVersion> {
    if (raw !== null && !(await rawIsStored(tx, actor.teamId, raw))) {
      throw new Refused({ code: 'capture-unknown', message: 'The file of this article is not stored. Import it again.', path: 'raw' });
    }
    const id = randomUUID();
    const sha256 = textHash(text);
    const words = countWords(text);
    await insertVersion(tx, { id, articleId, teamId: actor.teamId, number, text, sha256, words, raw, importedBy: actor.userId, described });
    await insertRegions(tx, id, regions);
    await this.documents.create(tx, actor, documentName('article', id));
    const remembered = regions.filter(({ corrected }) => corrected).length;
    return { version: id, sha256, words, ...(raw === null ? {} : { raw }), ...(remembered === 0 ? {} : { remembered }) };
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
    if (body.after !== undefined && body.after !== last.number) {
      throw new Refused({
        code: 'version-outdated',
        message: `Version ${last.number} of this article was imported meanwhile.`,
        path: 'after',
        facts: { number: last.number },
      });
    }
    const number = last.number + 1;
    const judged = await this.judged(tx, actor.teamId, articleId, text, body, last);
    const was = changedFrom(last, judged.described);
    const same = last.sha256 === textHash(text);
    if (same && was === null) {
      throw new Refused({
        code: 'version-unchanged',
        message: `This is version ${last.number} to the letter, and says the same of itself: there is nothing new to freeze.`,
        path: 'text',
        facts: { number: last.number },
      });
    }
    const raw = body.raw ?? (same ? last.raw_sha256 : null);
    const frozen = await this.freeze(tx, actor, { articleId, number, text, raw, judged });
    const event = { type: 'ArticleVersionAdded', data: { number, ...judged.described, ...(was === null ? {} : { was }), ...frozen } };
    const [entry] = await this.ledger.append(tx, actor, object, [event], key, at);
    return { id: frozen.version, number, seq: must(entry, 'one event makes one entry').seq };
  }
}
