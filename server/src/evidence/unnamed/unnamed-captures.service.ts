import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from '../../config.js';
import { Database } from '../../database/database.service.js';
import { everySoOften } from '../../running/every-so-often.js';
import { removeUnnamed } from '../capture.store.js';

const A_RUN = 20;

/**
 * Whoever looks at what an import proposes and leaves it has stored bytes that nothing will ever name. A week later they are
 * removed, a few a run, on one node at a time (AR14). What is named is never removed: the database judges each row.
 */
@Injectable()
export class UnnamedCaptures implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('captures');
  private stop: (() => Promise<void>) | null = null;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.fixityMinutes === 0) return;
    this.stop = everySoOften(
      this.config.fixityMinutes * 60_000,
      () => this.run(),
      (error) => this.log.error(`captures that nothing names are not removed: ${String(error)}`),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop?.();
  }

  /** One run. Answers the hashes of what was removed. */
  async run(): Promise<string[]> {
    const removed = await this.database.inTransaction((tx) => removeUnnamed(tx, A_RUN));
    if (removed.length > 0) this.log.log(`removed ${removed.length} captures that nothing named within a week`);
    return removed.map(({ sha256 }) => sha256);
  }
}
