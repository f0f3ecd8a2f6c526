import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { publicRecord } from '#shared/domain/publication/record.js';
import { CONFIG, type Config } from '../config.js';
import { Database } from '../database/database.service.js';
import { HandleRaw, Param } from '../transport/handle.js';
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
    response.set({
      'Content-Type': 'application/json; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'public, max-age=30',
    });
    if (!found) {
      response.status(404).end('{"code":"not-found","message":"Nothing is published here."}');
      return;
    }
    const { shown, all, corrections } = found;
    const origin = this.origin(request);
    const place = { url: `${origin}/v/${slug}`, publisher: shown.teamName, publisherUrl: origin, datePublished: shown.at.slice(0, 10) };
    response.end(JSON.stringify(publicRecord(shown.snapshot, place, { version: shown.version, versions: all, corrections })));
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
    response.set({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentPolicy('no form'),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'public, max-age=30',
    });
    if (!found) {
      response.status(404).end(missingPage(STYLE));
      return;
    }
    response.end(publicPage(found.shown, found.all, found.corrections, this.origin(request), STYLE));
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
