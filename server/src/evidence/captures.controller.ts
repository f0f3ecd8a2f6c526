import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '#shared/domain/actor.js';
import type { CaptureData } from '#shared/protocol/views.js';
import { Database } from '../database/database.service.js';
import { refuseLostRole } from '../identity/standing-role.js';
import { CurrentActor, HandleRaw, Param } from '../transport/handle.js';
import { Refused } from '../transport/refused.js';
import { Captures } from './captures.service.js';
import { fileName, rawBody } from './uploaded-file.js';

export const CAPTURE_BYTES_MAX = 25 * 1024 * 1024;

/** Files as evidence: raw bytes in, the same bytes out as a download. */
@Controller()
export class CapturesController {
  constructor(
    private readonly captures: Captures,
    private readonly database: Database,
  ) {}

  @HandleRaw('POST', '/api/captures', 'claim.contribute')
  async upload(@CurrentActor() actor: Actor, @Req() request: Request): Promise<CaptureData> {
    const name = fileName(request.headers['x-file-name']);
    const body = await rawBody(request, CAPTURE_BYTES_MAX);
    const stored = await this.database.inTransaction(async (tx) => {
      await refuseLostRole(tx, actor);
      return this.captures.store(tx, actor, body, { name });
    });
    return { sha256: stored.sha256, bytes: stored.bytes, mediaType: stored.mediaType, fileName: stored.fileName };
  }

  /** Always a download, in a sandbox, as nothing but the type its bytes have: a captured page never runs here (EV2). */
  @HandleRaw('GET', '/api/captures/:sha256', 'team.read')
  async download(@CurrentActor() actor: Actor, @Param('sha256') sha256: string, @Res() response: Response): Promise<void> {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Refused({ code: 'not-found', message: 'There is nothing at this address.' });
    const { capture, body } = await this.database.read((tx) => this.captures.open(tx, actor.teamId, sha256));
    const name = capture.fileName ?? `${sha256.slice(0, 12)}${capture.mediaType === 'application/json' ? '.json' : '.txt'}`;
    response.set({
      'Content-Type': capture.mediaType,
      'Content-Length': String(body.length),
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escaped)}`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    });
    response.end(body);
  }
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
