import { Global, Module } from '@nestjs/common';
import { News } from './news.js';

@Global()
@Module({ providers: [{ provide: News, useFactory: () => new News() }], exports: [News] })
export class BroadcastModule {}
