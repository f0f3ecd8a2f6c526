import { Controller } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { ChangePolicyBody } from '#shared/protocol/commands.js';
import type { PolicyPreviewData, TeamAgreementData } from '#shared/protocol/evidence.js';
import { routes } from '#shared/protocol/routes.js';
import { Body, CurrentActor, Handle } from '../../transport/handle.js';
import { PolicyPreviews } from './policy-previews.service.js';

@Controller()
export class PolicyPreviewController {
  constructor(private readonly previews: PolicyPreviews) {}

  @Handle(routes.previewPolicy)
  preview(@CurrentActor() actor: Actor, @Body() body: Omit<ChangePolicyBody, 'reason'>): Promise<PolicyPreviewData> {
    return this.previews.preview(actor, body);
  }

  @Handle(routes.teamAgreement)
  agreement(@CurrentActor() actor: Actor): Promise<TeamAgreementData> {
    return this.previews.agreement(actor);
  }
}
