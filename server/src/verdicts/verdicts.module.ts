import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { DissentsController } from './dissents.controller.js';
import { VerdictsController } from './verdicts.controller.js';

@Module({ imports: [ClaimsModule], controllers: [VerdictsController, DissentsController] })
export class VerdictsModule {}
