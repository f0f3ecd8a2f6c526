import { Module } from '@nestjs/common';
import { WebModule } from '../articles/web/web.module.js';
import { ClaimsModule } from '../claims/claims.module.js';
import { CapturesController } from './captures.controller.js';
import { Captures } from './captures.service.js';
import { EvidenceController } from './evidence.controller.js';
import { Fixity } from './fixity/fixity.service.js';
import { NewEvidence } from './new-evidence.service.js';
import { LivePages } from './pages/live-pages.service.js';
import { PageCaptures } from './pages/page-captures.service.js';
import { UnnamedCaptures } from './unnamed/unnamed-captures.service.js';

@Module({
  imports: [ClaimsModule, WebModule],
  controllers: [CapturesController, EvidenceController],
  providers: [Captures, NewEvidence, LivePages, PageCaptures, Fixity, UnnamedCaptures],
  exports: [NewEvidence, Captures, PageCaptures, Fixity],
})
export class EvidenceModule {}
