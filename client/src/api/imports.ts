import { routes } from '#shared/protocol/routes.js';
import { ArticleProposal, type ArticleProposalData, type ReceiptData } from '#shared/protocol/views.js';
import { NotUnderstood } from '../state/call-errors.js';
import { call, refusalOf, send } from './call.js';

/** Where an article may come from: a file, or the address of a page. */
export type ImportOrigin = File | string;

/** Asks the server what the file or page would be as an article. Nothing is imported by asking. */
export async function propose(origin: ImportOrigin, signal: AbortSignal): Promise<ArticleProposalData> {
  if (typeof origin === 'string') return call(routes.importUrl, { body: { url: origin }, signal });
  const answer = await send('/api/imports', {
    method: 'POST',
    // The type is told by the bytes. A type that the browser guesses could be one that is parsed on the way.
    headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(origin.name) },
    body: origin,
    signal,
  });
  const parsed = (await answer.json().catch(() => null)) as unknown;
  if (!answer.ok) throw refusalOf(parsed, answer.status);
  const view = ArticleProposal.safeParse(parsed);
  if (!view.success) throw new NotUnderstood(view.error);
  return view.data;
}

/** Freezes a proposal as it is. The same key counts once. */
export function importProposal(proposal: ArticleProposalData, key: string, signal: AbortSignal): Promise<ReceiptData> {
  const { text, title, raw, marked, byline, source, url, publishedOn, language } = proposal;
  const known = Object.entries({ byline, source, url, publishedOn, language }).filter(([, value]) => value !== null);
  return call(routes.importArticle, { body: { text, title, raw, marked, ...Object.fromEntries(known) }, key, signal });
}
