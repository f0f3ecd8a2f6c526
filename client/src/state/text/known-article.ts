import { z } from 'zod';
import { RefusedByServer } from '../call-errors.js';

const Facts = z.object({ articleId: z.string(), number: z.number(), title: z.string() });
/** The article that a text is already. */
export type KnownArticle = z.infer<typeof Facts>;

/** What an import was refused for, where it was for being here already. */
export function knownArticle(error: unknown): KnownArticle | null {
  if (!(error instanceof RefusedByServer) || error.body.code !== 'article-known') return null;
  return Facts.safeParse(error.body.facts).data ?? null;
}
