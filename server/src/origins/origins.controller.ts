import { Controller } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { DerivationEvidenceData, MatchesData, OriginLedgerData, RelativesData } from '#shared/protocol/origins/views.js';
import { routes } from '#shared/protocol/routes.js';
import { CurrentActor, Handle, Param, Query } from '../transport/handle.js';
import { Refused } from '../transport/refused.js';
import { type EvidenceQuery, OriginLedgers } from './origins.service.js';
import { Tracing } from './tracing/tracing.service.js';

@Controller()
export class OriginsController {
  constructor(
    private readonly ledgers: OriginLedgers,
    private readonly tracing: Tracing,
  ) {}

  @Handle(routes.claimOrigins)
  ledger(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<OriginLedgerData> {
    return this.ledgers.of(actor, id);
  }

  @Handle(routes.derivationEvidence)
  evidence(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() query: EvidenceQuery): Promise<DerivationEvidenceData> {
    return this.ledgers.evidence(actor, id, query);
  }

  @Handle(routes.articleRelatives)
  async relatives(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RelativesData> {
    const found = await this.tracing.ask('relatives', { teamId: actor.teamId, articleId: id });
    if (found === null) throw new Refused({ code: 'not-found', message: 'There is no such article.' });
    return found;
  }

  @Handle(routes.claimMatches)
  matches(
    @CurrentActor() actor: Actor,
    @Query() query: { readonly text: string; readonly not?: string | undefined },
  ): Promise<MatchesData> {
    return this.tracing.ask('matches', { teamId: actor.teamId, text: query.text, not: query.not ?? null });
  }
}
