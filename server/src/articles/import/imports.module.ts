import { Module } from '@nestjs/common';
import { EvidenceModule } from '../../evidence/evidence.module.js';
import { WebModule } from '../web/web.module.js';
import { ImportsController } from './imports.controller.js';
import { Imports } from './imports.service.js';

@Module({ imports: [EvidenceModule, WebModule], controllers: [ImportsController], providers: [Imports] })
export class ImportsModule {}
