import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { addImported, annotationsOf, readAnnotations } from '#shared/document/annotations.js';
import { documentName } from '#shared/document/layout.js';
import { type IncomingAnnotation, readWebAnnotations } from '#shared/document/web-annotation/read.js';
import { annotationCollection, type SignedAnnotation } from '#shared/document/web-annotation/write.js';
import type { Actor } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import { textHash } from '#shared/log/hash.js';
import type { ImportedAnnotationsData } from '#shared/protocol/reading.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { AnchorText } from '#shared/text/anchors.js';
import { News } from '../../broadcast/news.js';
import { Database } from '../../database/database.service.js';
import type { Tx } from '../../database/tx.js';
import { Ledger } from '../../ledger/ledger.service.js';
import { DOCUMENTS, type Documents } from '../../sync/documents.js';
import { Refused, valueOf } from '../../transport/refused.js';
import { appearancesIn, articleById, versionText } from '../article.store.js';
import { type VersionRecord, versionsOf } from '../versions/version.store.js';
import { type Placed, placeIncoming } from './place-incoming.js';

type Items = ImportedAnnotationsData['items'];
type People = ReadonlyMap<string, string>;

/** Gives the annotations of an article as W3C Web Annotations, and takes such annotations in under the importer's name (AN8, AN9). */
@Injectable()
export class WebAnnotations {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly news: News,
    @Inject(DOCUMENTS) private readonly documents: Documents,
  ) {}

  /** Every annotation, each on the version it was made on. `article` and `people` name what the documents hold by id. */
  async collection(tx: Tx, teamId: string, article: ArticleData, people: People): Promise<Record<string, unknown>> {
    const annotations: SignedAnnotation[] = [];
    for (const version of article.versions) {
      const doc = await this.documents.read(tx, teamId, version.document);
      const authors = await this.documents.authors(tx, teamId, version.document);
      const nameOf = (client: number): string | null => people.get(authors.get(client) ?? '') ?? null;
      for (const annotation of readAnnotations(doc).annotations) {
        const known = article.appearances.find(({ claimId }) => claimId === annotation.claimId);
        const claim = known === undefined ? null : { id: known.claimId, number: known.claimNumber, wording: known.wording };
        annotations.push({ annotation, version, nameOf, claim });
      }
    }
    return annotationCollection(article, annotations);
  }

  /** Ids of everyone who wrote into a document of the article. */
  async writers(tx: Tx, teamId: string, article: ArticleData): Promise<string[]> {
    const writers: string[] = [];
    for (const { document } of article.versions) writers.push(...(await this.documents.writers(tx, teamId, document)));
    return writers;
  }

  async import(actor: Actor, articleId: string, input: unknown, key: string): Promise<ImportedAnnotationsData> {
    const incoming = valueOf(readWebAnnotations(input));
    const command = { importAnnotations: { articleId, annotations: textHash(JSON.stringify(input) ?? '') } };
    const answer = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, key, command, () => this.store(tx, actor, articleId, incoming, key)),
    );
    this.news.tell(actor.teamId, [{ type: 'article', id: articleId }]);
    return answer;
  }

  private async store(
    tx: Tx,
    actor: Actor,
    articleId: string,
    incoming: readonly IncomingAnnotation[],
    key: string,
  ): Promise<ImportedAnnotationsData> {
    if ((await articleById(tx, actor.teamId, articleId)) === null) {
      throw new Refused({ code: 'not-found', message: 'There is no such article.' });
    }
    const object = { type: 'article', id: articleId } as const;
    const { at } = await this.ledger.lock(tx, actor, object);
    const versions = await versionsOf(tx, actor.teamId, articleId);
    const last = must(versions.at(-1), 'an article has a version');
    const claims = new Set((await appearancesIn(tx, actor.teamId, articleId)).map(({ claim_id }) => claim_id));
    const items: Items = [];
    for (const version of versions) {
      const own = [...incoming.entries()].filter(([, { sha256 }]) => (versions.find((one) => one.sha256 === sha256) ?? last) === version);
      if (own.length > 0) items.push(...(await this.into(tx, actor, version, own, claims)));
    }
    const imported = items.filter(({ outcome }) => outcome === 'exact' || outcome === 'moved' || outcome === 'changed').length;
    if (imported > 0) await this.ledger.append(tx, actor, object, [{ type: 'AnnotationsImported', data: { count: imported } }], key, at);
    return { imported, items: items.sort((a, b) => a.index - b.index) };
  }

  /** Writes those that have a certain place in the version; tells of each what became of it. */
  private async into(
    tx: Tx,
    actor: Actor,
    version: VersionRecord,
    incoming: readonly (readonly [number, IncomingAnnotation])[],
    claims: ReadonlySet<string>,
  ): Promise<Items> {
    const name = documentName('article', version.id);
    const known = new Set(annotationsOf(await this.documents.readLocked(tx, actor.teamId, name)).keys());
    const text = new AnchorText(await versionText(tx, version.id));
    const judged = incoming.map(([index, one]) => ({ index, one, placed: placeIncoming(text, one, known) }));
    const made = judged.flatMap(({ one, placed }) => (placed.anchor === null ? [] : [{ one, anchor: placed.anchor }]));
    if (made.length > 0) {
      await this.documents.write(tx, actor, name, (doc) => {
        for (const { one, anchor } of made) {
          const claimId = one.claimId !== null && claims.has(one.claimId) ? one.claimId : null;
          addImported(doc, { ...one, id: one.id ?? randomUUID(), anchor, claimId });
        }
      });
    }
    return judged.map(({ index, one, placed }) => itemOf(index, one, placed, version.number));
  }
}

function itemOf(index: number, one: IncomingAnnotation, { outcome, reason }: Placed, version: number): Items[number] {
  return { index, exact: one.exact, outcome, version, reason };
}
