import { Module } from '@nestjs/common';
import { AnnotationsController } from './annotations/annotations.controller.js';
import { WebAnnotations } from './annotations/web-annotations.service.js';
import { ArticleViews } from './article-views.service.js';
import { ArticlesController } from './articles.controller.js';
import { Articles } from './articles.service.js';
import { AnchorPlacements } from './versions/anchor-placements.service.js';
import { ArticleVersions } from './versions/article-versions.service.js';
import { SpanFates } from './versions/span-fates.service.js';
import { VersionsController } from './versions/versions.controller.js';

@Module({
  controllers: [ArticlesController, VersionsController, AnnotationsController],
  providers: [Articles, ArticleVersions, AnchorPlacements, WebAnnotations, ArticleViews, SpanFates],
  exports: [Articles, SpanFates],
})
export class ArticlesModule {}
