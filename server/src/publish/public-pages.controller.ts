import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { publicRecord } from '#shared/domain/publication/record.js';
import { CONFIG, type Config } from '../config.js';
import { Database } from '../database/database.service.js';
import { HandleRaw, Param } from '../transport/handle.js';
import { sendFresh } from './answers/fresh-answer.js';
import { missingPage, publicPage } from './page.js';
import { correctionsOf, publicationsAt } from './publication.store.js';
import { contentPolicy, STYLE } from './published-style.js';

/** What `slugOf` makes; anything else names nothing. */
const SLUG = /^[a-z0-9-]{1,100}$/;

/** What readers see: published snapshots and their corrections, nothing else (PB1). No session is asked for. */
@Controller()
export class PublicPagesController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @HandleRaw('GET', '/v/:slug', 'public')
  current(@Param('slug') slug: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.show(slug, null, request, response);
  }

  /** The newest version for machines: ClaimReview, and beside it what ClaimReview has no place for, dissent first (DS7). */
  @HandleRaw('GET', '/v/:slug/record.json', 'public')
  async record(@Param('slug') slug: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const found = await this.find(slug, null);
    const headers = { 'Content-Type': 'application/json; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };
    const known = request.headers['if-none-match'];
    if (!found) {
      sendFresh({ status: 404, body: '{"code":"not-found","message":"Nothing is published here."}', headers }, known, response);
      return;
    }
    const { shown, all, corrections } = found;
    const origin = this.origin(request);
    const place = { url: `${origin}/v/${slug}`, publisher: shown.teamName, publisherUrl: origin, datePublished: shown.at.slice(0, 10) };
    const { version, reductions } = shown;
    const record = publicRecord(shown.snapshot, place, { version, versions: all, corrections, reductions });
    sendFresh({ status: 200, body: JSON.stringify(record), headers }, known, response);
  }

  @HandleRaw('GET', '/v/:slug/:version', 'public')
  version(
    @Param('slug') slug: string,
    @Param('version') version: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.show(slug, /^[1-9]\d{0,5}$/.test(version) ? Number(version) : 0, request, response);
  }

  private async show(slug: string, version: number | null, request: Request, response: Response): Promise<void> {
    const found = await this.find(slug, version);
    const headers = {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentPolicy('no form'),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    };
    const body = found ? publicPage(found.shown, found.all, found.corrections, this.origin(request), STYLE) : missingPage(STYLE);
    sendFresh({ status: found ? 200 : 404, body, headers }, request.headers['if-none-match'], response);
  }

  private find(slug: string, version: number | null) {
    return this.database.read(async (tx) => {
      const all = SLUG.test(slug) ? await publicationsAt(tx, slug) : [];
      const shown = version === null ? all.at(-1) : all.find((one) => one.version === version);
      return shown ? { shown, all, corrections: await correctionsOf(tx, shown.claimId) } : null;
    });
  }

  private origin(request: Request): string {
    return this.config.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
  }
}
