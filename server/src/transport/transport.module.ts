import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CONFIG, type Config } from '../config.js';
import { IdentityModule } from '../identity/identity.module.js';
import { Log } from '../running/log.js';
import { AccessGuard } from './access.guard.js';
import { AllowedOrigins } from './allowed-origins.js';
import { ContractInterceptor } from './contract.interceptor.js';
import { RefusalFilter } from './refusal.filter.js';

@Global()
@Module({})
export class TransportModule {
  static with(config: Config, log: Log): DynamicModule {
    return {
      module: TransportModule,
      imports: [IdentityModule],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Log, useValue: log },
        { provide: AllowedOrigins, useValue: new AllowedOrigins(config.publicUrl, config.host, config.port) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: ContractInterceptor },
        { provide: APP_FILTER, useClass: RefusalFilter },
      ],
      exports: [CONFIG, Log, AllowedOrigins],
    };
  }
}
