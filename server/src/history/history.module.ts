import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { Histories } from './histories.service.js';
import { HistoryController } from './history.controller.js';

@Module({ imports: [ClaimsModule], controllers: [HistoryController], providers: [Histories] })
export class HistoryModule {}
