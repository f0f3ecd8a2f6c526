import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { CapturesController } from './captures.controller.js';
import { Captures } from './captures.service.js';
import { EvidenceController } from './evidence.controller.js';
import { NewEvidence } from './new-evidence.service.js';

@Module({
  imports: [ClaimsModule],
  controllers: [CapturesController, EvidenceController],
  providers: [Captures, NewEvidence],
  exports: [NewEvidence, Captures],
})
export class EvidenceModule {}
