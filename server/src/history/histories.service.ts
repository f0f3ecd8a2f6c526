import { Injectable } from '@nestjs/common';
import { documentName } from '#shared/document/layout.js';
import type { Actor } from '#shared/domain/actor.js';
import type { ClaimState } from '#shared/domain/claim/claim.js';
import type { TeamMember } from '#shared/domain/publication/snapshot.js';
import type { BlameData, HistoryData, HistoryEntryData, MomentData, PersonView } from '#shared/protocol/views.js';
import { findingsOf } from '../claims/after/claim-facts.store.js';
import { opinionsHidden, personOf } from '../claims/claim-view.js';
import { Claims } from '../claims/claims.service.js';
import { signed } from '../claims/projection.js';
import { policyNow, teamMembers } from '../claims/team.store.js';
import { Database } from '../database/database.service.js';
import type { Tx } from '../database/tx.js';
import { Ledger, type LedgerEntry } from '../ledger/ledger.service.js';
import { DocumentHistory, type Doing } from '../sync/document-history.service.js';
import { Refused } from '../transport/refused.js';
import { type ActSentence, claimActSentence } from './act-sentences.js';
import { articleActSentence } from './article-act-sentences.js';
import { articleVersions } from './article-version.store.js';

/** Part of one text of a claim after one stored update, in code points. */
export interface BlameQuery {
  readonly seq: number;
  readonly field: 'wording' | 'rationale' | 'notes';
  readonly from: number;
  readonly length: number;
}

const FINDING_WORDS = {
  lost: (name: string) => `the stored bytes of ${name} are not what was captured`,
  whole: (name: string) => `the stored bytes of ${name} are again what was captured`,
  same: (name: string) => `the page of ${name} is as it was captured`,
  differs: (name: string) => `the live page of ${name} differs from its capture`,
  gone: (name: string) => `the page of ${name} cannot be reached`,
} as const;

type People = ReadonlyMap<string, TeamMember>;

/** Every act and every editing burst, by whom and when; and the words at any moment (HI1). */
@Injectable()
export class Histories {
  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
    private readonly ledger: Ledger,
    private readonly documents: DocumentHistory,
  ) {}

  claim(actor: Actor, claimId: string): Promise<HistoryData> {
    return this.database.read(async (tx) => {
      const found = await this.claims.read(tx, actor.teamId, claimId);
      if (!found) throw new Refused({ code: 'not-found', message: 'There is no such claim.' });
      const people = await teamMembers(tx, actor.teamId);
      const hidden = opinionsHidden(found.state, actor, await policyNow(tx, actor.teamId));
      const acts = found.entries.map((entry) => {
        const hideOpinion = hidden && entry.by !== actor.userId;
        const nameOf = (id: string): string => personOf(id, people).name;
        return act(entry, 'claim', claimId, claimActSentence(signed(entry).event, { state: found.state, nameOf, hideOpinion }), people);
      });
      const findings = await this.findings(tx, actor.teamId, found.state, people);
      return this.history(tx, actor.teamId, [...acts, ...findings], people, [
        { name: documentName('sheet', claimId), title: 'Claim sheet' },
        { name: documentName('notes', claimId), title: 'Notes' },
      ]);
    });
  }

  article(actor: Actor, articleId: string): Promise<HistoryData> {
    return this.database.read(async (tx) => {
      const versions = await articleVersions(tx, actor.teamId, articleId);
      if (versions.length === 0) throw new Refused({ code: 'not-found', message: 'There is no such article.' });
      const people = await teamMembers(tx, actor.teamId);
      const entries = await this.ledger.read(tx, actor.teamId, { type: 'article', id: articleId });
      const acts = entries.map((entry) => act(entry, 'article', articleId, articleActSentence(entry.type, entry.data), people));
      const documents = versions.map(({ id, number }) => ({
        name: documentName('article', id),
        title: versions.length === 1 ? 'Marks' : `Marks on version ${number}`,
      }));
      return this.history(tx, actor.teamId, acts, people, documents);
    });
  }

  claimMoment(actor: Actor, claimId: string, kind: 'sheet' | 'notes', seq: number): Promise<MomentData> {
    return this.database.read((tx) => this.moment(tx, actor.teamId, documentName(kind, claimId), seq));
  }

  claimBlame(actor: Actor, claimId: string, { seq, field, from, length }: BlameQuery): Promise<BlameData> {
    return this.database.read(async (tx) => {
      const name = documentName(field === 'notes' ? 'notes' : 'sheet', claimId);
      const stretches = await this.documents.blame(tx, actor.teamId, name, seq, { field, from, to: from + length });
      if (!stretches) throw new Refused({ code: 'not-found', message: 'There is no such document.' });
      const people = await teamMembers(tx, actor.teamId);
      const doing = ({ userId, fromSeq, toSeq, at, until }: Doing): BlameData['stretches'][number]['written'] => ({
        by: userId === null ? null : personOf(userId, people),
        fromSeq,
        toSeq,
        at: at?.toISOString() ?? null,
        until: until?.toISOString() ?? null,
      });
      return {
        stretches: stretches.map(({ text, written, removed }) => ({ text, written: doing(written), removed: removed && doing(removed) })),
      };
    });
  }

  /** Without a version it is the last one. */
  articleMoment(actor: Actor, articleId: string, versionId: string | null, seq: number): Promise<MomentData> {
    return this.database.read(async (tx) => {
      const versions = await articleVersions(tx, actor.teamId, articleId);
      const version = versionId === null ? versions.at(-1) : versions.find(({ id }) => id === versionId);
      if (!version) throw new Refused({ code: 'not-found', message: 'There is no such article, or no such version of it.' });
      return this.moment(tx, actor.teamId, documentName('article', version.id), seq);
    });
  }

  /** What checks of captures and pages found: facts beside the acts, decided by nobody (EV4). */
  private async findings(tx: Tx, teamId: string, state: ClaimState, people: People): Promise<HistoryEntryData[]> {
    const captures = state.evidence.map(({ capture }) => capture.sha256);
    const found = await findingsOf(tx, teamId, state.id, captures);
    return found.map(({ at, by, kind, evidenceId, sha256, detail }) => {
      const item = state.evidence.find(({ id, capture }) => id === evidenceId || capture.sha256 === sha256);
      const name = item ? item.source || item.kind : 'evidence';
      const person = by === null ? null : personOf(by, people);
      return { kind: 'finding' as const, at, by: person, sentence: FINDING_WORDS[kind](name), detail: detail === '' ? null : detail };
    });
  }

  private async history(
    tx: Tx,
    teamId: string,
    acts: readonly HistoryEntryData[],
    people: People,
    names: readonly { name: string; title: string }[],
  ): Promise<HistoryData> {
    const entries = [...acts];
    const documents: HistoryData['documents'] = [];
    for (const { name, title } of names) {
      const extent = await this.documents.extent(tx, teamId, name);
      documents.push({
        name,
        title,
        head: extent?.head ?? 0,
        firstAt: extent?.firstAt?.toISOString() ?? null,
        lastAt: extent?.lastAt?.toISOString() ?? null,
      });
      for (const burst of await this.documents.bursts(tx, teamId, name)) {
        const { fromSeq, toSeq, updates, inserted, deleted } = burst;
        const [at, until] = [burst.at.toISOString(), burst.until.toISOString()];
        const by = personOf(burst.userId, people);
        entries.push({ kind: 'burst', at, until, by, document: name, fromSeq, toSeq, updates, inserted, deleted });
      }
    }
    entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    return { documents, entries };
  }

  private async moment(tx: Tx, teamId: string, name: string, seq: number): Promise<MomentData> {
    const moment = await this.documents.moment(tx, teamId, name, seq);
    if (!moment) throw new Refused({ code: 'not-found', message: 'There is no such document.' });
    const people = await teamMembers(tx, teamId);
    const person = (id: string | null): PersonView | null => (id === null ? null : personOf(id, people));
    return {
      document: name,
      seq: moment.seq,
      at: moment.at?.toISOString() ?? null,
      by: person(moment.userId),
      fields: moment.fields.map((field) => ({
        name: field.name,
        blocks: field.blocks.map(({ type, depth, runs }) => ({
          type,
          depth,
          runs: runs.map(({ text, author, removed, removedBy }) => ({
            text,
            author: person(author),
            removed,
            removedBy: person(removedBy),
          })),
        })),
      })),
      annotations: moment.annotations.map(({ id, kind, userId, anchor, imported, creator, messages }) => ({
        id,
        kind,
        by: person(userId),
        anchor: { ...anchor },
        imported,
        creator,
        messages: messages.map(({ userId: by, at, ...said }) => ({ ...said, by: person(by), at: at?.toISOString() ?? null })),
      })),
    };
  }
}

function act(entry: LedgerEntry, type: string, id: string, told: ActSentence, people: People): HistoryEntryData {
  return {
    kind: 'act',
    at: entry.at,
    by: personOf(entry.by, people),
    type: entry.type,
    sentence: told.sentence,
    detail: told.detail,
    object: { type, id, seq: entry.seq },
    hash: entry.hash,
  };
}
