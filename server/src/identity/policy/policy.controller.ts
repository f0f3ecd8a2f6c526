import { Controller } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { ChangePolicyBody } from '#shared/protocol/commands.js';
import { routes } from '#shared/protocol/routes.js';
import type { PolicyData, ReceiptData } from '#shared/protocol/views.js';
import { Database } from '../../database/database.service.js';
import { Body, CurrentActor, Handle, IdempotencyKey } from '../../transport/handle.js';
import { Policies } from './policies.service.js';

@Controller()
export class PolicyController {
  constructor(
    private readonly policies: Policies,
    private readonly database: Database,
  ) {}

  @Handle(routes.policy)
  view(@CurrentActor() actor: Actor): Promise<PolicyData> {
    return this.database.read((tx) => this.policies.view(tx, actor.teamId));
  }

  @Handle(routes.changePolicy)
  change(@CurrentActor() actor: Actor, @Body() body: ChangePolicyBody, @IdempotencyKey() key: string): Promise<ReceiptData> {
    return this.policies.change(actor, body, key);
  }
}
