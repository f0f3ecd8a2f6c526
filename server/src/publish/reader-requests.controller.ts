import { randomUUID } from 'node:crypto';
import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isBlank, isStorable } from '#shared/lib/plain-text.js';
import { News } from '../broadcast/news.js';
import { insertRequest } from '../claims/after/claim-facts.store.js';
import { Database } from '../database/database.service.js';
import { rawBody } from '../evidence/uploaded-file.js';
import { countAttempt } from '../identity/identity.store.js';
import { HandleRaw, Param } from '../transport/handle.js';
import { Refused } from '../transport/refused.js';
import { missingPage } from './page.js';
import { publicationsAt, type StoredPublication } from './publication.store.js';
import { contentPolicy, STYLE } from './published-style.js';
import { EMPTY_DRAFT, LIMITS, type RequestDraft, requestPage, thanksPage, WRONG_MIN } from './request-page.js';

const BODY_BYTES_MAX = 64 * 1024;
const WINDOW_SECONDS = 60 * 60;
/** Requests within an hour: of one address, and about one claim. */
const OF_AN_ADDRESS = 5;
const ABOUT_A_CLAIM = 40;
const SLUG = /^[a-z0-9-]{1,100}$/;

/** Readers ask for corrections: a form without script, bounded, counted, kept as plain words (PB5). */
@Controller()
export class ReaderRequestsController {
  constructor(
    private readonly database: Database,
    private readonly news: News,
  ) {}

  @HandleRaw('GET', '/v/:slug/request-correction', 'public')
  async form(@Param('slug') slug: string, @Res() response: Response): Promise<void> {
    const latest = await this.latest(slug);
    if (latest === null) return this.answer(response, 404, missingPage(STYLE));
    this.answer(response, 200, requestPage(claimOf(latest), EMPTY_DRAFT, null, STYLE));
  }

  @HandleRaw('POST', '/v/:slug/request-correction', 'public')
  async take(@Param('slug') slug: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) {
      throw new Refused({ code: 'malformed', message: 'Send the form as application/x-www-form-urlencoded.', path: 'Content-Type' });
    }
    const fields = new URLSearchParams((await rawBody(request, BODY_BYTES_MAX)).toString('utf8'));
    const { status, page } = await this.receive(slug, fields, request.ip ?? 'unknown');
    this.answer(response, status, page);
  }

  /** Keeps what a reader sent from this address, or says why not; the answer is the page that they see. */
  async receive(slug: string, fields: URLSearchParams, address: string): Promise<{ status: number; page: string }> {
    const latest = await this.latest(slug);
    if (latest === null) return { status: 404, page: missingPage(STYLE) };
    const draft = { wrong: field(fields, 'wrong'), evidence: field(fields, 'evidence'), contact: field(fields, 'contact') };
    const refuse = (status: number, problem: string) => ({ status, page: requestPage(claimOf(latest), draft, problem, STYLE) });
    const problem = problemOf(draft);
    if (problem !== null) return refuse(422, problem);
    // Only a program fills the field that nobody sees; it is thanked like everyone.
    if (field(fields, 'website') !== '') return { status: 200, page: thanksPage(claimOf(latest), STYLE) };
    if (await this.tooMany(address, latest.claimId)) {
      return refuse(429, 'Too many requests came in within the hour. Your words are kept here; please send them later.');
    }
    const { teamId, claimId, version } = latest;
    await this.database.inTransaction((tx) => insertRequest(tx, { id: randomUUID(), teamId, claimId, version, ...draft }));
    this.news.tell(teamId, [{ type: 'claim', id: claimId }]);
    return { status: 200, page: thanksPage(claimOf(latest), STYLE) };
  }

  private async tooMany(address: string, claimId: string): Promise<boolean> {
    const mine = await this.database.single((tx) => countAttempt(tx, `reader:${address}`, WINDOW_SECONDS));
    if (mine.attempts > OF_AN_ADDRESS) return true;
    const all = await this.database.single((tx) => countAttempt(tx, `reader-claim:${claimId}`, WINDOW_SECONDS));
    return all.attempts > ABOUT_A_CLAIM;
  }

  private async latest(slug: string): Promise<StoredPublication | null> {
    if (!SLUG.test(slug)) return null;
    return (await this.database.read((tx) => publicationsAt(tx, slug))).at(-1) ?? null;
  }

  private answer(response: Response, status: number, page: string): void {
    response.set({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentPolicy('form'),
      'X-Content-Type-Options': 'nosniff',
      // Without a referrer browsers send the form from "null", which no origin check can tell from another site.
      'Referrer-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    });
    response.status(status).end(page);
  }
}

function claimOf({ slug, snapshot, teamName }: StoredPublication) {
  return { slug, wording: snapshot.claim.wording, teamName };
}

function field(fields: URLSearchParams, name: string): string {
  const given = (fields.get(name) ?? '').replace(/\r\n?/g, '\n').trim();
  return isBlank(given) ? '' : given;
}

const NAMES = { wrong: '“What is wrong”', evidence: '“Where can we check it”', contact: '“How can we reach you”' } as const;

function problemOf(draft: RequestDraft): string | null {
  for (const name of ['wrong', 'evidence', 'contact'] as const) {
    const words = draft[name];
    if (words.length > LIMITS[name])
      return `${NAMES[name]} may have up to ${LIMITS[name].toLocaleString('en')} characters; this has ${words.length.toLocaleString('en')}.`;
    if (!isStorable(words)) return `${NAMES[name]} holds characters that no text has.`;
    if (/<\s*[/!a-z]/i.test(words)) return `${NAMES[name]} holds HTML. Please write plain words; an address may stand as it is.`;
  }
  if (draft.wrong.length < WRONG_MIN) return `Say what is wrong in at least ${WRONG_MIN} characters.`;
  return null;
}
