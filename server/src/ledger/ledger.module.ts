import { Global, Module } from '@nestjs/common';
import { LedgerController } from './ledger.controller.js';
import { Ledger } from './ledger.service.js';

@Global()
@Module({ controllers: [LedgerController], providers: [Ledger], exports: [Ledger] })
export class LedgerModule {}
