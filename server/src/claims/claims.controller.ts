import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import type {
  AppearanceBody,
  AssignMember,
  CloseNotCheckable,
  OpenClaimBody,
  ReopenClaim,
  WithdrawAppearance,
} from '#shared/protocol/commands.js';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData, ClaimRowData, ReceiptData } from '#shared/protocol/views.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param, Query } from '../transport/handle.js';
import { Appearances } from './appearances.service.js';
import { nextNumber } from './claim.store.js';
import { ClaimViews, type DeskQuery } from './claim-views.service.js';
import { Claims } from './claims.service.js';

@Controller()
export class ClaimsController {
  constructor(
    private readonly claims: Claims,
    private readonly views: ClaimViews,
    private readonly appearances: Appearances,
  ) {}

  @Handle(routes.openClaim)
  open(@CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Body() body: OpenClaimBody): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: 'new',
      key,
      request: { type: 'OpenClaim', ...body },
      command: async (tx) => ({
        type: 'OpenClaim',
        number: await nextNumber(tx, actor.teamId),
        wording: body.wording,
        claimant: body.claimant === undefined || body.claimant === '' ? null : body.claimant,
        appearance: body.appearance ? await this.appearances.appearance(tx, actor.teamId, body.appearance) : null,
      }),
    });
  }

  @Handle(routes.claims)
  desk(@CurrentActor() actor: Actor, @Query() query: DeskQuery): Promise<{ claims: ClaimRowData[]; counts: Record<string, number> }> {
    return this.views.desk(actor, query);
  }

  @Handle(routes.claim)
  one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ClaimData> {
    return this.views.view(actor, id);
  }

  @Handle(routes.addAppearance)
  addAppearance(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: AppearanceBody,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'AddAppearance', id, ...body },
      command: async (tx) => ({ type: 'AddAppearance', appearance: await this.appearances.appearance(tx, actor.teamId, body) }),
    });
  }

  @Handle(routes.withdrawAppearance)
  withdrawAppearance(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof WithdrawAppearance>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'appearance', id },
      key,
      request: { type: 'WithdrawAppearance', id, ...body },
      command: () => ({ type: 'WithdrawAppearance', appearanceId: id, reason: body.reason }),
    });
  }

  @Handle(routes.assignMember)
  assign(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof AssignMember>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'AssignMember', id, ...body },
      command: () => ({ type: 'AssignMember', userId: body.userId, assigned: body.assigned }),
    });
  }

  @Handle(routes.closeNotCheckable)
  close(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof CloseNotCheckable>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'CloseNotCheckable', id, ...body },
      command: () => ({ type: 'CloseNotCheckable', reason: body.reason, explanation: body.explanation }),
    });
  }

  @Handle(routes.reopenClaim)
  reopen(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof ReopenClaim>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'ReopenClaim', id, ...body },
      command: () => ({ type: 'ReopenClaim', reason: body.reason }),
    });
  }
}
