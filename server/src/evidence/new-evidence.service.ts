import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { CommandOf } from '#shared/domain/claim/claim-commands.js';
import { unreachable } from '#shared/lib/unreachable.js';
import { canonicalJson } from '#shared/log/canonical-json.js';
import type { AttachEvidenceBody } from '#shared/protocol/commands.js';
import { Appearances } from '../claims/appearances.service.js';
import type { Tx } from '../database/tx.js';
import type { StoredCapture } from './capture.store.js';
import { Captures } from './captures.service.js';

/** Makes evidence of what was sent: its words or file are fixed as a capture first, byte for byte (EV1). */
@Injectable()
export class NewEvidence {
  constructor(
    private readonly captures: Captures,
    private readonly appearances: Appearances,
  ) {}

  async command(tx: Tx, actor: Actor, body: AttachEvidenceBody): Promise<CommandOf<'AttachEvidence'>> {
    const common = {
      type: 'AttachEvidence',
      kind: body.kind,
      stance: body.stance,
      note: body.note,
      interests: body.interests,
      protectedSource: body.protectedSource,
      contact: null,
      grade: body.grade ?? null,
      gradeReason: body.gradeReason,
    } as const;
    const nothing = { url: null, excerpt: null, span: null };
    switch (body.kind) {
      case 'link': {
        const { url, excerpt } = body;
        const capture = await this.words(tx, actor, canonicalJson({ url, excerpt }), 'application/json');
        const source = body.source || new URL(url).hostname.replace(/^www\./, '');
        return { ...common, ...nothing, source, url, excerpt: excerpt === '' ? null : excerpt, capture };
      }
      case 'quote': {
        const capture = await this.words(tx, actor, body.quote, 'text/plain');
        return { ...common, ...nothing, source: body.source, excerpt: body.quote, capture };
      }
      case 'file': {
        const capture = await this.captures.toBeNamed(tx, actor.teamId, body.capture);
        return { ...common, ...nothing, source: body.source || (capture.fileName ?? ''), capture };
      }
      case 'article-span': {
        const span = await this.appearances.span(tx, actor.teamId, body);
        const words = canonicalJson({ articleVersion: span.versionId, anchor: { ...span.anchor } });
        const capture = await this.words(tx, actor, words, 'application/json');
        return { ...common, ...nothing, source: body.source || (span.source ?? span.title), excerpt: span.anchor.exact, span, capture };
      }
      case 'contact': {
        const { contact } = body;
        const capture = await this.words(tx, actor, canonicalJson({ ...contact }), 'application/json');
        return { ...common, ...nothing, source: body.source || 'The claimant', contact, capture };
      }
      default:
        return unreachable(body);
    }
  }

  private words(tx: Tx, actor: Actor, text: string, mediaType: string): Promise<StoredCapture> {
    return this.captures.store(tx, actor, new TextEncoder().encode(text), { name: null, mediaType });
  }
}
