import { randomInt, randomUUID } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { News } from '../broadcast/news.js';
import { CONFIG, type Config } from '../config.js';
import { APP_ROLE } from '../database/data-source.js';
import { DocumentProjector } from '../projection/document-projector.service.js';
import { DocumentHistory } from './document-history.service.js';
import { DOCUMENTS } from './documents.js';
import { DocumentsService } from './documents.service.js';
import { PgUpdateLog } from './log/pg-update-log.store.js';
import { HintChannel } from './nodes/hint-channel.store.js';
import { OtherNodes } from './nodes/other-nodes.service.js';
import { Rooms } from './room/rooms.js';
import { SocketAccess } from './socket/socket-access.service.js';
import { SocketOutlet } from './socket/socket-outlet.js';
import { SyncGateway } from './socket/sync.gateway.js';
import { HINT_CHANNEL, ROOMS, SOCKET_OUTLET } from './tokens.js';
import { WhoIsHere } from './who-is-here.service.js';

@Global()
@Module({
  providers: [
    { provide: DOCUMENTS, useClass: DocumentsService },
    {
      provide: HINT_CHANNEL,
      useFactory: (config: Config) => new HintChannel(connectionOf(config, 'assay hints'), randomUUID()),
      inject: [CONFIG],
    },
    {
      provide: SOCKET_OUTLET,
      useFactory: (news: News, channel: HintChannel) => new SocketOutlet(news, (hint) => channel.tell(hint)),
      inject: [News, HINT_CHANNEL],
    },
    {
      provide: ROOMS,
      useFactory: (config: Config, outlet: SocketOutlet, projector: DocumentProjector) =>
        new Rooms(
          new PgUpdateLog(connectionOf(config, 'assay sync')),
          outlet,
          () => new Date(),
          projector.changed,
          -randomInt(2 ** 20) * 2 ** 28,
        ),
      inject: [CONFIG, SOCKET_OUTLET, DocumentProjector],
    },
    DocumentProjector,
    DocumentHistory,
    SocketAccess,
    WhoIsHere,
    OtherNodes,
    SyncGateway,
  ],
  exports: [DOCUMENTS, DocumentHistory, SocketAccess, WhoIsHere],
})
export class SyncModule {}

function connectionOf(config: Config, name: string): { connectionString: string; options: string; application_name: string } {
  return { connectionString: config.databaseUrl, options: `-c role=${APP_ROLE}`, application_name: name };
}
