import { createHash } from 'node:crypto';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG, type Config } from '../config.js';
import { Database } from '../database/database.service.js';
import { PROJECT } from '../running/version.js';
import { HandleRaw, Param } from '../transport/handle.js';
import { missingPage, publicPage } from './page.js';
import { fontFaces } from './page-fonts.js';
import { PAGE_STYLE } from './page-style.js';
import { correctionsOf, publicationsAt } from './publication.store.js';

const STYLE = `${fontFaces(new URL('dist/web/assets/', PROJECT))}${PAGE_STYLE}`;
/** What `slugOf` makes; anything else names nothing. */
const SLUG = /^[a-z0-9-]{1,100}$/;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

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
    const found = await this.database.read(async (tx) => {
      const all = SLUG.test(slug) ? await publicationsAt(tx, slug) : [];
      const shown = version === null ? all.at(-1) : all.find((one) => one.version === version);
      return shown ? { shown, all, corrections: await correctionsOf(tx, shown.claimId) } : null;
    });
    response.set({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'public, max-age=30',
    });
    if (!found) {
      response.status(404).end(missingPage(STYLE));
      return;
    }
    const origin = this.config.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
    response.end(publicPage(found.shown, found.all, found.corrections, origin, STYLE));
  }
}
