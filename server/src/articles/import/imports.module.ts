import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Module } from '@nestjs/common';
import { CONFIG, type Config, isLoopback } from '../../config.js';
import { EvidenceModule } from '../../evidence/evidence.module.js';
import { isPublicAddress } from '../web/address.js';
import type { Network } from '../web/fetch-page.js';
import { Extractor } from './extractor.js';
import { ImportsController } from './imports.controller.js';
import { Imports, NETWORK } from './imports.service.js';

const TIMEOUT_MS = 15_000;

/** The open web, on its two ports; a test start may add this machine (AR8). */
function networkFor({ importLoopback }: Config): Network {
  return {
    resolve: async (name) => (isIP(name) === 0 ? (await lookup(name, { all: true })).map(({ address }) => address) : [name]),
    mayReach: (address) => isPublicAddress(address) || (importLoopback && isLoopback(address)),
    ports: importLoopback ? null : [80, 443],
    timeoutMs: TIMEOUT_MS,
  };
}

@Module({
  imports: [EvidenceModule],
  controllers: [ImportsController],
  providers: [
    Imports,
    { provide: Extractor, useFactory: () => new Extractor() },
    { provide: NETWORK, useFactory: networkFor, inject: [CONFIG] },
  ],
})
export class ImportsModule {}
