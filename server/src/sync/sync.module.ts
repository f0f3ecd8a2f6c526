import { Global, Module } from '@nestjs/common';
import { News } from '../broadcast/news.js';
import { CONFIG, type Config } from '../config.js';
import { APP_ROLE } from '../database/data-source.js';
import { DocumentProjector } from '../projection/document-projector.service.js';
import { DocumentHistory } from './document-history.service.js';
import { DOCUMENTS } from './documents.js';
import { DocumentsService } from './documents.service.js';
import { PgUpdateLog } from './log/pg-update-log.store.js';
import { Rooms } from './room/rooms.js';
import { SocketAccess } from './socket/socket-access.service.js';
import { SocketOutlet } from './socket/socket-outlet.js';
import { SyncGateway } from './socket/sync.gateway.js';
import { ROOMS, SOCKET_OUTLET } from './tokens.js';
import { WhoIsHere } from './who-is-here.service.js';

@Global()
@Module({
  providers: [
    { provide: DOCUMENTS, useClass: DocumentsService },
    { provide: SOCKET_OUTLET, useFactory: (news: News) => new SocketOutlet(news), inject: [News] },
    {
      provide: ROOMS,
      useFactory: (config: Config, outlet: SocketOutlet, projector: DocumentProjector) => {
        const log = new PgUpdateLog({
          connectionString: config.databaseUrl,
          options: `-c role=${APP_ROLE}`,
          application_name: 'assay sync',
        });
        return new Rooms(log, outlet, () => new Date(), projector.changed);
      },
      inject: [CONFIG, SOCKET_OUTLET, DocumentProjector],
    },
    DocumentProjector,
    DocumentHistory,
    SocketAccess,
    WhoIsHere,
    SyncGateway,
  ],
  exports: [DOCUMENTS, DocumentHistory, SocketAccess, WhoIsHere],
})
export class SyncModule {}
