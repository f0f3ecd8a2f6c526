import { Controller } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { AddArticleVersionBody, PlaceAnchorBody, ReleaseAnchorBody } from '#shared/protocol/reading.js';
import { routes } from '#shared/protocol/routes.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param } from '../../transport/handle.js';
import { AnchorPlacements } from './anchor-placements.service.js';
import { ArticleVersions } from './article-versions.service.js';

@Controller()
export class VersionsController {
  constructor(
    private readonly versions: ArticleVersions,
    private readonly placements: AnchorPlacements,
  ) {}

  @Handle(routes.addArticleVersion)
  add(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: AddArticleVersionBody,
    @IdempotencyKey() key: string,
  ): Promise<ReceiptData> {
    return this.versions.add(actor, id, body, key);
  }

  @Handle(routes.placeAnchor)
  place(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: PlaceAnchorBody,
    @IdempotencyKey() key: string,
  ): Promise<ReceiptData> {
    return this.placements.place(actor, id, body, key);
  }

  @Handle(routes.releaseAnchor)
  release(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: ReleaseAnchorBody,
    @IdempotencyKey() key: string,
  ): Promise<ReceiptData> {
    return this.placements.release(actor, id, body, key);
  }
}
