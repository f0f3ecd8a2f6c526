import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import type * as C from '#shared/protocol/commands.js';
import { routes } from '#shared/protocol/routes.js';
import type { MembersData, ReceiptData } from '#shared/protocol/views.js';
import { News } from '../broadcast/news.js';
import { Database } from '../database/database.service.js';
import { AllowedOrigins } from '../transport/allowed-origins.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../transport/handle.js';
import { Members } from './members.service.js';
import { Rights } from './rights.js';

@Controller()
export class MembersController {
  constructor(
    private readonly members: Members,
    private readonly database: Database,
    private readonly rights: Rights,
    private readonly news: News,
    private readonly origins: AllowedOrigins,
  ) {}

  @Handle(routes.members)
  list(@CurrentActor() actor: Actor): Promise<MembersData> {
    return this.database.read((tx) => this.members.view(tx, actor));
  }

  /** The link is in this answer and nowhere else: only the hash of its token is kept. */
  @Handle(routes.inviteMember)
  async invite(
    @CurrentActor() actor: Actor,
    @Body() body: z.infer<typeof C.InviteMember>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof routes.inviteMember.reply>> {
    const { token, ...invitation } = await this.members.invite(actor, body, key);
    this.news.tell(actor.teamId, [{ type: 'member', id: invitation.id }]);
    return { ...invitation, link: `${this.origins.first}/invitation/${token}` };
  }

  @Handle(routes.changeRole)
  async changeRole(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: z.infer<typeof C.ChangeRole>,
    @IdempotencyKey() key: string,
  ): Promise<ReceiptData> {
    const receipt = await this.members.changeRole(actor, id, body, key);
    this.tell(actor, id);
    return receipt;
  }

  @Handle(routes.removeMember)
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: z.infer<typeof C.RemoveMember>,
    @IdempotencyKey() key: string,
  ): Promise<ReceiptData> {
    const receipt = await this.members.remove(actor, id, body, key);
    this.tell(actor, id);
    return receipt;
  }

  private tell(actor: Actor, userId: string): void {
    this.rights.changed({ userId });
    this.news.tell(actor.teamId, [{ type: 'member', id: userId }]);
  }
}
