import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import type { CorrectRegion, ImportArticleBody } from '#shared/protocol/commands.js';
import { routes } from '#shared/protocol/routes.js';
import type { ArticleData, ArticleRowData, ReceiptData } from '#shared/protocol/views.js';
import { Database } from '../database/database.service.js';
import { Body, CurrentActor, Handle, IdempotencyKey, Param, Query } from '../transport/handle.js';
import { ArticleViews } from './article-views.service.js';
import { Articles } from './articles.service.js';

@Controller()
export class ArticlesController {
  constructor(
    private readonly articles: Articles,
    private readonly views: ArticleViews,
    private readonly database: Database,
  ) {}

  @Handle(routes.importArticle)
  import(@CurrentActor() actor: Actor, @Body() body: ImportArticleBody, @IdempotencyKey() key: string): Promise<ReceiptData> {
    return this.articles.import(actor, body, key);
  }

  @Handle(routes.articles)
  async list(@CurrentActor() actor: Actor, @Query() query: z.infer<typeof routes.articles.query>): Promise<{ articles: ArticleRowData[] }> {
    return { articles: await this.database.read((tx) => this.views.list(tx, actor.teamId, query.search ?? '')) };
  }

  @Handle(routes.article)
  article(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: z.infer<typeof routes.article.query>,
  ): Promise<ArticleData> {
    return this.database.read((tx) => this.views.one(tx, actor.teamId, id, query.version ?? null));
  }

  @Handle(routes.correctRegion)
  correctRegion(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: z.infer<typeof CorrectRegion>,
    @IdempotencyKey() key: string,
  ): Promise<ReceiptData> {
    return this.articles.correctRegion(actor, id, body, key);
  }
}
