import { Module } from '@nestjs/common';
import { PublicPagesController } from './public-pages.controller.js';

@Module({ controllers: [PublicPagesController] })
export class PublishModule {}
