import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import type { AttachEvidenceBody, GradeEvidence, WithdrawEvidence } from '#shared/protocol/commands.js';
import { routes } from '#shared/protocol/routes.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { Claims } from '../claims/claims.service.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../transport/handle.js';
import { NewEvidence } from './new-evidence.service.js';

@Controller()
export class EvidenceController {
  constructor(
    private readonly claims: Claims,
    private readonly newEvidence: NewEvidence,
  ) {}

  @Handle(routes.attachEvidence)
  attach(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: AttachEvidenceBody,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'AttachEvidence', id, ...body },
      command: (tx) => this.newEvidence.command(tx, actor, body),
    });
  }

  @Handle(routes.gradeEvidence)
  grade(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof GradeEvidence>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'evidence', id },
      key,
      request: { type: 'GradeEvidence', id, ...body },
      command: () => ({ type: 'GradeEvidence', evidenceId: id, grade: body.grade, reason: body.reason }),
    });
  }

  @Handle(routes.withdrawEvidence)
  withdraw(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof WithdrawEvidence>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'evidence', id },
      key,
      request: { type: 'WithdrawEvidence', id, ...body },
      command: () => ({ type: 'WithdrawEvidence', evidenceId: id, reason: body.reason }),
    });
  }
}
