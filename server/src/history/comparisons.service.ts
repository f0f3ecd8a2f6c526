import { Injectable } from '@nestjs/common';
import { documentName } from '#shared/document/layout.js';
import type { Actor } from '#shared/domain/actor.js';
import type { ClaimMilestonesData, TextDifferenceData } from '#shared/protocol/history/difference.js';
import { personOf } from '../claims/claim-view.js';
import { Claims } from '../claims/claims.service.js';
import { teamMembers } from '../claims/team.store.js';
import { Database } from '../database/database.service.js';
import { DocumentHistory } from '../sync/document-history.service.js';
import { Refused } from '../transport/refused.js';

type Milestone = ClaimMilestonesData['milestones'][number];

/** Acts that people want to compare with. */
const MILESTONES: Readonly<Record<string, Milestone['what']>> = {
  VerdictProposed: 'proposed',
  ProposalReturned: 'returned',
  VerdictApproved: 'approved',
  VerdictPublished: 'published',
  ClaimReopened: 'reopened',
};

/** Any two moments of a claim's text beside each other (HI7). */
@Injectable()
export class Comparisons {
  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
    private readonly documents: DocumentHistory,
  ) {}

  milestones(actor: Actor, claimId: string): Promise<ClaimMilestonesData> {
    return this.database.read(async (tx) => {
      const found = await this.claims.read(tx, actor.teamId, claimId);
      if (!found) throw new Refused({ code: 'not-found', message: 'There is no such claim.' });
      const people = await teamMembers(tx, actor.teamId);
      const acts = found.entries.flatMap(({ type, at, by }) => {
        const what = MILESTONES[type];
        return what === undefined ? [] : [{ what, at, by: personOf(by, people) }];
      });
      const seqs = await this.documents.seqsAt(
        tx,
        actor.teamId,
        documentName('sheet', claimId),
        acts.map(({ at }) => at),
      );
      return { milestones: acts.map((act, index) => ({ ...act, seq: seqs[index] ?? 0 })) };
    });
  }

  difference(actor: Actor, claimId: string, asked: { from: number; to: number; document: 'sheet' | 'notes' }): Promise<TextDifferenceData> {
    return this.database.read(async (tx) => {
      const name = documentName(asked.document, claimId);
      const found = await this.documents.difference(tx, actor.teamId, name, asked.from, asked.to);
      if (!found) throw new Refused({ code: 'not-found', message: 'There is no such document.' });
      const people = await teamMembers(tx, actor.teamId);
      const moment = ({ seq, at }: { seq: number; at: Date | null }) => ({ seq, at: at?.toISOString() ?? null });
      return {
        document: name,
        from: moment(found.from),
        to: moment(found.to),
        fields: found.fields.map((field) => ({
          name: field.name,
          blocks: field.blocks.map(({ type, depth, runs }) => ({
            type,
            depth,
            runs: runs.map(({ text, change, userIds }) => ({
              text,
              change,
              by: userIds.flatMap((id) => (id === null ? [] : [personOf(id, people)])),
            })),
          })),
        })),
      };
    });
  }
}
