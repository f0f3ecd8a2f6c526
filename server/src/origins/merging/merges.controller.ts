import { Controller } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { routes } from '#shared/protocol/routes.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../../transport/handle.js';
import { ClaimMerges } from './claim-merges.service.js';

@Controller()
export class MergesController {
  constructor(private readonly merges: ClaimMerges) {}

  @Handle(routes.mergeClaims)
  merge(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: { readonly claimId: string; readonly reason: string },
  ): Promise<ReceiptData> {
    return this.merges.merge(actor, key, id, body);
  }

  @Handle(routes.unmergeClaim)
  unmerge(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: { readonly reason: string },
  ): Promise<ReceiptData> {
    return this.merges.unmerge(actor, key, id, body.reason);
  }
}
