import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Module } from '@nestjs/common';
import { CONFIG, type Config, isLoopback } from '../../config.js';
import { Extractor } from '../import/extractor.js';
import { isPublicAddress } from './address.js';
import { NETWORK, type Network } from './fetch-page.js';

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

/** Fetching pages and reading files, for imports and for evidence. */
@Module({
  providers: [
    { provide: Extractor, useFactory: () => new Extractor() },
    { provide: NETWORK, useFactory: networkFor, inject: [CONFIG] },
  ],
  exports: [Extractor, NETWORK],
})
export class WebModule {}
