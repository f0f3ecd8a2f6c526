import { Module } from '@nestjs/common';
import { ArticleViews } from './article-views.service.js';
import { ArticlesController } from './articles.controller.js';
import { Articles } from './articles.service.js';

@Module({ controllers: [ArticlesController], providers: [Articles, ArticleViews], exports: [Articles] })
export class ArticlesModule {}
