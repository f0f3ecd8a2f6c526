import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { ok, type Result } from '#shared/lib/result.js';
import { sha256Hex, textHash } from '#shared/log/hash.js';
import type { LiveCheckData } from '#shared/protocol/evidence.js';
import { Extractor } from '../../articles/import/extractor.js';
import { type FetchedPage, fetchPage, NETWORK, type Network } from '../../articles/web/fetch-page.js';
import { News } from '../../broadcast/news.js';
import { Database } from '../../database/database.service.js';
import { insertPageCheck, type LinkedPage } from './linked-page.store.js';
import { Turns } from './turns.js';

/** A page as it answered just now, with what could be read in it. */
export interface ReadPage {
  readonly page: FetchedPage;
  readonly at: Date;
  readonly text: { readonly title: string; readonly words: string; readonly count: number } | null;
  readonly whyNoText: string | null;
}

/** A page may have 10 MB. */
const AT_ONCE = 4;

/** Reads pages from the open web, and compares them with what was captured. */
@Injectable()
export class LivePages {
  private readonly turns = new Turns(AT_ONCE);

  constructor(
    private readonly database: Database,
    private readonly news: News,
    private readonly extractor: Extractor,
    @Inject(NETWORK) private readonly network: Network,
  ) {}

  /** `asker` is whose turn among the readers of files it takes. */
  read(url: string, asker: string): Promise<Result<ReadPage>> {
    return this.turns.take(() => this.readNow(url, asker));
  }

  private async readNow(url: string, asker: string): Promise<Result<ReadPage>> {
    const page = await fetchPage(url, this.network);
    if (!page.ok) return page;
    const charset = /charset\s*=\s*["']?([\w:.-]{2,30})/i.exec(page.value.headers['content-type'] ?? '')?.[1] ?? null;
    const proposal = await this.extractor.read(page.value.bytes, charset, asker);
    const text = proposal.ok ? { title: proposal.value.title, words: proposal.value.text, count: proposal.value.words } : null;
    return ok({ page: page.value, at: new Date(), text, whyNoText: proposal.ok ? null : proposal.refusal.message });
  }

  /** `actor` is null where the scheduled job looks. */
  async check(linked: LinkedPage, evidenceId: string, actor: Actor | null): Promise<LiveCheckData> {
    const found = comparison(linked, await this.read(linked.url, actor?.userId ?? 'the schedule'));
    const { teamId, claimId } = linked;
    await this.database.inTransaction((tx) => insertPageCheck(tx, { teamId, claimId, evidenceId, by: actor?.userId ?? null, ...found }));
    this.news.tell(teamId, [{ type: 'claim', id: claimId }]);
    return found;
  }
}

/** Readable text is compared where both have it, bytes otherwise: adverts and dates in a page change every time. */
function comparison({ captured }: LinkedPage, read: Result<ReadPage>): LiveCheckData {
  if (!read.ok) return { outcome: 'gone', detail: read.refusal.message };
  if (captured === null) return { outcome: 'differs', detail: 'The page answers, but was never captured.' };
  const { text, page } = read.value;
  if (text !== null && captured.textSha256 !== null) {
    if (textHash(text.words) === captured.textSha256)
      return { outcome: 'same', detail: 'The page says what it said when it was captured.' };
    return { outcome: 'differs', detail: 'The words of the page are not those that were captured.' };
  }
  if (sha256Hex(page.bytes) === captured.sha256) return { outcome: 'same', detail: 'The page has the bytes that were captured.' };
  return { outcome: 'differs', detail: 'The bytes of the page are not those that were captured.' };
}
