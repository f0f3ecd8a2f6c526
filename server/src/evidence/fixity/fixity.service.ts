import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { News } from '../../broadcast/news.js';
import { CONFIG, type Config } from '../../config.js';
import { Database } from '../../database/database.service.js';
import { everySoOften } from '../../running/every-so-often.js';
import { PromMeter } from '../../sync/metrics/prom-meter.service.js';
import { linksToCheck } from '../pages/linked-page.store.js';
import { LivePages } from '../pages/live-pages.service.js';
import { type CheckedCapture, checkCaptures, checkCounts, claimsOnCapture, holdsTheJob, type RunLimit } from './fixity.store.js';

const LIMIT: RunLimit = { captures: 200, bytes: 256 * 1024 * 1024 };
const PAGES_A_RUN = 5;
const PAGE_HOURS = 24;

/**
 * Hashes stored captures again, a bounded number a run, on one node at a time; then looks at a few live pages. What it
 * finds are facts beside the log: they tell how the world is, and nobody decided them (EV4).
 */
@Injectable()
export class Fixity implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('fixity');
  private stop: (() => Promise<void>) | null = null;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly pages: LivePages,
    private readonly news: News,
    @Inject(CONFIG) private readonly config: Config,
    meter: PromMeter,
  ) {
    const gauge = (name: string, help: string, read: (counts: { checked: number; lost: number }) => number): void => {
      const counts = (): Promise<{ checked: number; lost: number }> => this.counts();
      new Gauge({
        name,
        help,
        registers: [meter.registry],
        async collect() {
          this.set(read(await counts()));
        },
      });
    };
    gauge('assay_captures_checked', 'Captures whose stored bytes were hashed again at least once.', ({ checked }) => checked);
    gauge('assay_captures_lost', 'Captures whose stored bytes are not what was captured.', ({ lost }) => lost);
  }

  onApplicationBootstrap(): void {
    if (this.config.fixityMinutes === 0) return;
    this.stop = everySoOften(
      this.config.fixityMinutes * 60_000,
      () => this.run(),
      (error) => this.log.error(`captures are not checked: ${String(error)}`),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.stop?.();
  }

  /** One run. Answers what was checked; null where another node is at it. */
  async run(limit: RunLimit = LIMIT): Promise<CheckedCapture[] | null> {
    const outcome = await this.database.inTransaction(async (tx) => {
      if (!(await holdsTheJob(tx))) return null;
      const checked = await checkCaptures(tx, limit);
      const claims: { teamId: string; id: string }[] = [];
      for (const { teamId, sha256, changed } of checked) {
        if (changed) for (const id of await claimsOnCapture(tx, teamId, sha256)) claims.push({ teamId, id });
      }
      return { checked, claims, links: await linksToCheck(tx, PAGE_HOURS, PAGES_A_RUN) };
    });
    if (outcome === null) return null;
    for (const { sha256, holds, changed } of outcome.checked) {
      if (changed && !holds) this.log.error(`the stored bytes of capture ${sha256} are not what was captured`);
    }
    for (const { teamId, id } of outcome.claims) this.news.tell(teamId, [{ type: 'claim', id }]);
    for (const link of outcome.links) {
      if (!this.stopping) await this.pages.check(link, link.evidenceId, null);
    }
    return outcome.checked;
  }

  counts(): Promise<{ checked: number; lost: number }> {
    return this.database.single(checkCounts);
  }
}
