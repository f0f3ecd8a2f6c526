import { Injectable } from '@nestjs/common';
import { documentName } from '#shared/document/layout.js';
import { must } from '#shared/lib/must.js';
import type { ArticleVersionData } from '#shared/protocol/reading.js';
import type { ArticleData, ArticleRowData, PersonView } from '#shared/protocol/views.js';
import { artefactsOf } from '#shared/text/artefacts.js';
import type { Tx } from '../database/tx.js';
import { People } from '../identity/people.service.js';
import { spellingsOf } from '../origins/names/spellings.store.js';
import { Refused } from '../transport/refused.js';
import {
  type ArticleRecord,
  appearancesIn,
  articleById,
  listArticles,
  regionsOfVersion,
  versionText,
  withdrawnIn,
} from './article.store.js';
import { AnchorPlacements } from './versions/anchor-placements.service.js';
import type { Description } from './versions/description.js';
import { evidenceSpansIn, type VersionRecord, versionsOf } from './versions/version.store.js';

@Injectable()
export class ArticleViews {
  constructor(
    private readonly people: People,
    private readonly placements: AnchorPlacements,
  ) {}

  async list(tx: Tx, teamId: string, search: string): Promise<ArticleRowData[]> {
    const words = search
      .normalize('NFC')
      .split(/\s+/)
      .filter((word) => word !== '');
    const searched = words.slice(0, 12);
    const records = await listArticles(tx, teamId, searched, await spellingsOf(tx, teamId, searched));
    const people = await this.people.byIds(
      tx,
      teamId,
      records.map((record) => record.imported_by),
    );
    return records.map((record) => articleRow(record, people));
  }

  /** The article with the text and the description of that version, or of the last one. */
  async one(tx: Tx, teamId: string, id: string, number: number | null): Promise<ArticleData> {
    const record = await articleById(tx, teamId, id);
    if (record === null) throw new Refused({ code: 'not-found', message: 'There is no such article.' });
    const versions = await versionsOf(tx, teamId, id);
    const shown = versions.find((version) => version.number === (number ?? record.version_number));
    if (shown === undefined) throw new Refused({ code: 'not-found', message: `The article has no version ${number}.`, path: 'version' });
    const placements = await this.placements.standing(tx, teamId, id);
    const importers = [record.imported_by, ...versions.map(({ imported_by }) => imported_by)];
    const people = await this.people.byIds(tx, teamId, [...importers, ...placements.map(({ by }) => by)]);
    const person = (userId: string): PersonView => must(people.get(userId), 'whoever acts on an article is a member');
    const text = await versionText(tx, shown.id);
    const regions = await regionsOfVersion(tx, shown.id);
    return {
      ...articleRow(record, people),
      ...described(shown),
      version: versionView(shown, person),
      versions: versions.map((version) => versionView(version, person)),
      text,
      regions,
      artefacts: artefactsOf(text, regions),
      document: documentName('article', shown.id),
      ...(await this.spans(tx, teamId, id)),
      placements: placements.map(({ from, versionId, place, by, at }) => ({ from, versionId, place, by: person(by), at })),
    };
  }

  private async spans(tx: Tx, teamId: string, id: string): Promise<Pick<ArticleData, 'appearances' | 'withdrawn' | 'evidenceSpans'>> {
    const appearances = await appearancesIn(tx, teamId, id);
    const withdrawn = await withdrawnIn(tx, teamId, id);
    const evidence = await evidenceSpansIn(tx, teamId, id);
    return {
      appearances: appearances.map(({ claim_id, claim_number, id: appearanceId, wording, attitude, version_id, ...anchor }) => ({
        id: appearanceId,
        claimId: claim_id,
        claimNumber: claim_number,
        wording,
        attitude,
        versionId: version_id,
        anchor,
      })),
      withdrawn: withdrawn.map(({ annotation_id, claim_id, claim_number, wording }) => ({
        annotationId: annotation_id,
        claimId: claim_id,
        claimNumber: claim_number,
        wording,
      })),
      evidenceSpans: evidence.map(({ id: evidenceId, version_id, anchor, stance, claim_id, claim_number, wording }) => ({
        id: evidenceId,
        versionId: version_id,
        anchor,
        stance,
        claimId: claim_id,
        claimNumber: claim_number,
        wording,
      })),
    };
  }
}

function versionView(version: VersionRecord, person: (userId: string) => PersonView): ArticleVersionData {
  return {
    id: version.id,
    number: version.number,
    sha256: version.sha256,
    capturedAt: version.captured_at.toISOString(),
    importedBy: person(version.imported_by),
    raw: version.raw_sha256,
    words: version.words,
    ...described(version),
    document: documentName('article', version.id),
  };
}

function described({ title, source, byline, url, publishedOn, language }: Description): Description {
  return { title, source, byline, url, publishedOn, language };
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
