import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '#shared/domain/actor.js';
import type { CaptureData } from '#shared/protocol/views.js';
import { Database } from '../database/database.service.js';
import { CurrentActor, HandleRaw, Param } from '../transport/handle.js';
import { Refused } from '../transport/refused.js';
import { Captures } from './captures.service.js';

export const CAPTURE_BYTES_MAX = 25 * 1024 * 1024;
const FILE_NAME_MAX = 200;

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
    const body = await rawBody(request);
    const stored = await this.database.inTransaction((tx) => this.captures.store(tx, actor, body, { name }));
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

/** The name as its owner's disk had it, without any folder. */
function fileName(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string' || header === '') return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(header);
  } catch {
    throw new Refused({ code: 'malformed', message: 'The file name must be percent-encoded.', path: 'X-File-Name' });
  }
  const name = [...(decoded.split(/[\\/]/).at(-1) ?? '')].filter((character) => !/\p{C}/u.test(character)).join('');
  return name.trim().slice(0, FILE_NAME_MAX) || null;
}

/** The bytes as sent. JSON would have been parsed on the way, so it has to come as a plain stream of bytes. */
async function rawBody(request: Request): Promise<Buffer> {
  const tooLarge = new Refused({ code: 'too-large', message: 'A file may hold at most 25 MB.', facts: { bytesMax: CAPTURE_BYTES_MAX } });
  if (request.body !== undefined && request.body !== null && request.readableEnded) {
    throw new Refused({ code: 'malformed', message: 'Send the file as application/octet-stream.', path: 'Content-Type' });
  }
  if (Number(request.headers['content-length'] ?? 0) > CAPTURE_BYTES_MAX) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > CAPTURE_BYTES_MAX) throw tooLarge;
    chunks.push(chunk);
  }
  if (size === 0) throw new Refused({ code: 'malformed', message: 'The file is empty.' });
  return Buffer.concat(chunks);
}
