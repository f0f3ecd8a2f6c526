import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import type { AdoptDissent, AnswerDissent, FileDissent, WithdrawDissent } from '#shared/protocol/commands.js';
import { routes } from '#shared/protocol/routes.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { Claims } from '../claims/claims.service.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../transport/handle.js';

@Controller()
export class DissentsController {
  constructor(private readonly claims: Claims) {}

  @Handle(routes.fileDissent)
  file(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof FileDissent>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'proposal', id },
      key,
      request: { type: 'FileDissent', id, ...body },
      command: () => ({ type: 'FileDissent', proposalId: id, rating: body.rating, reason: body.reason, evidence: body.evidence }),
    });
  }

  @Handle(routes.answerDissent)
  answer(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof AnswerDissent>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'dissent', id },
      key,
      request: { type: 'AnswerDissent', id, ...body },
      command: () => ({ type: 'AnswerDissent', dissentId: id, answer: body.answer }),
    });
  }

  @Handle(routes.withdrawDissent)
  withdraw(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof WithdrawDissent>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'dissent', id },
      key,
      request: { type: 'WithdrawDissent', id, ...body },
      command: () => ({ type: 'WithdrawDissent', dissentId: id, reason: body.reason }),
    });
  }

  @Handle(routes.adoptDissent)
  adopt(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof AdoptDissent>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'dissent', id },
      key,
      request: { type: 'AdoptDissent', id, ...body },
      command: () => ({ type: 'AdoptDissent', dissentId: id, reason: body.reason }),
    });
  }
}
