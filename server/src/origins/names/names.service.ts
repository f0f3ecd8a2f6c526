import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import type { NamesData } from '#shared/protocol/origins/names.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { entitiesOf, suggestMerges } from '#shared/text/names/people.js';
import { News } from '../../broadcast/news.js';
import { personOf } from '../../claims/claim-view.js';
import { teamMembers } from '../../claims/team.store.js';
import { Database } from '../../database/database.service.js';
import type { Tx } from '../../database/tx.js';
import { Ledger } from '../../ledger/ledger.service.js';
import { Refused } from '../../transport/refused.js';
import { Tracing } from '../tracing/tracing.service.js';
import { insertJudgement, type JudgementRow, lockNames, nameJudgements, withdrawJudgement } from './name.store.js';

/** Who is who: printed names stay as they are; that two mean one person is judged by people and can be taken back (NM2). */
@Injectable()
export class Names {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly news: News,
    private readonly tracing: Tracing,
  ) {}

  async view(actor: Actor): Promise<NamesData> {
    const printed = new Map(await this.tracing.ask('names', { teamId: actor.teamId }));
    return this.database.read(async (tx) => {
      const people = await teamMembers(tx, actor.teamId);
      const judgements = await nameJudgements(tx, actor.teamId);
      const stand = judgements.filter(({ withdrawnAt }) => withdrawnAt === null);
      const entities = entitiesOf(printed, stand);
      return {
        entities: entities.map(({ name, spellings }) => ({ name, spellings: [...spellings] })),
        suggestions: suggestMerges(entities, stand).map((one) => ({ ...one })),
        judgements: judgements.map(({ id, one, other, same, reason, by, at, withdrawnBy, withdrawnAt, withdrawnReason }) => ({
          id,
          one,
          other,
          same,
          reason,
          by: personOf(by, people),
          at: at.toISOString(),
          withdrawn:
            withdrawnBy === null || withdrawnAt === null
              ? null
              : { by: personOf(withdrawnBy, people), at: withdrawnAt.toISOString(), reason: withdrawnReason ?? '' },
        })),
      };
    });
  }

  judge(actor: Actor, key: string, body: { one: string; other: string; same: boolean; reason: string }): Promise<ReceiptData> {
    const { one, other, same, reason } = body;
    if (one === other) throw new Refused({ code: 'malformed', message: 'These are the same letters already.', path: 'other' });
    return this.act(actor, key, { type: 'JudgeNames', ...body }, async (tx) => {
      const id = randomUUID();
      const stand = (await nameJudgements(tx, actor.teamId)).filter(({ withdrawnAt }) => withdrawnAt === null);
      if (stand.some((known) => pair(known) === pair(body))) {
        throw new Refused({ code: 'already-exists', message: 'This is judged already. Take that judgement back first.' });
      }
      const { seq, at } = await this.append(tx, actor, id, key, same ? 'NamesMerged' : 'NamesKeptApart', { one, other, reason });
      await insertJudgement(tx, actor.teamId, { id, one, other, same, reason, by: actor.userId, at });
      return { id, number: null, seq };
    });
  }

  withdraw(actor: Actor, key: string, id: string, reason: string): Promise<ReceiptData> {
    return this.act(actor, key, { type: 'WithdrawNameJudgement', id, reason }, async (tx) => {
      const found = (await nameJudgements(tx, actor.teamId)).find((judgement) => judgement.id === id);
      if (found === undefined) throw new Refused({ code: 'not-found', message: 'There is no such judgement of names.' });
      if (found.withdrawnAt !== null) throw new Refused({ code: 'already-exists', message: 'This judgement is taken back already.' });
      const { one, other, same } = found;
      const { seq, at } = await this.append(tx, actor, id, key, 'NameJudgementWithdrawn', { one, other, same, reason });
      await withdrawJudgement(tx, id, actor.userId, at, reason);
      return { id, number: null, seq };
    });
  }

  private async act(actor: Actor, key: string, request: object, work: (tx: Tx) => Promise<ReceiptData>): Promise<ReceiptData> {
    const receipt = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, key, request, async () => {
        await lockNames(tx, actor.teamId);
        return work(tx);
      }),
    );
    this.news.tell(actor.teamId, [{ type: 'names', id: receipt.id }]);
    return receipt;
  }

  private async append(tx: Tx, actor: Actor, id: string, key: string, type: string, data: Record<string, unknown>) {
    const [entry] = await this.ledger.append(tx, actor, { type: 'names', id }, [{ type, data }], key);
    return must(entry, 'one event makes one entry');
  }
}

function pair({ one, other }: Pick<JudgementRow, 'one' | 'other'>): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`;
}
