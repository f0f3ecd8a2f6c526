import { Injectable } from '@nestjs/common';
import type { ArticleSpan } from '#shared/domain/claim/claim.js';
import type { NewAppearance } from '#shared/domain/claim/claim-commands.js';
import type { AppearanceBody } from '#shared/protocol/commands.js';
import type { Anchor } from '#shared/text/anchor.js';
import { Articles } from '../articles/articles.service.js';
import type { Tx } from '../database/tx.js';
import { valueOf } from '../transport/refused.js';

/** Checks that a passage really stands in its article, and names the article for the claim. */
@Injectable()
export class Appearances {
  constructor(private readonly articles: Articles) {}

  async span(tx: Tx, teamId: string, articleId: string, anchor: Anchor): Promise<ArticleSpan> {
    const { articleNumber, title, source, publishedOn, versionId } = valueOf(await this.articles.spanOf(tx, teamId, articleId, anchor));
    const { start, end, exact, prefix, suffix } = anchor;
    return { articleId, articleNumber, versionId, title, source, publishedOn, anchor: { start, end, exact, prefix, suffix } };
  }

  async appearance(tx: Tx, teamId: string, body: AppearanceBody): Promise<NewAppearance> {
    return {
      span: await this.span(tx, teamId, body.articleId, body.anchor),
      annotationId: body.annotationId ?? null,
      attitude: body.attitude,
      attribution: body.attribution.map(({ name, anonymous }) => ({ name, anonymous })),
    };
  }
}
