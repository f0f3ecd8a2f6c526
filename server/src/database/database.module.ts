import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Database } from './database.service.js';

@Global()
@Module({})
export class DatabaseModule {
  static over(source: DataSource): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [{ provide: DataSource, useValue: source }, Database],
      exports: [Database],
    };
  }
}
