import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import type { StatedDerivation } from '#shared/domain/claim/claim-commands.js';
import type { AddDerivation, WithdrawDerivation } from '#shared/protocol/commands.js';
import { routes } from '#shared/protocol/routes.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { Claims } from '../claims/claims.service.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../transport/handle.js';

@Controller()
export class DerivationsController {
  constructor(private readonly claims: Claims) {}

  @Handle(routes.addDerivation)
  add(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof AddDerivation>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'AddDerivation', id, ...body },
      command: () => ({ type: 'AddDerivation', ...stated(body) }),
    });
  }

  @Handle(routes.refuseDerivation)
  refuse(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof AddDerivation>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'RefuseDerivation', id, ...body },
      command: () => ({ type: 'RefuseDerivation', ...stated(body) }),
    });
  }

  @Handle(routes.withdrawRefusal)
  withdrawRefusal(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof WithdrawDerivation>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'derivation', id },
      key,
      request: { type: 'WithdrawRefusal', id, ...body },
      command: () => ({ type: 'WithdrawRefusal', refusalId: id, reason: body.reason }),
    });
  }

  @Handle(routes.withdrawDerivation)
  withdraw(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof WithdrawDerivation>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'derivation', id },
      key,
      request: { type: 'WithdrawDerivation', id, ...body },
      command: () => ({ type: 'WithdrawDerivation', derivationId: id, reason: body.reason }),
    });
  }
}

function stated({ from, to, kind, reason, seen }: z.infer<typeof AddDerivation>): StatedDerivation {
  return { from, to, kind, reason, ...(seen === undefined ? {} : { seen }) };
}
