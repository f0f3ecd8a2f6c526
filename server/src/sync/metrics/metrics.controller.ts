import { timingSafeEqual } from 'node:crypto';
import { Controller, Header, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Gauge } from 'prom-client';
import { CONFIG, type Config, isLoopback } from '../../config.js';
import { HandleRaw } from '../../transport/handle.js';
import { Refused } from '../../transport/refused.js';
import type { Rooms } from '../room/rooms.js';
import type { SocketOutlet } from '../socket/socket-outlet.js';
import { ROOMS, SOCKET_OUTLET } from '../tokens.js';
import { PromMeter } from './prom-meter.service.js';

/** `/metrics`, for this machine itself or for whoever has `METRICS_TOKEN`. Numbers only: no names, no words. */
@Controller()
export class MetricsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly meter: PromMeter,
    @Inject(ROOMS) rooms: Rooms,
    @Inject(SOCKET_OUTLET) outlet: SocketOutlet,
  ) {
    const gauge = (name: string, help: string, read: () => number): void => {
      new Gauge({
        name,
        help,
        registers: [meter.registry],
        collect() {
          this.set(read());
        },
      });
    };
    gauge('assay_rooms', 'Documents open on this node.', () => rooms.openIds.length);
    gauge('assay_room_members', 'Connections in all documents, a tab once for each document it has open.', () => rooms.memberCount);
    gauge('assay_updates_waiting', 'Updates that wait to be stored.', () => rooms.waitingCount);
    gauge('assay_sockets', 'Sockets connected to this node.', () => outlet.slow.size);
    gauge('assay_slow_sockets', 'Sockets that do not read and are taken out of their rooms.', () => outlet.slow.slow);
    gauge('assay_slow_socket_bytes', 'Bytes kept for sockets that do not read.', () => outlet.slow.bytesKept);
  }

  @HandleRaw('GET', '/metrics', 'public')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  async metrics(@Req() request: Request): Promise<string> {
    if (!this.mayRead(request)) throw new Refused({ code: 'not-found', message: 'There is nothing at this address.' });
    return this.meter.registry.metrics();
  }

  private mayRead(request: Request): boolean {
    const token = this.config.metricsToken;
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token !== null && given !== undefined) return same(token, given);
    const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    return isLoopback(address) && request.headers['x-forwarded-for'] === undefined && request.headers['forwarded'] === undefined;
  }
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
