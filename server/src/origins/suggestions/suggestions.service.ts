import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import type { SuggestionsData } from '#shared/protocol/origins/names.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { CodePoints } from '#shared/text/code-points.js';
import { type CheckWorthy, checkWorthy } from '#shared/text/suggestions/check-worthy.js';
import { articleById, regionsOfVersion, versionText } from '../../articles/article.store.js';
import { News } from '../../broadcast/news.js';
import { personOf } from '../../claims/claim-view.js';
import { teamMembers } from '../../claims/team.store.js';
import { Database } from '../../database/database.service.js';
import type { Tx } from '../../database/tx.js';
import { Ledger } from '../../ledger/ledger.service.js';
import { Refused } from '../../transport/refused.js';
import { judgementsOf, precisionOf, storeJudgement } from './suggestion.store.js';

/** Sentences that may be worth checking: offered, never marked by themselves; what people decide of them is kept (SG1). */
@Injectable()
export class Suggestions {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly news: News,
  ) {}

  view(actor: Actor, articleId: string): Promise<SuggestionsData> {
    return this.database.read(async (tx) => {
      const { versionId, points, found } = await this.found(tx, actor.teamId, articleId);
      const people = await teamMembers(tx, actor.teamId);
      const judged = await judgementsOf(tx, versionId);
      return {
        suggestions: found.map(({ start, end, score, reasons }) => {
          const own = judged.find((one) => one.start === start && one.end === end);
          const text = points.slice(start, end);
          const decided = own === undefined ? null : { accepted: own.accepted, by: personOf(own.by, people), at: own.at.toISOString() };
          return { start, end, text, score, reasons: [...reasons], judged: decided };
        }),
        precision: await precisionOf(tx, actor.teamId),
      };
    });
  }

  async judge(actor: Actor, key: string, articleId: string, body: { start: number; end: number; accepted: boolean }): Promise<ReceiptData> {
    const { start, end, accepted } = body;
    const receipt = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, key, { type: 'JudgeSuggestion', articleId, ...body }, async () => {
        const { versionId, number, points, found } = await this.found(tx, actor.teamId, articleId);
        if (!found.some((one) => one.start === start && one.end === end)) {
          throw new Refused({ code: 'not-found', message: 'Nothing is suggested at this place of the article.' });
        }
        const type = accepted ? 'SuggestionAccepted' : 'SuggestionDismissed';
        const data = { version: versionId, start, end, words: points.slice(start, end).slice(0, 300) };
        const [entry] = await this.ledger.append(tx, actor, { type: 'article', id: articleId }, [{ type, data }], key);
        const { seq, at } = must(entry, 'one event makes one entry');
        await storeJudgement(tx, actor.teamId, versionId, { start, end, accepted, by: actor.userId, at });
        return { id: articleId, number, seq };
      }),
    );
    this.news.tell(actor.teamId, [{ type: 'article', id: articleId }]);
    return receipt;
  }

  private async found(
    tx: Tx,
    teamId: string,
    articleId: string,
  ): Promise<{ versionId: string; number: number; points: CodePoints; found: CheckWorthy[] }> {
    const article = await articleById(tx, teamId, articleId);
    if (article === null) throw new Refused({ code: 'not-found', message: 'There is no such article.' });
    const text = await versionText(tx, article.version_id);
    const regions = await regionsOfVersion(tx, article.version_id);
    return {
      versionId: article.version_id,
      number: article.number,
      points: new CodePoints(text),
      found: checkWorthy(text, regions, article.source),
    };
  }
}
