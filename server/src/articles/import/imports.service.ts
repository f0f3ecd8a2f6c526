import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { ArticleProposalData } from '#shared/protocol/views.js';
import { Database } from '../../database/database.service.js';
import { Captures } from '../../evidence/captures.service.js';
import { countAttempt } from '../../identity/identity.store.js';
import { refuseLostRole } from '../../identity/standing-role.js';
import { Refused, valueOf } from '../../transport/refused.js';
import type { Proposal } from '../extract/proposal.js';
import { fetchPage, NETWORK, type Network } from '../web/fetch-page.js';
import { Extractor } from './extractor.js';
import { insertPageFetch } from './page-fetch.store.js';

/** Files and pages that one person may have read in an hour: two of the largest folders, and some. */
export const READINGS_MAX = 1_200;
const WINDOW_SECONDS = 60 * 60;

/**
 * Proposes articles from files and pages. What is proposed is not an article yet, but its raw bytes are stored, so that the
 * article that is made of it can name them (AR7). What is refused leaves nothing behind.
 */
@Injectable()
export class Imports {
  constructor(
    private readonly database: Database,
    private readonly captures: Captures,
    private readonly extractor: Extractor,
    @Inject(NETWORK) private readonly network: Network,
  ) {}

  async proposeFromFile(actor: Actor, bytes: Uint8Array, name: string | null): Promise<ArticleProposalData> {
    await this.count(actor);
    const proposal = valueOf(await this.extractor.read(bytes, null, actor.userId));
    const raw = await this.database.inTransaction(async (tx) => {
      await refuseLostRole(tx, actor);
      return this.captures.store(tx, actor, bytes, { name, mediaType: storedType(proposal) });
    });
    return view(proposal, raw.sha256, bytes.length);
  }

  async proposeFromUrl(actor: Actor, url: string): Promise<ArticleProposalData> {
    await this.count(actor);
    const page = valueOf(await fetchPage(url, this.network));
    const fetchedAt = new Date();
    const charset = /charset\s*=\s*["']?([\w:.-]{2,30})/i.exec(page.headers['content-type'] ?? '')?.[1] ?? null;
    const proposal = valueOf(await this.extractor.read(page.bytes, charset, actor.userId));
    const raw = await this.database.inTransaction(async (tx) => {
      await refuseLostRole(tx, actor);
      const stored = await this.captures.store(tx, actor, page.bytes, { name: null, mediaType: storedType(proposal) });
      const { finalUrl, status, headers } = page;
      const facts = { sha256: stored.sha256, askedUrl: url, finalUrl, status, headers, fetchedBy: actor.userId, fetchedAt };
      await insertPageFetch(tx, { id: randomUUID(), teamId: actor.teamId, ...facts });
      return stored;
    });
    const source = proposal.source ?? new URL(page.finalUrl).hostname.replace(/^www\./, '');
    return view({ ...proposal, source, url: page.finalUrl }, raw.sha256, page.bytes.length);
  }

  /** One person cannot keep the readers of all others busy (AR13). */
  private async count({ userId }: Actor): Promise<void> {
    const { attempts, secondsLeft } = await this.database.single((tx) => countAttempt(tx, `import:${userId}`, WINDOW_SECONDS));
    if (attempts <= READINGS_MAX) return;
    const minutes = Math.ceil(secondsLeft / 60);
    throw new Refused({
      code: 'rate-limited',
      message: `You have had ${READINGS_MAX.toLocaleString('en')} files and pages read within an hour. More can be read in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}; pasting still works.`,
      facts: { retryAfterSeconds: secondsLeft },
    });
  }
}

/** Pages are kept as text: nothing captured is ever given back as a page (EV2). */
function storedType({ mediaType }: Proposal): string {
  return mediaType === 'application/pdf' ? mediaType : 'text/plain';
}

function view(proposal: Proposal, raw: string, bytes: number): ArticleProposalData {
  return { ...proposal, marked: proposal.marked.map((one) => ({ ...one })), warnings: [...proposal.warnings], raw, bytes };
}
