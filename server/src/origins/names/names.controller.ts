import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import type { JudgeNames, NamesData } from '#shared/protocol/origins/names.js';
import { routes } from '#shared/protocol/routes.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../../transport/handle.js';
import { Names } from './names.service.js';

@Controller()
export class NamesController {
  constructor(private readonly names: Names) {}

  @Handle(routes.names)
  view(@CurrentActor() actor: Actor): Promise<NamesData> {
    return this.names.view(actor);
  }

  @Handle(routes.judgeNames)
  judge(@CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Body() body: z.infer<typeof JudgeNames>): Promise<ReceiptData> {
    return this.names.judge(actor, key, body);
  }

  @Handle(routes.withdrawNameJudgement)
  withdraw(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: { readonly reason: string },
  ): Promise<ReceiptData> {
    return this.names.withdraw(actor, key, id, body.reason);
  }
}
