import { Refused } from '../../transport/refused.js';
import type { Description } from './description.js';

/** A version that has a text, and whose it is. */
export interface TextHolder extends Pick<Description, 'title' | 'source' | 'url'> {
  readonly articleId: string;
  readonly articleNumber: number;
  readonly number: number;
}

/** The same text from another source is evidence of where a story comes from, and no word is said of it (AR18). */
export function refuseKnown(holders: readonly TextHolder[], described: Pick<Description, 'source' | 'url'>): void {
  const known = holders.find((holder) => sameOrigin(holder, described));
  if (known === undefined) return;
  const { articleId, articleNumber, title, number } = known;
  throw new Refused({
    code: 'article-known',
    message: `This text is article ${articleNumber} already: “${title}”, version ${number}.`,
    path: 'text',
    facts: { articleId, number: articleNumber, title, version: number },
  });
}

function sameOrigin(one: Pick<Description, 'source' | 'url'>, other: Pick<Description, 'source' | 'url'>): boolean {
  const [ours, theirs] = [originOf(one), originOf(other)];
  if (ours.url === null && ours.source === null) return theirs.url === null && theirs.source === null;
  return (ours.url !== null && ours.url === theirs.url) || (ours.source !== null && ours.source === theirs.source);
}

/** In a form in which the same is the same: small letters, one space, no place within a page. */
function originOf({ source, url }: Pick<Description, 'source' | 'url'>): { readonly source: string | null; readonly url: string | null } {
  const address = url === null || !URL.canParse(url) ? null : new URL(url);
  return {
    source: source === null ? null : source.trim().replace(/\s+/g, ' ').toLowerCase(),
    url: address === null ? url : `${address.host.replace(/^www\./, '')}${address.pathname.replace(/\/$/, '')}${address.search}`,
  };
}
