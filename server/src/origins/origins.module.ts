import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { DerivationsController } from './derivations.controller.js';
import { ClaimMerges } from './merging/claim-merges.service.js';
import { MergesController } from './merging/merges.controller.js';
import { NamesController } from './names/names.controller.js';
import { Names } from './names/names.service.js';
import { OriginsController } from './origins.controller.js';
import { OriginLedgers } from './origins.service.js';
import { SuggestionsController } from './suggestions/suggestions.controller.js';
import { Suggestions } from './suggestions/suggestions.service.js';
import { Tracing } from './tracing/tracing.service.js';

@Module({
  imports: [ClaimsModule],
  controllers: [DerivationsController, OriginsController, MergesController, NamesController, SuggestionsController],
  providers: [OriginLedgers, ClaimMerges, Tracing, Names, Suggestions],
})
export class OriginsModule {}
