import { Injectable } from '@nestjs/common';
import { documentName } from '#shared/document/layout.js';
import { must } from '#shared/lib/must.js';
import type { ArticleData, ArticleRowData, PersonView } from '#shared/protocol/views.js';
import { artefactsOf } from '#shared/text/artefacts.js';
import type { Tx } from '../database/tx.js';
import { People } from '../identity/people.service.js';
import { Refused } from '../transport/refused.js';
import { type ArticleRecord, appearancesIn, articleById, listArticles, regionsOfVersion, versionText } from './article.store.js';

@Injectable()
export class ArticleViews {
  constructor(private readonly people: People) {}

  async list(tx: Tx, teamId: string, search: string): Promise<ArticleRowData[]> {
    const words = search
      .normalize('NFC')
      .split(/\s+/)
      .filter((word) => word !== '');
    const records = await listArticles(tx, teamId, words.slice(0, 12));
    const people = await this.people.byIds(
      tx,
      teamId,
      records.map((record) => record.imported_by),
    );
    return records.map((record) => articleRow(record, people));
  }

  async one(tx: Tx, teamId: string, id: string): Promise<ArticleData> {
    const record = await articleById(tx, teamId, id);
    if (record === null) throw new Refused({ code: 'not-found', message: 'There is no such article.' });
    const text = await versionText(tx, record.version_id);
    const regions = await regionsOfVersion(tx, record.version_id);
    const appearances = await appearancesIn(tx, teamId, id);
    return {
      ...articleRow(record, await this.people.byIds(tx, teamId, [record.imported_by])),
      url: record.url,
      version: {
        id: record.version_id,
        number: record.version_number,
        sha256: record.sha256,
        capturedAt: record.captured_at.toISOString(),
        raw: record.raw_sha256,
      },
      text,
      regions,
      artefacts: artefactsOf(text, regions),
      document: documentName('article', record.version_id),
      appearances: appearances.map(({ claim_id, claim_number, id: appearanceId, wording, attitude, ...anchor }) => ({
        id: appearanceId,
        claimId: claim_id,
        claimNumber: claim_number,
        wording,
        attitude,
        anchor,
      })),
    };
  }
}

function articleRow(record: ArticleRecord, people: ReadonlyMap<string, PersonView>): ArticleRowData {
  return {
    id: record.id,
    number: record.number,
    title: record.title,
    source: record.source,
    byline: record.byline,
    publishedOn: record.published_on,
    language: record.language,
    importedAt: record.imported_at.toISOString(),
    importedBy: must(people.get(record.imported_by), 'whoever imported an article is a member'),
    words: record.words,
    marks: { notes: record.notes, questions: record.questions, claims: record.claims },
  };
}
