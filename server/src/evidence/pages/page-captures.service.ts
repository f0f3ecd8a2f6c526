import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { CommandOf } from '#shared/domain/claim/claim-commands.js';
import { canonicalJson } from '#shared/log/canonical-json.js';
import { textHash } from '#shared/log/hash.js';
import type { LiveCheckData } from '#shared/protocol/evidence.js';
import type { ReceiptData } from '#shared/protocol/views.js';
import { insertPageFetch } from '../../articles/import/page-fetch.store.js';
import { Claims } from '../../claims/claims.service.js';
import { Database } from '../../database/database.service.js';
import { Refused } from '../../transport/refused.js';
import { Captures } from '../captures.service.js';
import { type LinkedPage, linkedPage } from './linked-page.store.js';
import { LivePages, type ReadPage } from './live-pages.service.js';

/** Captures the page of a link: fetched from the open web, its bytes, headers and readable text kept (EV3). */
@Injectable()
export class PageCaptures implements BeforeApplicationShutdown {
  private readonly log = new Logger('captures');
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
    private readonly captures: Captures,
    private readonly pages: LivePages,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** Captures after the link was attached, without keeping its author waiting. What fails is told on the evidence. */
  begin(actor: Actor, evidenceId: string): void {
    this.capture(actor, evidenceId, randomUUID()).catch((error: unknown) => {
      if (!this.stopping && !(error instanceof Refused)) this.log.error(`a page is not captured: ${String(error)}`);
    });
  }

  /** Fetches the page and notes what came of it as an act of whoever asked; a failure is an act too, and can be tried again. */
  async capture(actor: Actor, evidenceId: string, key: string): Promise<ReceiptData> {
    const linked = await this.linked(actor, evidenceId);
    const read = await this.pages.read(linked.url, actor.userId);
    return this.claims.execute(actor, {
      claim: { part: 'evidence', id: evidenceId },
      key,
      request: { type: 'CapturePage', evidenceId },
      command: async (tx, claimId): Promise<CommandOf<'CapturePage'>> => {
        if (!read.ok) return { type: 'CapturePage', evidenceId, outcome: { failure: read.refusal.message } };
        const { page, text } = read.value;
        const claim = await this.claims.read(tx, actor.teamId, claimId);
        const excerpt = claim?.state.evidence.find(({ id }) => id === evidenceId)?.excerpt ?? null;
        const stored = await this.captures.store(tx, actor, page.bytes, { name: null });
        const { finalUrl, status, headers } = page;
        const facts = { sha256: stored.sha256, askedUrl: linked.url, finalUrl, status, headers, fetchedBy: actor.userId };
        await insertPageFetch(tx, { id: randomUUID(), teamId: actor.teamId, ...facts, fetchedAt: read.value.at });
        const words = text === null ? null : await this.captures.store(tx, actor, new TextEncoder().encode(text.words), { name: null });
        return {
          type: 'CapturePage',
          evidenceId,
          outcome: {
            capture: stored,
            page: {
              askedUrl: linked.url,
              finalUrl,
              status,
              headersSha256: textHash(canonicalJson({ ...headers })),
              title: text?.title ?? null,
              text: words && text && { sha256: words.sha256, words: text.count },
              whyNoText: read.value.whyNoText,
              wordsFound: wordsFound(excerpt, read.value),
            },
          },
        };
      },
    });
  }

  /** Looks at the live page now, and notes how it compares with the capture. */
  async checkLive(actor: Actor, evidenceId: string): Promise<LiveCheckData> {
    return this.pages.check(await this.linked(actor, evidenceId), evidenceId, actor);
  }

  private async linked(actor: Actor, evidenceId: string): Promise<LinkedPage> {
    const linked = await this.database.read((tx) => linkedPage(tx, actor.teamId, evidenceId));
    if (linked === null) throw new Refused({ code: 'not-found', message: 'There is no such link.' });
    return linked;
  }
}

/** White space is no difference: a page breaks its lines where it likes. */
function wordsFound(excerpt: string | null, { text }: ReadPage): boolean | null {
  if (excerpt === null || text === null) return null;
  return squeezed(text.words).includes(squeezed(excerpt));
}

function squeezed(words: string): string {
  return words.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
