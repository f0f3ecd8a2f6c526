import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { DerivationsController } from './derivations.controller.js';

@Module({ imports: [ClaimsModule], controllers: [DerivationsController] })
export class OriginsModule {}
