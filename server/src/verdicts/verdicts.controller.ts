import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import type {
  ApproveProposal,
  CorrectPublication,
  GiveOpinion,
  ProposeVerdict,
  PublishClaim,
  ReturnProposal,
} from '#shared/protocol/commands.js';
import { routes } from '#shared/protocol/routes.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { Claims } from '../claims/claims.service.js';
import { People } from '../identity/people.service.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../transport/handle.js';
import { Refused } from '../transport/refused.js';

@Controller()
export class VerdictsController {
  constructor(
    private readonly claims: Claims,
    private readonly people: People,
  ) {}

  @Handle(routes.giveOpinion)
  giveOpinion(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof GiveOpinion>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'GiveOpinion', id, ...body },
      command: () => ({ type: 'GiveOpinion', rating: body.rating, reason: body.reason }),
    });
  }

  @Handle(routes.proposeVerdict)
  propose(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof ProposeVerdict>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'ProposeVerdict', id, ...body },
      command: () => ({ type: 'ProposeVerdict', rating: body.rating, contentHash: body.contentHash }),
    });
  }

  @Handle(routes.returnProposal)
  return(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof ReturnProposal>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'proposal', id },
      key,
      request: { type: 'ReturnProposal', id, ...body },
      command: () => ({ type: 'ReturnProposal', proposalId: id, comment: body.comment }),
    });
  }

  /** The password is asked again, and stays out of what the idempotency key stands for. */
  @Handle(routes.approveProposal)
  async approve(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof ApproveProposal>,
  ): Promise<ReceiptData> {
    const { password, ...approval } = body;
    if (!(await this.people.verifyPassword(actor, password))) {
      throw new Refused({ code: 'password-wrong', message: 'This is not your password.', path: 'password' });
    }
    return this.claims.execute(actor, {
      claim: { part: 'proposal', id },
      key,
      request: { type: 'ApproveProposal', id, ...approval },
      command: () => ({ type: 'ApproveProposal', proposalId: id, ...approval }),
    });
  }

  @Handle(routes.publishClaim)
  publish(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof PublishClaim>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'PublishClaim', id, ...body },
      command: () => ({ type: 'PublishClaim', contentHash: body.contentHash, asOf: body.asOf ?? null }),
    });
  }

  @Handle(routes.correctPublication)
  correct(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof CorrectPublication>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'CorrectPublication', id, ...body },
      command: () => ({ type: 'CorrectPublication', ...body }),
    });
  }
}
