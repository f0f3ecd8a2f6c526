import { Module } from '@nestjs/common';
import { ArticlesModule } from '../articles/articles.module.js';
import { Appearances } from './appearances.service.js';
import { ClaimViews } from './claim-views.service.js';
import { ClaimsController } from './claims.controller.js';
import { Claims } from './claims.service.js';

@Module({
  imports: [ArticlesModule],
  controllers: [ClaimsController],
  providers: [Claims, ClaimViews, Appearances],
  exports: [Claims, ClaimViews, Appearances],
})
export class ClaimsModule {}
