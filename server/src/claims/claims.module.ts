import { Module } from '@nestjs/common';
import { ArticlesModule } from '../articles/articles.module.js';
import { PolicyPreviewController } from './after/policy-preview.controller.js';
import { PolicyPreviews } from './after/policy-previews.service.js';
import { RequestsController } from './after/requests.controller.js';
import { Revisions } from './after/revisions.service.js';
import { Appearances } from './appearances.service.js';
import { ClaimViews } from './claim-views.service.js';
import { ClaimsController } from './claims.controller.js';
import { Claims } from './claims.service.js';

@Module({
  imports: [ArticlesModule],
  controllers: [RequestsController, PolicyPreviewController, ClaimsController],
  providers: [Revisions, PolicyPreviews, Claims, ClaimViews, Appearances],
  exports: [Claims, ClaimViews, Appearances],
})
export class ClaimsModule {}
