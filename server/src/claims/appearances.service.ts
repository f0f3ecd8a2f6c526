import { Injectable } from '@nestjs/common';
import type { ArticleSpan } from '#shared/domain/claim/claim.js';
import type { NewAppearance } from '#shared/domain/claim/claim-commands.js';
import type { AppearanceBody } from '#shared/protocol/commands.js';
import type { Anchor } from '#shared/text/anchor.js';
import { Articles, type AskedSpan } from '../articles/articles.service.js';
import type { Tx } from '../database/tx.js';
import { valueOf } from '../transport/refused.js';

/** Checks that a passage really stands in its article, and names the article for the claim. */
@Injectable()
export class Appearances {
  constructor(private readonly articles: Articles) {}

  async span(tx: Tx, teamId: string, asked: AskedSpan & { readonly anchor: Anchor }): Promise<ArticleSpan> {
    const { articleNumber, title, source, publishedOn, versionId } = valueOf(await this.articles.spanOf(tx, teamId, asked));
    const { start, end, exact, prefix, suffix } = asked.anchor;
    return {
      articleId: asked.articleId,
      articleNumber,
      versionId,
      title,
      source,
      publishedOn,
      anchor: { start, end, exact, prefix, suffix },
    };
  }

  async appearance(tx: Tx, teamId: string, body: AppearanceBody): Promise<NewAppearance> {
    const span = await this.span(tx, teamId, body);
    const taken = await this.articles.takesClaims(tx, span.versionId, span.anchor);
    if (body.insist !== true) valueOf(taken);
    return {
      span,
      annotationId: body.annotationId ?? null,
      attitude: body.attitude,
      attribution: body.attribution.map(({ name, anonymous }) => ({ name, anonymous })),
      ...(taken.ok ? {} : { insisted: true }),
    };
  }
}
