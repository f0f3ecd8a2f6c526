import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import type { AttachEvidenceBody, GradeEvidence, WithdrawEvidence } from '#shared/protocol/commands.js';
import type { ChangeStance, LiveCheckData, NoteSource } from '#shared/protocol/evidence.js';
import { routes } from '#shared/protocol/routes.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { Claims } from '../claims/claims.service.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../transport/handle.js';
import { NewEvidence } from './new-evidence.service.js';
import { PageCaptures } from './pages/page-captures.service.js';

@Controller()
export class EvidenceController {
  constructor(
    private readonly claims: Claims,
    private readonly newEvidence: NewEvidence,
    private readonly pages: PageCaptures,
  ) {}

  @Handle(routes.attachEvidence)
  async attach(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: AttachEvidenceBody,
  ): Promise<ReceiptData> {
    let attached = false;
    const receipt = await this.claims.execute(actor, {
      claim: id,
      key,
      request: { type: 'AttachEvidence', id, ...body },
      command: (tx) => {
        attached = true;
        return this.newEvidence.command(tx, actor, body);
      },
    });
    if (attached && body.kind === 'link') this.pages.begin(actor, receipt.id);
    return receipt;
  }

  @Handle(routes.capturePage)
  capture(@CurrentActor() actor: Actor, @IdempotencyKey() key: string, @Param('id') id: string): Promise<ReceiptData> {
    return this.pages.capture(actor, id, key);
  }

  @Handle(routes.checkLivePage)
  checkLive(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<LiveCheckData> {
    return this.pages.checkLive(actor, id);
  }

  @Handle(routes.changeStance)
  changeStance(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof ChangeStance>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'evidence', id },
      key,
      request: { type: 'ChangeStance', id, ...body },
      command: () => ({ type: 'ChangeStance', evidenceId: id, stance: body.stance, reason: body.reason }),
    });
  }

  @Handle(routes.noteSource)
  noteSource(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body() body: z.infer<typeof NoteSource>,
  ): Promise<ReceiptData> {
    return this.claims.execute(actor, {
      claim: { part: 'evidence', id },
      key,
      request: { type: 'NoteSource', id, ...body },
      command: () => ({ type: 'NoteSource', evidenceId: id, ...body }),
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
