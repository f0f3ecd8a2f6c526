import { Controller, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import type { Actor } from '#shared/domain/actor.js';
import type { ImportUrl } from '#shared/protocol/commands.js';
import { routes } from '#shared/protocol/routes.js';
import type { ArticleProposalData } from '#shared/protocol/views.js';
import { fileName, rawBody } from '../../evidence/uploaded-file.js';
import { Body, CurrentActor, Handle, HandleRaw } from '../../transport/handle.js';
import { Imports } from './imports.service.js';

const FILE_BYTES_MAX = 20 * 1024 * 1024;

/** Files and addresses in, proposals of articles out. */
@Controller()
export class ImportsController {
  constructor(private readonly imports: Imports) {}

  @HandleRaw('POST', '/api/imports', 'article.import')
  async file(@CurrentActor() actor: Actor, @Req() request: Request): Promise<ArticleProposalData> {
    const name = fileName(request.headers['x-file-name']);
    return this.imports.proposeFromFile(actor, await rawBody(request, FILE_BYTES_MAX), name);
  }

  @Handle(routes.importUrl)
  url(@CurrentActor() actor: Actor, @Body() { url }: z.infer<typeof ImportUrl>): Promise<ArticleProposalData> {
    return this.imports.proposeFromUrl(actor, url);
  }
}
