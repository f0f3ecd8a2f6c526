import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { News } from '../../broadcast/news.js';
import { Rights } from '../../identity/rights.js';
import type { Rooms } from '../room/rooms.js';
import type { SocketOutlet } from '../socket/socket-outlet.js';
import { HINT_CHANNEL, ROOMS, SOCKET_OUTLET } from '../tokens.js';
import type { HintChannel } from './hint-channel.js';
import type { Hint } from './hints.js';

/** Ties this node to the others of the same database: heads, news, rights and presence, each way (SY15, SY16). */
@Injectable()
export class OtherNodes implements OnModuleInit, BeforeApplicationShutdown {
  constructor(
    @Inject(HINT_CHANNEL) private readonly channel: HintChannel,
    @Inject(ROOMS) private readonly rooms: Rooms,
    @Inject(SOCKET_OUTLET) private readonly outlet: SocketOutlet,
    private readonly news: News,
    private readonly rights: Rights,
  ) {}

  onModuleInit(): void {
    this.news.onNews((teamId, { objects }, from) => {
      if (from === 'here') for (const { type, id } of objects) this.channel.tell(['news', teamId, type, id]);
    });
    this.rights.onChanged((change, from) => {
      if (from === 'here') this.channel.tell('userId' in change ? ['user', change.userId] : ['session', change.sessionHash]);
    });
    this.channel.onHint((hint, node) => this.hear(hint, node));
    this.channel.onGap(() => this.outlet.readAllAgain());
    this.channel.onMet(() => {
      for (const documentId of this.rooms.openIds) this.rooms.get(documentId)?.presence.tellOthersAll();
    });
    this.channel.onGone((node) => this.rooms.forgetNode(node));
    this.channel.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.channel.close();
  }

  private hear(hint: Hint, node: string): void {
    switch (hint[0]) {
      case 'head':
        return this.rooms.hear(hint[1], hint[2]);
      case 'news':
        return this.news.tell(hint[1], [{ type: hint[2], id: hint[3] }], 'elsewhere');
      case 'user':
        return this.rights.changed({ userId: hint[1] }, 'elsewhere');
      case 'session':
        return this.rights.changed({ sessionHash: hint[1] }, 'elsewhere');
      case 'here':
        return this.rooms.get(hint[1])?.presence.hear(node, { lease: hint[2], user: hint[3], state: hint[4] });
      case 'who':
        return this.rooms.get(hint[1])?.presence.tellOthersAll();
      case 'beat':
        return;
    }
  }
}
