import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { News } from '../../broadcast/news.js';
import { Database } from '../../database/database.service.js';
import { Refused } from '../../transport/refused.js';
import { Claims } from '../claims.service.js';
import { lastWriterOfPublished, writtenSincePublished } from './last-writer.store.js';

/**
 * Puts a published claim in revision once its words change, in the name of whoever changed them last (WF5). The words are
 * a shared document and no command, so this follows the news of their projection.
 */
@Injectable()
export class Revisions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('revisions');
  private readonly stopListening: () => void;
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
    news: News,
  ) {
    this.stopListening = news.onNews((teamId, { objects }, from) => {
      if (from !== 'here') return;
      for (const object of objects) if (object.type === 'claim') this.follow(teamId, object.id);
    });
  }

  /** Words that were stored by a server that died before it told of them. */
  async onApplicationBootstrap(): Promise<void> {
    for (const { teamId, claimId } of await this.database.single(writtenSincePublished)) this.follow(teamId, claimId);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopListening();
    await Promise.allSettled(this.running);
  }

  private follow(teamId: string, claimId: string): void {
    const work = this.revise(teamId, claimId).catch((error: unknown) => {
      if (!(error instanceof Refused)) this.log.error(`claim ${claimId} is not put in revision: ${String(error)}`);
    });
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
  }

  /** Does nothing where the claim is not published, or its words are the published ones. */
  async revise(teamId: string, claimId: string): Promise<void> {
    const last = await this.database.single((tx) => lastWriterOfPublished(tx, teamId, claimId));
    if (last === null) return;
    await this.claims.execute(last.writer, {
      claim: claimId,
      // Every state of the words is judged once, on whatever node: the act itself is news, which would ask again for ever.
      key: `revise/${claimId}/${last.seq}`,
      request: { type: 'ReviseClaim', claimId },
      command: () => ({ type: 'ReviseClaim' }),
    });
  }
}
