import { Controller } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { ClaimMilestonesData, TextDifferenceData } from '#shared/protocol/history/difference.js';
import { routes } from '#shared/protocol/routes.js';
import type { BlameData, HistoryData, MomentData } from '#shared/protocol/views.js';
import { CurrentActor, Handle, Param, Query } from '../transport/handle.js';
import { Comparisons } from './comparisons.service.js';
import { type BlameQuery, Histories } from './histories.service.js';

@Controller()
export class HistoryController {
  constructor(
    private readonly histories: Histories,
    private readonly comparisons: Comparisons,
  ) {}

  @Handle(routes.claimHistory)
  claim(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<HistoryData> {
    return this.histories.claim(actor, id);
  }

  @Handle(routes.claimMoment)
  claimMoment(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: { seq: number; document: 'sheet' | 'notes' },
  ): Promise<MomentData> {
    return this.histories.claimMoment(actor, id, query.document, query.seq);
  }

  @Handle(routes.claimBlame)
  claimBlame(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() query: BlameQuery): Promise<BlameData> {
    return this.histories.claimBlame(actor, id, query);
  }

  @Handle(routes.claimMilestones)
  milestones(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ClaimMilestonesData> {
    return this.comparisons.milestones(actor, id);
  }

  @Handle(routes.claimDifference)
  difference(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: { from: number; to: number; document: 'sheet' | 'notes' },
  ): Promise<TextDifferenceData> {
    return this.comparisons.difference(actor, id, query);
  }

  @Handle(routes.articleHistory)
  article(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<HistoryData> {
    return this.histories.article(actor, id);
  }

  @Handle(routes.articleMoment)
  articleMoment(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: { seq: number; versionId?: string | undefined },
  ): Promise<MomentData> {
    return this.histories.articleMoment(actor, id, query.versionId ?? null, query.seq);
  }
}
