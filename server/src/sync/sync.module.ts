import { randomInt, randomUUID } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { News } from '../broadcast/news.js';
import { CONFIG, type Config } from '../config.js';
import { APP_ROLE } from '../database/data-source.js';
import { Database } from '../database/database.service.js';
import { DocumentProjector } from '../projection/document-projector.service.js';
import { DocumentHistory } from './document-history.service.js';
import { DOCUMENTS } from './documents.js';
import { DocumentsService } from './documents.service.js';
import { Keyframes } from './keyframes/keyframes.service.js';
import { PgUpdateLog } from './log/pg-update-log.store.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { PromMeter } from './metrics/prom-meter.service.js';
import { type HintCarrier, HintChannel } from './nodes/hint-channel.js';
import { OtherNodes } from './nodes/other-nodes.service.js';
import { PgHintCarrier } from './nodes/pg-hint-carrier.store.js';
import { RedisHintCarrier } from './nodes/redis-hint-carrier.store.js';
import { BY_LOAD } from './room/pacing.js';
import { type Followers, Rooms } from './room/rooms.js';
import { SocketAccess } from './socket/socket-access.service.js';
import { SocketOutlet } from './socket/socket-outlet.js';
import { SyncGateway } from './socket/sync.gateway.js';
import { HINT_CHANNEL, ROOMS, SOCKET_OUTLET } from './tokens.js';
import { WhoIsHere } from './who-is-here.service.js';

@Global()
@Module({
  controllers: [MetricsController],
  providers: [
    PromMeter,
    { provide: DOCUMENTS, useClass: DocumentsService },
    {
      provide: HINT_CHANNEL,
      useFactory: async (config: Config, database: Database) => new HintChannel(await hintCarrier(config, database), randomUUID()),
      inject: [CONFIG, Database],
    },
    {
      provide: SOCKET_OUTLET,
      useFactory: (news: News, channel: HintChannel, meter: PromMeter) =>
        new SocketOutlet(
          news,
          (hint) => channel.tell(hint),
          (code) => meter.updateRefused(code),
        ),
      inject: [News, HINT_CHANNEL, PromMeter],
    },
    {
      provide: ROOMS,
      useFactory: async (config: Config, outlet: SocketOutlet, projector: DocumentProjector, keyframes: Keyframes, meter: PromMeter) =>
        new Rooms(
          await PgUpdateLog.connected(connectionOf(config, 'assay sync')),
          outlet,
          () => new Date(),
          followers(projector, keyframes),
          -randomInt(2 ** 20) * 2 ** 28,
          BY_LOAD,
          meter,
        ),
      inject: [CONFIG, SOCKET_OUTLET, DocumentProjector, Keyframes, PromMeter],
    },
    DocumentProjector,
    DocumentHistory,
    Keyframes,
    SocketAccess,
    WhoIsHere,
    OtherNodes,
    SyncGateway,
  ],
  exports: [DOCUMENTS, DocumentHistory, PromMeter, SocketAccess, WhoIsHere],
})
export class SyncModule {}

function followers(projector: DocumentProjector, keyframes: Keyframes): Followers {
  return {
    opened: (room) => keyframes.changed(room),
    changed: (room) => {
      projector.changed(room);
      keyframes.changed(room);
    },
  };
}

function connectionOf(config: Config, name: string): { connectionString: string; options: string; application_name: string } {
  return { connectionString: config.databaseUrl, options: `-c role=${APP_ROLE}`, application_name: name };
}

/** A Redis may serve several Assays; Postgres keeps the notifications of each database apart by itself. */
async function hintCarrier(config: Config, database: Database): Promise<HintCarrier> {
  if (config.redisUrl === null) return new PgHintCarrier(connectionOf(config, 'assay hints'));
  return new RedisHintCarrier(config.redisUrl, `assay hints ${await database.identity()}`);
}
