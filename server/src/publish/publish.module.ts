import { Module } from '@nestjs/common';
import { PublicPagesController } from './public-pages.controller.js';
import { ReaderRequestsController } from './reader-requests.controller.js';

/** The form's address would otherwise be read as a version: its controller comes first. */
@Module({ controllers: [ReaderRequestsController, PublicPagesController] })
export class PublishModule {}
