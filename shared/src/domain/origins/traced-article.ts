import type { Region } from '../../text/region.js';
import type { Trace } from '../../text/tracing/trace.js';
import { traceOf } from '../../text/tracing/trace.js';

/** An article with its frozen text, for telling where it comes from. */
export interface TracedArticle {
  readonly articleId: string;
  readonly title: string;
  readonly source: string | null;
  readonly publishedOn: string | null;
  readonly language: string | null;
  readonly text: string;
  readonly trace: Trace;
}

export function tracedArticle(article: Omit<TracedArticle, 'trace'>, regions: readonly Region[]): TracedArticle {
  return { ...article, trace: traceOf(article.text, regions) };
}
