import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { Comparisons } from './comparisons.service.js';
import { Histories } from './histories.service.js';
import { HistoryController } from './history.controller.js';

@Module({ imports: [ClaimsModule], controllers: [HistoryController], providers: [Histories, Comparisons] })
export class HistoryModule {}
