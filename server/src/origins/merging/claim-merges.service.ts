import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { ClaimState } from '#shared/domain/claim/claim.js';
import type { ClaimCommand } from '#shared/domain/claim/claim-commands.js';
import { must } from '#shared/lib/must.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { News } from '../../broadcast/news.js';
import { Claims } from '../../claims/claims.service.js';
import { Database } from '../../database/database.service.js';
import type { Tx } from '../../database/tx.js';
import { Ledger } from '../../ledger/ledger.service.js';
import { Refused } from '../../transport/refused.js';

/** Merging and taking apart: one act on each of two claims, in one transaction, with both chains locked in one order (MG1). */
@Injectable()
export class ClaimMerges {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly claims: Claims,
    private readonly news: News,
  ) {}

  merge(actor: Actor, key: string, claimId: string, body: { readonly claimId: string; readonly reason: string }): Promise<ReceiptData> {
    const { claimId: otherId, reason } = body;
    if (claimId === otherId) throw new Refused({ code: 'malformed', message: 'A claim cannot be merged into itself.', path: 'claimId' });
    return this.both(actor, key, { type: 'MergeClaims', id: claimId, ...body }, [claimId, otherId], async (tx) => {
      const [stays, goes] = [await this.state(tx, actor, claimId), await this.state(tx, actor, otherId)];
      const { wording } = await this.claims.sheet(tx, actor.teamId, otherId, false);
      // First the one that goes may refuse, then its parts go over, and last its rows let go of them.
      const absorb = {
        type: 'AbsorbClaim',
        other: goes,
        wording: wording.trim() === '' ? goes.wordingAtOpening : wording,
        reason,
      } as const;
      await this.act(tx, actor, otherId, `${key}:other`, { type: 'MergeIntoClaim', into: { id: stays.id, number: stays.number }, reason });
      return this.act(tx, actor, claimId, key, absorb);
    });
  }

  unmerge(actor: Actor, key: string, claimId: string, reason: string): Promise<ReceiptData> {
    return this.both(actor, key, { type: 'UnmergeClaim', id: claimId, reason }, [claimId], async (tx) => {
      const { mergedInto } = await this.state(tx, actor, claimId);
      if (mergedInto === null) throw new Refused({ code: 'not-found', message: 'This claim is not merged into another.' });
      const from = await this.state(tx, actor, mergedInto.claimId);
      await this.act(tx, actor, mergedInto.claimId, `${key}:other`, { type: 'ReleaseClaim', claimId, reason });
      return this.act(tx, actor, claimId, key, { type: 'UnmergeClaim', from, reason });
    });
  }

  private async both(
    actor: Actor,
    key: string,
    request: object,
    ids: readonly string[],
    work: (tx: Tx) => Promise<ReceiptData>,
  ): Promise<ReceiptData> {
    const touched = new Set(ids);
    const receipt = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, key, request, async () => {
        for (const id of ids) {
          const found = await this.claims.read(tx, actor.teamId, id);
          if (found?.state.mergedInto) touched.add(found.state.mergedInto.claimId);
        }
        for (const id of [...touched].sort((a, b) => (a < b ? -1 : 1))) await this.ledger.lock(tx, actor, { type: 'claim', id });
        return work(tx);
      }),
    );
    this.news.tell(
      actor.teamId,
      [...touched].map((id) => ({ type: 'claim' as const, id })),
    );
    return receipt;
  }

  private async state(tx: Tx, actor: Actor, claimId: string): Promise<ClaimState> {
    const found = await this.claims.read(tx, actor.teamId, claimId);
    if (!found) throw new Refused({ code: 'not-found', message: 'There is no such claim.', path: 'claimId' });
    return must(found.state, 'a claim with acts');
  }

  private async act(tx: Tx, actor: Actor, claimId: string, key: string, command: ClaimCommand): Promise<ReceiptData> {
    return (await this.claims.act(tx, actor, claimId, { claim: claimId, key, request: {}, command: () => command })).receipt;
  }
}
