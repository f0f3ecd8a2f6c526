import { type DynamicModule, Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { ArticlesModule } from './articles/articles.module.js';
import { ImportsModule } from './articles/import/imports.module.js';
import { BroadcastModule } from './broadcast/broadcast.module.js';
import { ClaimsModule } from './claims/claims.module.js';
import type { Config } from './config.js';
import { DatabaseModule } from './database/database.module.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { HistoryModule } from './history/history.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { OriginsModule } from './origins/origins.module.js';
import { PublishModule } from './publish/publish.module.js';
import { Draining } from './running/draining.js';
import { HealthController } from './running/health.controller.js';
import type { Log } from './running/log.js';
import { OpenApiController } from './running/openapi.controller.js';
import { SyncModule } from './sync/sync.module.js';
import { TransportModule } from './transport/transport.module.js';
import { VerdictsModule } from './verdicts/verdicts.module.js';

/** The one file that sees all of the server. */
@Module({})
export class AppModule {
  static with(config: Config, source: DataSource, log: Log): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TransportModule.with(config, log),
        DatabaseModule.over(source),
        BroadcastModule,
        LedgerModule,
        IdentityModule,
        SyncModule,
        ArticlesModule,
        ImportsModule,
        PublishModule,
        VerdictsModule,
        OriginsModule,
        HistoryModule,
        EvidenceModule,
        ClaimsModule,
      ],
      controllers: [HealthController, OpenApiController],
      providers: [Draining],
    };
  }
}
