import { Controller } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { ChangeGroupBody, GroupsData, MakeGroupBody } from '#shared/protocol/groups/group-fields.js';
import { routes } from '#shared/protocol/routes.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { Database } from '../../database/database.service.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../../transport/handle.js';
import { ApproverGroups } from './approver-groups.service.js';

@Controller()
export class ApproverGroupsController {
  constructor(
    private readonly groups: ApproverGroups,
    private readonly database: Database,
  ) {}

  @Handle(routes.groups)
  view(@CurrentActor() actor: Actor): Promise<GroupsData> {
    return this.database.read((tx) => this.groups.view(tx, actor.teamId));
  }

  @Handle(routes.makeGroup)
  make(@CurrentActor() actor: Actor, @Body() body: MakeGroupBody, @IdempotencyKey() key: string): Promise<ReceiptData> {
    return this.groups.make(actor, body, key);
  }

  @Handle(routes.changeGroup)
  change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: ChangeGroupBody,
    @IdempotencyKey() key: string,
  ): Promise<ReceiptData> {
    return this.groups.change(actor, id, body, key);
  }
}
